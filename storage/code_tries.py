"""Tries of codes that led nowhere: counted for an hour, so that nobody finds a code by guessing."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.accounts import Account
from storage.database import Hashed, Moment, Session, Table
from storage.ids import random_id

WINDOW = timedelta(hours=1)
OF_ONE = 10  # from one chat
OF_ALL = 1000  # short codes from all chats together


class CodeTryRow(Table):
    """One try; it names no account, so that erasing oneself does not buy new tries."""

    __tablename__ = "code_tries"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat: Mapped[bytes] = mapped_column(Hashed, index=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


async def add(session: Session, account: Account) -> bool:
    """Count a try; True when it was the last one of this hour."""
    session.add(CodeTryRow(id=random_id(), chat=_chat(session, account), at=session.now))
    await session.flush()
    return not await may_try(session, account)


async def may_try(session: Session, account: Account) -> bool:
    """Whether this chat may try a code."""
    return await _count(session, CodeTryRow.chat == _chat(session, account)) < OF_ONE


async def all_may_try(session: Session) -> bool:
    """Whether short codes may be tried at all; long ones cannot be guessed, and a flood must not lock people out."""
    return await _count(session) < OF_ALL


async def forget_old(session: Session) -> None:
    """Delete the tries that count no more."""
    await session.execute(delete(CodeTryRow).where(CodeTryRow.at <= session.now - WINDOW))


async def _count(session: Session, *which: ColumnElement[bool]) -> int:
    recent = CodeTryRow.at > session.now - WINDOW
    return await session.scalar(select(func.count()).where(recent, *which)) or 0


def _chat(session: Session, account: Account) -> bytes:
    return session.vault.index("tries", account.channel, account.address)
