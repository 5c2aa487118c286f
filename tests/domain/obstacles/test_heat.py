"""Heat counts who met what by place, month and kind; its picture is readable and says what it counts."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from bot.domain import places
from bot.domain.obstacles import heat_picture
from bot.domain.obstacles.facts import HAPPENED, Facts
from bot.domain.obstacles.heat import (
    BY_HAPPENED,
    BY_MONTH,
    BY_OFFICE,
    BY_REGION,
    COLUMNS,
    NOT_SAID,
    REST,
    ROWS,
    STEPS,
    heat,
    shade,
)
from bot.domain.obstacles.heat_picture import LIGHT_LETTERS_FROM, SHADES, Words
from bot.domain.obstacles.lettering import INK, fitting, font

NOVEMBER, OCTOBER = datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 10, 3, tzinfo=UTC)
KHERSON, LVIV = Facts("UA-65", "court", "", "money"), Facts("UA-46", "bank", "", "refused")


def test_places_come_with_the_most_first_and_what_was_not_said_last() -> None:
    counted = heat(
        [(Facts(), NOVEMBER)] * 9 + [(LVIV, NOVEMBER)] + [(KHERSON, OCTOBER)] * 3, BY_REGION, BY_HAPPENED
    )
    assert counted.rows == ("UA-65", "UA-46", NOT_SAID)
    assert counted.columns == ("money", "refused", NOT_SAID)
    assert (counted.cells["UA-65", "money"], counted.row(NOT_SAID)) == (3, 9)


def test_months_come_in_their_order() -> None:
    counted = heat([(LVIV, NOVEMBER)] * 5 + [(KHERSON, OCTOBER)], BY_MONTH, BY_OFFICE)
    assert counted.rows == ("2026-10", "2026-11")
    assert counted.columns == ("bank", "court")


def test_what_does_not_fit_is_counted_together() -> None:
    met = [(Facts(region.code, "", "", code), NOVEMBER) for region in places.REGIONS for code in HAPPENED]
    counted = heat(met, BY_REGION, BY_HAPPENED)
    assert len(counted.rows) == ROWS + 1
    assert counted.columns[COLUMNS:] == (REST,)
    assert sum(counted.row(row) for row in counted.rows) == len(met)


def test_nobody_makes_an_empty_table() -> None:
    assert heat([], BY_REGION, BY_HAPPENED).rows == ()


@pytest.mark.parametrize("count, step", [(0, 0), (1, 1), (2, 1), (3, 2), (50, 5), (51, 6), (9999, 6)])
def test_more_is_darker(count: int, step: int) -> None:
    assert shade(count) == step


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_shades_differ_in_lightness_and_letters_stand_out_from_them() -> None:
    lights = [luminance(colour) for colour in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert len(SHADES) == len(STEPS) + 1
    for step, light in enumerate(lights):
        letters = 1.0 if step >= LIGHT_LETTERS_FROM else luminance(INK)
        lighter, darker = max(light, letters), min(light, letters)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.2, SHADES[step]  # large letters need 3


def test_the_picture_has_a_colour_for_each_cell_and_fits_a_phone() -> None:
    counted = heat([(KHERSON, NOVEMBER)] * 60 + [(LVIV, NOVEMBER)] * 2, BY_REGION, BY_HAPPENED)
    names = {"UA-65": "Херсонська", "UA-46": "Львівська"}
    words = Words(
        "Перешкоди", "2026", "Разом", "Люди", names, {"money": "Просять гроші", "refused": "Відмова"}
    )
    with Image.open(io.BytesIO(heat_picture.draw(counted, words))) as picture:
        assert (picture.format, picture.width) == ("PNG", 1080)
        found = {colour for _n, colour in picture.convert("RGB").getcolors(2**24) or ()}
    for step in (0, 1, 6):
        assert tuple(bytes.fromhex(SHADES[step][1:])) in found


@pytest.mark.parametrize("letters", ["ҐґЄєІіЇї", "ЁёЪъЫыЭэ", "абвяЩщ", "Az09<–…’"])
def test_every_letter_of_our_languages_can_be_drawn(letters: str) -> None:
    missing = font(30).getmask("\uffff").getbbox(), bytes(font(30).getmask("\uffff"))
    for letter in letters:
        assert (font(30).getmask(letter).getbbox(), bytes(font(30).getmask(letter))) != missing, letter


def test_a_name_that_is_too_wide_is_shortened() -> None:
    assert fitting("Львівська", 300, 30) == "Львівська"
    short = fitting("Дніпропетровська область", 150, 30)
    assert short.endswith("…")
    assert font(30).getlength(short) <= 150
