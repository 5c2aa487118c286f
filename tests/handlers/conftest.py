"""A circle of people for these tests."""

import pytest

from storage import accounts, desks
from tests.chat import Chat
from tests.circle import Circle


@pytest.fixture
async def circle(chat: Chat) -> Circle:
    """Nobody yet; the moderators' chat speaks English."""
    async with chat.database.transaction() as session:
        for desk in await desks.every(session):
            await accounts.speak(session, desk.id, "en")
    return Circle(chat)
