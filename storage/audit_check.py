"""Looks through the audit's chain: whether every act stands there as it was written, and the ends noted elsewhere."""

import re
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.audit import AuditRow
from storage.audit_chain import END, START, AuditEndRow, end_proof, link_of, note_of, start_proof
from storage.database import Database, Session

READ = 100  # rows at a time: others have their turn in between
NOTE = re.compile(r"[0-9]{1,15}:[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the whole chain found."""

    rows: int  # that are kept
    end: str  # what a person may note down: "412:9f02c6d1"
    faults: tuple[str, ...] = ()  # in English, with the numbers of rows; empty when all is as it was written
    lost: tuple[str, ...] = ()  # ends that were noted down and are not in the chain
    older: tuple[
        str, ...
    ] = ()  # ends that were noted down of rows that have gone since: nothing is known of them


async def looked_through(database: Database, notes: Collection[str] = ()) -> Checked:
    """Check the chain as it is at one moment, beside those who go on writing."""
    async with database.reading() as session:
        if not database.is_sqlite:  # whose reads see one moment anyway
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        return await check(session, notes)


async def check(session: Session, notes: Collection[str] = ()) -> Checked:
    """Look through the whole chain, and whether the ends once noted down as `notes` ("412:9f02c6d1") are in it."""
    start, faults = await _at_the_start(session)
    place, link, rows, unseen = start.place, start.link, 0, set(notes) - {note_of(start.place, start.link)}
    older = tuple(note for note in notes if note in unseen and place_of(note) in range(start.place + 1))
    async for row in _chained(session, place):
        place, expected, rows = place + 1, row.place, rows + 1
        if expected != place:
            faults.append(f"before row {expected}, {_rows((expected or 0) - place)} missing")
            place = expected or 0
        link = link_of(session, link, row)
        if link != row.link:
            faults.append(f"row {place} is not as it was written, or follows one that is not")
            link = row.link or b""
        unseen.discard(note_of(place, link))
    faults += await _at_the_end(session, start, place, link)
    lost = tuple(note for note in notes if note in unseen and note not in older)
    return Checked(rows, note_of(place, link), tuple(faults), lost, older)


async def contains(session: Session, note: str) -> bool | None:
    """Whether an end once noted down is still in the chain; None when it is of a row that has gone since.

    Of the chain only this place is looked at.
    """
    place, start = place_of(note), await session.get(AuditEndRow, START)
    if place is None:
        return False
    if start is not None and place <= start.place:
        return True if note == note_of(start.place, start.link) else None
    link = await session.scalar(select(AuditRow.link).where(AuditRow.place == place))
    return note == note_of(place, link or b"")


def place_of(note: str) -> int | None:
    """Return the place in the chain that a note is of; None when it is no note."""
    return int(note.partition(":")[0]) if NOTE.fullmatch(note) else None


async def _chained(session: Session, after: int) -> AsyncIterator[AuditRow]:
    """The rows of the chain in their order, some at a time."""
    while True:
        wanted = select(AuditRow).where(AuditRow.place > after).order_by(AuditRow.place).limit(READ)
        found = (await session.scalars(wanted)).all()
        for row in found:
            yield row
        if len(found) < READ:
            return
        after = found[-1].place or 0
        session.expunge_all()


async def _at_the_start(session: Session) -> tuple[AuditEndRow, list[str]]:
    """The row from which the chain is counted, and what is wrong with it and before it."""
    start, faults = await session.get(AuditEndRow, START), list[str]()
    if start is None:
        start = AuditEndRow(id=START, place=0, link=b"", proof=b"")
    elif start.proof != start_proof(session, start):
        faults.append("the start of the chain was not written by us")
    back = await session.scalar(select(func.count()).where(AuditRow.place <= start.place))
    if back:
        faults.append(f"{_rows(back)} there that had gone, or never were")
    return start, faults


async def _at_the_end(session: Session, start: AuditEndRow, place: int, link: bytes) -> list[str]:
    """What is wrong behind the last row."""
    faults = list[str]()
    outside = await session.scalar(select(func.count()).where(AuditRow.place.is_(None)))
    if outside:
        faults.append(f"{_rows(outside)} outside the chain")
    end = await session.get(AuditEndRow, END)
    if end is None:
        return [*faults, "the chain has no end"] if place else faults
    if end.proof != end_proof(session, end, start):
        faults.append("the end of the chain, or its start, was not written by us")
    if end.place > place:
        faults.append(f"{_rows(end.place - place)} missing at the end")
    elif (end.place, end.link) != (place, link):
        faults.append("the chain does not end where it was left")
    return faults


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
