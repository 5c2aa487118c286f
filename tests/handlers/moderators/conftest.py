"""A moderators' chat in English, so that these tests do not depend on translations."""

import pytest

from storage import accounts, desks, moderators
from tests.chat import Chat, Phone


@pytest.fixture
async def desk(chat: Chat) -> Phone:
    """The moderators' group, in English, of a bot that Telegram and Viber know."""
    chat.database.links.telegram, chat.database.links.viber = "kolo_bot", "kolo"
    async with chat.database.transaction() as session:
        for account in await desks.every(session):
            await accounts.speak(session, account.id, "en")
        await moderators.known(session, "7")
    return chat.desk()
