"""What may be shown to whom; the traps that its sources hold are here one by one."""

from datetime import date, timedelta

import pytest

from bot.domain import catalogue, contacts, places
from bot.domain.catalogue import NEEDS
from bot.domain.contacts import CONTACTS, Contact

TODAY = date(2026, 11, 22)
ANYWHERE: list[str | None] = [
    None,
    "XX",
    *(country.code for country in places.COUNTRIES),
    *(region.code for region in places.REGIONS),
]


def shown(place: str | None, today: date = TODAY) -> list[str]:
    return [one.id for one in contacts.shown(place, today=today)]


def sos(place: str | None) -> list[str]:
    return [one.id for one in contacts.sos_contacts(place)]


def fitting(id: str, place: str) -> list[str]:
    return [one.id for one in contacts.for_subneed(catalogue.subneed(id), place)]


def numbers(found: tuple[Contact, ...]) -> set[str]:
    return {phone.dial for one in found for phone in one.phones}


@pytest.mark.parametrize("place", ANYWHERE)
def test_nothing_is_shown_that_must_not_ship_or_has_no_source(place: str | None) -> None:
    found = (*contacts.shown(place, today=TODAY), *contacts.sos_contacts(place))
    assert [one.id for one in found if one.ship != "yes" or not one.sources] == []


@pytest.mark.parametrize("place", ANYWHERE)
def test_the_violence_lines_that_many_take_for_crisis_lines_are_nowhere(place: str | None) -> None:
    assert numbers(contacts.shown(place, today=TODAY)).isdisjoint({"116123", "0800500335"})


@pytest.mark.parametrize("place", ANYWHERE)
def test_a_crisis_list_has_at_most_six_contacts_that_are_all_in_the_directory(place: str | None) -> None:
    assert len(sos(place)) <= 6
    assert set(sos(place)) <= set(shown(place))


def test_in_ukraine_the_crisis_list_begins_with_112_103_102_and_15_47() -> None:
    assert sos("UA") == ["ua_112", "ua_103", "ua_102", "ua_1547", "ua_101", "ua_legalaid"]
    assert sos("UA-05") == sos("UA")


def test_an_unknown_place_gets_ukraine_and_the_european_number() -> None:
    assert sos(None) == ["ua_112", "ua_103", "ua_102", "eu_112", "ua_1547", "ua_101"]
    assert sos("XX") == sos(None)
    assert set(shown(None)) == {*shown("UA"), "eu_112"}


@pytest.mark.parametrize("place", ["RU", "UA-43", "UA-40"])
def test_in_russia_and_occupied_regions_only_the_emergency_number_is_shown(place: str) -> None:
    assert [one.phones[0].show for one in contacts.shown(place, today=TODAY)] == ["112"]
    assert sos(place) == ["local_112"]
    assert fitting("psychological.crisis", place) == ["local_112"]
    assert fitting("legal.status", place) == []


def test_abroad_no_number_is_shown_that_answers_only_in_ukraine() -> None:
    assert shown("GE") == ["ge_112", "ge_unhcr"]
    assert shown("DE") == ["eu_112", "de_helpline_ukraine"]
    assert shown("PL") == ["eu_112"]
    assert shown("MD") == ["md_112"]


def test_where_no_number_is_confirmed_none_is_shown() -> None:
    assert shown("BY") == []
    assert sos("AM") == []


def test_every_confirmed_emergency_number_of_a_country_is_in_its_crisis_list() -> None:
    confirmed = [country for country in places.COUNTRIES if country.emergency_checked]
    assert {country.code for country in confirmed} >= {"UA", "GE", "MD", "PL", "DE"}
    for country in confirmed:
        assert contacts.sos_contacts(country.code)[0].phones[0].dial == country.emergency


def test_a_ukrainian_line_with_a_number_for_abroad_is_usable_abroad_and_a_georgian_one_is_not() -> None:
    assert contacts.works_in(contacts.contact("ua_coordhq"), "DE")
    assert not contacts.works_in(contacts.contact("ua_legalaid"), "DE")
    assert not contacts.works_in(contacts.contact("ge_embassy"), "DE")


def test_116_123_means_one_thing_in_ukraine_and_another_in_the_european_union() -> None:
    violence, support = contacts.contact("ua_lastrada"), contacts.contact("eu_116")
    assert violence.group == "violence"
    assert [contacts.works_in(violence, place) for place in ("UA", "EE")] == [True, False]
    assert [contacts.works_in(support, place) for place in ("UA", "EE")] == [False, True]


def test_violence_lines_are_shown_for_violence_and_not_for_thoughts_of_death() -> None:
    after_violence = fitting("psychological.after_violence", "UA")
    assert after_violence == ["ua_112", "ua_103", "ua_102", "ua_1547", "ua_moh"]
    assert fitting("psychological.crisis", "UA") == ["ua_112", "ua_103", "ua_moh"]
    assert fitting("housing.women_shelter", "UA") == ["ua_1547"]


def test_an_arrest_shows_legal_aid_first() -> None:
    assert fitting("legal.detained", "UA") == ["ua_legalaid"]


def test_one_topic_can_be_asked_for() -> None:
    assert [one.id for one in contacts.shown("UA", {"legal"}, today=TODAY)] == ["ua_legalaid"]


def test_after_half_a_year_without_a_look_only_emergency_numbers_stay() -> None:
    last_day = date(2026, 11, 21) + contacts.STALE_AFTER
    assert "ua_1547" in shown("UA", last_day)
    assert shown("UA", last_day + timedelta(days=1)) == ["ua_112", "ua_103", "ua_102", "ua_101"]


def test_every_source_has_its_date_or_the_day_when_it_was_read() -> None:
    assert contacts.contact("ua_1547").source_date == "2025-02"
    assert contacts.contact("ua_legalaid").source_date is None
    assert {one.checked_on for one in CONTACTS} == {date(2026, 11, 21)}


@pytest.mark.parametrize("id", ["ua_povoroznyuk", "ua_1548", "ua_1678", "ge_volunteers_tbilisi"])
def test_what_nobody_confirmed_keeps_no_number_at_all(id: str) -> None:
    assert contacts.contact(id).phones == ()


def test_the_closed_help_point_and_the_old_number_of_the_headquarters_are_not_listed() -> None:
    everything = " ".join(f"{one.name.en} {[phone.dial for phone in one.phones]}" for one in CONTACTS)
    assert "Choose to Help" not in everything
    assert "4286274" not in everything


def test_hours_are_said_in_each_language() -> None:
    hours = contacts.contact("de_helpline_ukraine").hours
    assert hours is not None
    assert (hours.uk, hours.en) == ("Пн-Пт 14:00-17:00", "Mon-Fri 14:00-17:00")


def test_every_topic_has_a_name_and_every_need_can_be_asked_anywhere() -> None:
    assert {one.group for one in CONTACTS} <= set(contacts.TOPICS)
    for need in NEEDS:
        for subneed in need.subneeds:
            for place in ANYWHERE:
                contacts.for_subneed(subneed, place, today=TODAY)
