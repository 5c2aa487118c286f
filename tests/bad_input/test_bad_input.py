"""Every line of the table: a clear answer or a deliberate silence, and nothing else changes."""

import re

import pytest

from bot.i18n import Text, translate
from tests.bad_input.scene import Scene, changes, looks
from tests.bad_input.table import CALLERS, PEOPLE, Call, Row

pytestmark = pytest.mark.asyncio(loop_scope="module")


def named(one: object) -> str:
    """What a line of the table is called in the report."""
    return str(getattr(one, "what", one))


@pytest.mark.parametrize("row, channel", [(row, c) for row in PEOPLE for c in row.channels], ids=named)
async def test_a_person_gets_a_kind_answer(scene: Scene, row: Row, channel: str) -> None:
    phone = await scene.newcomer(channel, row.place)
    before, seen = await scene.everything(), looks(phone)
    await row.way(scene, phone)
    await scene.town.quiet()
    answers = [text for _id, text, _buttons in looks(phone) - seen]
    assert len(answers) == (row.times if row.reads else 0), answers
    assert all(said(row.reads) in answer for answer in answers), answers
    assert not changes(before, await scene.everything())


@pytest.mark.parametrize("row", CALLERS, ids=lambda row: f"{row.what} ({row.channel})")
async def test_a_caller_is_answered(scene: Scene, row: Call) -> None:
    phone = await scene.newcomer(row.channel, "at the menu")
    before = await scene.everything()
    assert await row.way(scene, phone) == row.answered
    await scene.town.quiet()
    changed = changes(before, await scene.everything())
    assert [change.partition(":")[0] for change in changed] == ["quarantine"] * row.aside


async def test_nothing_of_it_broke_a_rule_of_the_messengers(scene: Scene) -> None:
    assert not [*scene.town.telegram.violations, *scene.town.viber.violations]


def said(text: Text) -> str:
    """The longest part of a text without placeholders, in Ukrainian."""
    return max(re.split(r"\{\w+\}|\n", translate(text, "uk")), key=len)
