"""Helpers: what a moderator approved does not change by itself."""

import pytest

from bot.domain.matching import Skills
from storage import helpers
from storage.database import Database
from tests.chat import Chat
from tests.circle import Circle


@pytest.mark.parametrize("said, status", [("woman", helpers.PENDING), ("", helpers.APPROVED)])
async def test_who_says_to_be_a_woman_after_the_approval_is_approved_anew(
    chat: Chat, said: str, status: str
) -> None:
    circle = Circle(chat)
    petro = circle.id(await circle.helper())
    await _volunteers(circle.database, petro, said)
    async with circle.database.transaction() as session:
        helper = await helpers.get(session, petro)
    assert helper is not None
    assert helper.status == status


async def test_the_same_answer_again_needs_no_new_approval(chat: Chat) -> None:
    circle = Circle(chat)
    olha = circle.id(await circle.helper())
    await _volunteers(circle.database, olha, "woman")
    async with circle.database.transaction() as session:
        await helpers.move(session, olha, (helpers.PENDING,), helpers.APPROVED)
    await _volunteers(circle.database, olha, "woman")
    async with circle.database.transaction() as session:
        helper = await helpers.get(session, olha)
    assert helper is not None
    assert helper.status == helpers.APPROVED


async def _volunteers(database: Database, person: int, gender: str) -> None:
    async with database.transaction() as session:
        await helpers.volunteer(session, person, Skills(("documents",), ("en",), gender=gender), 2)
