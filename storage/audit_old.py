"""The audit is kept for a year: its oldest rows go; what is left is still a chain, counted from the last of them."""

from datetime import timedelta
from itertools import takewhile
from typing import Final

from sqlalchemy import delete, select

from storage.audit import AuditRow
from storage.audit_chain import Ends, held, link_of
from storage.database import Session, table_of

KEPT: Final = timedelta(days=365)
SLICE: Final = 100  # rows of one transaction: acts of moderators wait for it


class ChainBroken(Exception):
    """The audit is not as it was written: none of it goes any more, since whoever looks into that needs all."""


async def forget_some(session: Session) -> int:
    """Take away the oldest rows, SLICE at most; return how many went. Raise ChainBroken.

    Each is held against the chain first: whoever wrote an old time into a row would have the bot take it away.
    """
    first = select(AuditRow.at).where(AuditRow.place.is_not(None)).order_by(AuditRow.place).limit(1)
    oldest = await session.scalar(first)
    if oldest is None or oldest > session.now - KEPT:
        return 0
    ends = await held(session)
    rows = await _next(session)
    if not ends.ours or any(not _follows(session, ends, row) for row in rows):
        raise ChainBroken
    session.add(ends.start)
    ends.prove(session)
    table = table_of(AuditRow)
    await session.execute(delete(table).where(table.c.place <= ends.start.place))
    return len(rows)


async def forget_unchained(session: Session) -> int:
    """Take away what is as old and was written before there was a chain; return how many rows went."""
    table = table_of(AuditRow)
    old = table.c.place.is_(None), table.c.at <= session.now - KEPT
    return len((await session.scalars(delete(table).where(*old).returning(table.c.id))).all())


async def _next(session: Session) -> list[AuditRow]:
    """The oldest rows that have been kept long enough, in their order."""
    wanted = select(AuditRow).where(AuditRow.place.is_not(None)).order_by(AuditRow.place).limit(SLICE)
    return list(takewhile(lambda row: row.at <= session.now - KEPT, await session.scalars(wanted)))


def _follows(session: Session, ends: Ends, row: AuditRow) -> bool:
    """Whether a row is the one after the start, as it was written; then it is the start from now on."""
    start, place = ends.start, ends.start.place + 1
    is_next = row.place == place <= ends.end.place and row.link == link_of(session, start.link, row)
    if is_next:
        start.place, start.link = place, row.link or b""
    return is_next
