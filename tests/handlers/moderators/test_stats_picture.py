"""Whatever stands on the picture, nobody can be found by it: no small number, no group, nobody's own wait."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.domain.stats import periods, picture
from bot.domain.stats.counting import ACCEPTED, ASKING, GROUP, LANGUAGE, NEED, PLACE, Figures, Request
from bot.domain.stats.page import Page
from bot.domain.stats.waits import HOUR
from bot.i18n import LANGUAGES, Language
from handlers.moderators import stats_picture
from storage.helper_load import Load
from storage.stats import Numbers

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = int(NOON.timestamp())


def numbers(people: int, one_of: str = "UA-65") -> Numbers:
    """So many people who asked: the first from another place than all others; nine got a word."""
    now = Figures()
    for person in range(people):
        parts = {NEED: "legal", PLACE: "UA-65" if person else one_of, GROUP: "1", LANGUAGE: "uk"}
        word = AT + person * HOUR if person < 9 else None
        now.add(Request(person, AT, ACCEPTED if word else ASKING, True, None, word, parts))
    load = Load(Counter({0: 1, 2: 7}), 3, [1])
    span = periods.span(NOON, periods.MONTH)
    return Numbers(30, span, now, Figures(), load, {}, {"1": "Калина"}, {}, (0, 0), 0, 0, 0)


def page(of: Numbers, language: Language = "en") -> Page:
    found = stats_picture.page(of, language)
    assert found is not None
    return found


def test_of_fewer_than_five_people_there_is_none() -> None:
    assert stats_picture.page(numbers(4), "en") is None
    assert stats_picture.page(numbers(5), "en") is not None


def test_every_count_is_rounded_or_told_as_less_than_five() -> None:
    found = page(numbers(23))
    bars = [bar.number for panel in found.panels for bar in panel.bars]
    counts = [tile.number for tile in found.tiles] + [share.number for share in found.shares] + bars
    assert set(counts) == {"25", "10", "15", "<5", "5"}
    sizes = [share.size for share in found.shares] + [
        n for p in found.panels for b in p.bars for n in (b.size, b.part)
    ]
    assert not [size for size in sizes if size % 5]


def test_a_place_with_one_person_is_not_named_nor_is_any_group() -> None:
    said = repr(page(numbers(23, one_of="UA-43")))
    assert "Kherson" in said
    assert "Crimea" not in said
    assert not re.search("Калина|Kalyna", said)


def test_of_nine_waits_none_is_told() -> None:
    first_word, _help = page(numbers(23)).waits
    assert (first_word.says, first_word.now) == ("too few to say", (0, 0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_drawn_in_every_language(language: Language) -> None:
    assert picture.draw(page(numbers(40), language)).startswith(b"\x89PNG")
