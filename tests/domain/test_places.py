"""Regions and countries: codes, neighbours, time zones, danger, grammar."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain import places
from bot.domain.places import ABROAD, COUNTRIES, REGIONS, Place

EVERYWHERE: tuple[Place, ...] = (*REGIONS, *COUNTRIES)


def test_there_are_twenty_seven_regions_and_fifty_one_countries() -> None:
    assert len(REGIONS) == 27
    assert len(COUNTRIES) == 51
    assert len({place.code for place in EVERYWHERE}) == 78


def test_neighbours_are_mutual_and_known() -> None:
    for region in REGIONS:
        assert region.neighbours
        assert all(region.code in places.neighbours(other) for other in region.neighbours)


def test_kyiv_and_its_oblast_are_neighbours_and_a_country_has_none() -> None:
    assert places.neighbours("UA-30") == ("UA-32",)
    assert places.neighbours("DE") == ()


@pytest.mark.parametrize("place", EVERYWHERE, ids=lambda place: place.code)
def test_every_time_zone_exists(place: Place) -> None:
    assert ZoneInfo(places.timezone(place.code)).key == place.timezone


def test_all_of_ukraine_keeps_the_time_of_kyiv() -> None:
    assert {places.timezone(region.code) for region in REGIONS} == {"Europe/Kyiv"}


def test_danger_is_russia_and_what_is_occupied_as_a_whole() -> None:
    dangerous = [place.code for place in EVERYWHERE if places.is_danger(place.code)]
    assert dangerous == ["UA-43", "UA-40", "RU"]


def test_abroad_begins_on_the_way_home_and_leaves_out_ukraine_and_russia() -> None:
    assert [country.code for country in ABROAD[:4]] == ["GE", "MD", "PL", "DE"]
    assert {"UA", "RU"}.isdisjoint(country.code for country in ABROAD)


def test_every_place_answers_the_question_where() -> None:
    for place in EVERYWHERE:
        assert place.where.uk.split()[0] in {"у", "в", "на"}
        assert place.where.ru.split()[0] in {"в", "во", "на"}
        assert place.where.en.startswith("in ")


def test_ukraine_is_in_and_never_on() -> None:
    assert places.where("UA").uk == "в Україні"
    assert places.where("UA").ru == "в Украине"


def test_the_country_of_a_region_is_ukraine() -> None:
    assert places.country("UA-05") == "UA"
    assert places.country("DE") == "DE"


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        places.place("XX")
    assert not places.is_place("UA-99")
