"""Nobody is called like the bot or its team; people are called as they like."""

from random import Random

import pytest

from bot.domain.posing import poses
from bot.domain.pseudonyms import pick
from bot.i18n import everywhere


@pytest.mark.parametrize(
    "name",
    [
        "Kolo",
        "КОЛО",
        "Модератор Олена",
        "moderator",
        "Мoдератор",
        "ＫＯＬＯ",
        "Адмін",
        "kolo_help",
        "служба SOS",
    ],
)
def test_a_name_of_the_bot_or_its_team_is_seen(name: str) -> None:
    assert poses(name)


@pytest.mark.parametrize(
    "name", ["Калина", "Модест", "Микола", "Ботаніка", "Олена з Полтави", "Nikolo", "Адам", "🌻"]
)
def test_other_names_are_let_be(name: str) -> None:
    assert not poses(name)


def test_the_names_that_kolo_gives_pose_as_nobody() -> None:
    given = [pick(Random(seed), set()) for seed in range(2000)]
    assert not [said for name in given for said in everywhere(name) if poses(said)]
