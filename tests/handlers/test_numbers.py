"""Numbers of help are said once, plainly, and with a heading that fits them."""

import pytest

from bot.domain import catalogue, contacts
from bot.i18n import LANGUAGES, Language, Msg, translate
from handlers import numbers
from storage.persons import Person, Profile


def said(*ids: str, language: Language = "uk") -> str:
    """The listed contacts as they are read."""
    return translate(numbers.listed(tuple(contacts.contact(id) for id in ids)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_the_name_is_not_repeated(language: Language) -> None:
    for id, number in (("ua_112", "112"), ("ua_103", "103"), ("ua_1547", "15-47"), ("eu_112", "112")):
        assert said(id, language=language).splitlines()[0].count(number) == 1


def test_an_emergency_number_has_no_date_and_others_have_one_as_people_write_it() -> None:
    assert said("ua_112").splitlines()[-1] == "цілодобово"
    assert said("ua_1547").splitlines()[-1] == "цілодобово, станом на 02.2025"


@pytest.mark.parametrize(
    "need, place, heading",
    [
        ("psychological.crisis", "UA-05", numbers.CALL_NOW),
        ("psychological.crisis", "AM", numbers.NO_NUMBER),
        ("housing.tonight", "UA-05", numbers.CALL_MEANWHILE),
        ("housing.tonight", "GE", numbers.READS),
    ],
)
def test_the_heading_fits_the_numbers_that_follow(need: str, place: str, heading: Msg) -> None:
    person = Person(1, "uk", 1, Profile(region=place))
    shown = translate(numbers.for_need(catalogue.subneed(need), person), "en")
    assert shown.startswith(heading.text)
    assert not shown.rstrip().endswith(":")
