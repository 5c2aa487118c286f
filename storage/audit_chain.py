"""The audit's rows in a chain: each carries a keyed hash of itself and of the row before, the last is noted apart.

Who can write to the database, but has no key, cannot change, add, take out, swap or cut off a row without being
found. Who can put the whole database back to an older day is found by a note of the chain's end kept elsewhere.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import AuditRow, reason_place
from storage.crypto import CannotOpen
from storage.database import Hashed, Session, Table, insert_into

ONLY = 1  # the id of the one row
READ = 500  # rows at a time
NOTED = 8  # hexadecimal digits of a link in a note


class AuditEndRow(Table):
    """Where the chain ends; who extends it holds this row."""

    __tablename__ = "audit_end"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    link: Mapped[bytes] = mapped_column(Hashed)
    proof: Mapped[bytes] = mapped_column(Hashed)  # that these two were written by somebody with the key


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the whole chain found."""

    rows: int
    end: str  # what a person may note down: "412:9f02c6d1"
    faults: tuple[str, ...] = ()  # in English, with the numbers of rows; empty when all is as it was written


async def extend(session: Session) -> None:
    """Join the acts of this transaction to the chain; the last thing before the commit, since all wait for it."""
    if not session.audited:
        return
    end = await _end(session)
    for row in session.audited:
        _join(session, end, row)
    end.proof = _proof(session, end.place, end.link)
    await session.flush()


async def noted(session: Session) -> str:
    """Return the end of the chain as a person may note it down, as "412:9f02c6d1"; "" before the first act."""
    end = await session.get(AuditEndRow, ONLY)
    return "" if end is None else _note(end.place, end.link)


async def check(session: Session, note: str = "") -> Checked:
    """Look through the whole chain, and whether the end once noted down as `note` is still in it."""
    faults, place, link, seen = list[str](), 0, b"", not note
    async for row in _chained(session):
        place, expected = place + 1, row.place
        if expected != place:
            faults.append(f"before row {expected}, {_rows((expected or 0) - place)} missing")
            place = expected or 0
        link = _link(session, link, row)
        if link != row.link:
            faults.append(f"row {place} is not as it was written, or follows one that is not")
            link = row.link or b""
        seen = seen or _note(place, link) == note
    faults += await _at_the_end(session, place, link)
    if not seen:
        faults.append(f"what was noted as {note} is not in the chain")
    return Checked(place, _note(place, link), tuple(faults))


async def _end(session: Session) -> AuditEndRow:
    """The end of the chain, held until the commit."""
    new = {"id": ONLY, "place": 0, "link": b"", "proof": _proof(session, 0, b"")}
    await session.execute(insert_into(session, AuditEndRow).values(new).on_conflict_do_nothing())
    return await session.get_one(AuditEndRow, ONLY, populate_existing=True, with_for_update=True)


def _join(session: Session, end: AuditEndRow, row: AuditRow) -> None:
    row.place = end.place + 1
    row.link = _link(session, end.link, row)
    end.place, end.link = row.place, row.link


async def _chained(session: Session) -> AsyncIterator[AuditRow]:
    """The rows of the chain in their order, some at a time."""
    after = 0
    while True:
        wanted = select(AuditRow).where(AuditRow.place > after).order_by(AuditRow.place).limit(READ)
        found = (await session.scalars(wanted)).all()
        for row in found:
            yield row
        if len(found) < READ:
            return
        after = found[-1].place or 0
        session.expunge_all()


async def _at_the_end(session: Session, place: int, link: bytes) -> list[str]:
    """What is wrong behind the last row."""
    faults = list[str]()
    outside = await session.scalar(select(func.count()).where(AuditRow.place.is_(None)))
    if outside:
        faults.append(f"{_rows(outside)} outside the chain")
    end = await session.get(AuditEndRow, ONLY)
    if end is None:
        return [*faults, "the chain has no end"] if place else faults
    if end.proof != _proof(session, end.place, end.link):
        faults.append("the end of the chain was not written by us")
    if end.place > place:
        faults.append(f"{_rows(end.place - place)} missing at the end")
    elif (end.place, end.link) != (place, link):
        faults.append("the chain does not end where it was left")
    return faults


def _link(session: Session, before: bytes, row: AuditRow) -> bytes:
    """The keyed hash of a row and the link before it; a reason that does not open counts as another."""
    try:
        reason = session.vault.open(row.reason, reason_place(row.id))
    except CannotOpen:
        reason = "\x00"
    said = (str(row.place), str(row.id), str(int(row.at.timestamp())), row.actor.hex(), row.act, row.object)
    return session.vault.index("audit", before.hex(), *said, reason)


def _proof(session: Session, place: int, link: bytes) -> bytes:
    return session.vault.index("end of the audit", str(place), link.hex())


def _note(place: int, link: bytes) -> str:
    return f"{place}:{link.hex()[:NOTED]}"


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
