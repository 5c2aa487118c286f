"""Moderators are numbers: who came, who is gone, who leads."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.powers import LEAD, MODERATOR
from storage import accounts, moderators
from storage.database import Database, Session
from storage.moderators import ModeratorRow


async def chat_of(session: Session) -> int:
    return (await accounts.of_chat(session, "telegram", "-1001")).id


async def test_each_has_one_number_for_good(database: Database) -> None:
    async with database.transaction() as session:
        assert [(await moderators.known(session, who)).number for who in ("7", "8", "7")] == [1, 2, 1]
        assert [one.number for one in await moderators.every(session)] == [1, 2]


async def test_neither_address_nor_name_is_kept(database: Database) -> None:
    async with database.transaction() as session:
        await moderators.known(session, "77777777")
        row = (await session.scalars(select(ModeratorRow))).one()
        assert b"77777777" not in row.mark
        assert row.mark == session.vault.index("actor", "telegram:77777777")


async def test_who_leads_is_a_setting_and_nobody_named_means_everybody(database: Database) -> None:
    async with database.transaction() as session:
        assert (await moderators.known(session, "7")).role == LEAD
        session.leads = ("8",)
        assert (await moderators.known(session, "7")).role == MODERATOR
        assert (await moderators.known(session, "8")).role == LEAD


async def test_who_is_gone_stays_gone_until_they_come_back(database: Database) -> None:
    async with database.transaction() as session:
        chat, now = await chat_of(session), session.now
        assert await moderators.moved(session, "7", chat, False, now) == 1
        assert await moderators.is_gone(session, 1, chat)
        assert not (await moderators.known(session, "7")).here
        assert await moderators.moved(session, "7", chat, True, now + timedelta(minutes=1)) == 1
        assert not await moderators.is_gone(session, 1, chat)


async def test_what_is_said_twice_or_comes_late_changes_nothing(database: Database) -> None:
    async with database.transaction() as session:
        chat, now = await chat_of(session), session.now
        await moderators.moved(session, "7", chat, False, now)
        assert await moderators.moved(session, "7", chat, False, now) is None
        assert await moderators.moved(session, "7", chat, True, now - timedelta(minutes=1)) is None
        assert await moderators.is_gone(session, 1, chat)


async def test_who_is_gone_from_one_chat_is_still_in_another(database: Database) -> None:
    async with database.transaction() as session:
        other = (await accounts.of_chat(session, "telegram", "-1002")).id
        await moderators.moved(session, "7", await chat_of(session), False, session.now)
        assert not await moderators.is_gone(session, 1, other)
