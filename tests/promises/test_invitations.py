"""An invitation into a group cannot be guessed or read from the database, ends, and gives nobody any power.

It is made for many, on paper too; so it opens what every person may ask for anyway, a place in a group, and nothing
else. Whoever wants to help is looked at by a moderator, invited or not.
"""

from base64 import urlsafe_b64decode
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.domain import invitations
from storage import groups, helpers
from storage.database import Database
from tests.chat import Chat
from tests.circle import Circle

MANY = 10_000
LASTS = timedelta(hours=24)


def test_each_is_of_128_bits_and_none_comes_twice() -> None:
    tokens = [invitations.new_token() for _one in range(MANY)]
    assert len(set(tokens)) == MANY
    raw = [urlsafe_b64decode(f"{token}==") for token in tokens]
    assert {len(one) for one in raw} == {128 // 8}
    ones = [sum(one[bit // 8] >> bit % 8 & 1 for one in raw) for bit in range(128)]
    assert all(MANY * 0.45 < count < MANY * 0.55 for count in ones), "a bit that says something"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_database_holds_a_hash_that_ends(database: Database, chat: Chat, tmp_path: Path) -> None:
    group, token = await Circle(chat).group(), invitations.new_token()
    async with database.transaction() as session:
        await groups.invite(session, group.id, token, LASTS)
    kept = written(tmp_path)
    assert token.encode() not in kept
    assert urlsafe_b64decode(f"{token}==") not in kept
    assert isinstance(database.clock, StoppedClock)
    held = []
    for span in (LASTS, timedelta(seconds=1)):
        database.clock.jump(span)
        async with database.transaction() as session:
            held.append(await groups.invited_to(session, token) is not None)
    assert held == [True, False]


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_who_comes_by_one_is_a_member_and_nothing_more(chat: Chat, channel: str) -> None:
    circle, token = Circle(chat), invitations.new_token()
    group, olha = await circle.group(), await circle.joins(channel)
    async with chat.database.transaction() as session:
        await groups.invite(session, group.id, token, LASTS)
    for _time in range(2):
        await olha.says("/start", context=token)
        await olha.presses("Join")
    async with chat.database.transaction() as session:
        assert await groups.role(session, circle.id(olha), group.id) == groups.MEMBER
        assert await helpers.get(session, circle.id(olha)) is None
    await olha.sends_payload(f"a:coordinate:{group.id}")
    assert olha.screen.text.startswith("You do not coordinate this group now")


def written(folder: Path) -> bytes:
    """The bytes of the database with its log."""
    return b"".join(file.read_bytes() for file in folder.glob("kolo.db*"))
