"""The audit's rows in a chain: each carries a keyed hash of itself and of the row before, the last is noted apart.

So is the last row that was old enough to go (storage/audit_old.py): what is left is counted from there.
Who can write to the database, but has no key, cannot change, add, take out, swap or cut off a row without being
found (storage/audit_check.py). Who can put the whole database back to an older day is found by a note of the chain's
end kept elsewhere (storage/audit_notes.py).
"""

from dataclasses import dataclass

from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import AuditRow, reason_place
from storage.crypto import CannotOpen
from storage.database import Hashed, Session, Table, insert_into

END, START = 1, 2  # the ids of the two rows
NOTED = 8  # hexadecimal digits of a link in a note


class AuditEndRow(Table):
    """Where the chain ends, and where it starts: the last row that went. Whoever changes either holds the end."""

    __tablename__ = "audit_end"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    link: Mapped[bytes] = mapped_column(Hashed)
    proof: Mapped[bytes] = mapped_column(
        Hashed
    )  # that somebody with the key wrote it; the end's is of the start too


@dataclass(slots=True)
class Ends:
    """The two rows, and whether they were as we had left them."""

    end: AuditEndRow
    start: AuditEndRow
    ours: bool

    def prove(self, session: Session) -> None:
        """Prove what they say now; what somebody else wrote does not become ours by going on from it."""
        if self.ours:
            self.start.proof = start_proof(session, self.start)
            self.end.proof = end_proof(session, self.end, self.start)


async def extend(session: Session) -> None:
    """Join the acts of this transaction to the chain; the last thing before the commit, since all wait for it."""
    if not session.audited:
        return
    ends = await held(session)
    for row in session.audited:
        _join(session, ends.end, row)
    ends.prove(session)
    await session.flush()


async def noted(session: Session) -> str:
    """Return the end of the chain as a person may note it down, as "412:9f02c6d1"; "" before the first act."""
    end = await session.get(AuditEndRow, END)
    return "" if end is None else note_of(end.place, end.link)


async def held(session: Session) -> Ends:
    """Where the chain ends and starts, held until the commit."""
    new = {"id": END, "place": 0, "link": b"", "proof": end_proof(session, AuditEndRow(place=0, link=b""))}
    await session.execute(insert_into(session, AuditEndRow).values(new).on_conflict_do_nothing())
    end = await session.get_one(AuditEndRow, END, populate_existing=True, with_for_update=True)
    start = await session.get(AuditEndRow, START, populate_existing=True)
    ours = end.proof == end_proof(session, end, start)
    if start is None:
        start = AuditEndRow(id=START, place=0, link=b"", proof=b"")
    else:
        ours = ours and start.proof == start_proof(session, start)
    return Ends(end, start, ours)


def _join(session: Session, end: AuditEndRow, row: AuditRow) -> None:
    row.place = end.place + 1
    row.link = link_of(session, end.link, row)
    end.place, end.link = row.place, row.link


def link_of(session: Session, before: bytes, row: AuditRow) -> bytes:
    """Return the keyed hash of a row and the link before it; a reason that does not open counts as another."""
    try:
        reason = session.vault.open(row.reason, reason_place(row.id))
    except CannotOpen:
        reason = "\x00"
    said = (str(row.place), str(row.id), str(int(row.at.timestamp())), row.actor.hex(), row.act, row.object)
    return session.vault.index("audit", before.hex(), *said, reason)


def end_proof(session: Session, end: AuditEndRow, start: AuditEndRow | None = None) -> bytes:
    """Return what only somebody with the key can say of an end, and of the start that belongs to it."""
    from_there = (str(start.place), start.link.hex()) if start is not None and start.place else ()
    return session.vault.index("end of the audit", str(end.place), end.link.hex(), *from_there)


def start_proof(session: Session, start: AuditEndRow) -> bytes:
    """Return what only somebody with the key can say of a start."""
    return session.vault.index("start of the audit", str(start.place), start.link.hex())


def note_of(place: int, link: bytes) -> str:
    """Return a place in the chain as a person may note it down."""
    return f"{place}:{link.hex()[:NOTED]}"
