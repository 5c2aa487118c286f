"""Who signed a joint request, and the one change each may propose; a name only if they typed one for this."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import ordered_id


class SignatureRow(Table):
    """A person signed a text; the name, if any, is shown in the document alone."""

    __tablename__ = "joint_signatures"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("joint_requests.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]  # of the text that was signed
    tell_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # they are to hear how it went on
    name: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's signature."""

    id: int
    request_id: int
    person_id: int
    revision: int
    name: str = field(default="", repr=False)


async def sign(session: Session, request_id: int, person_id: int, revision: int, name: str = "") -> None:
    """Let a person sign a text; again is once, with what they say now."""
    mine = SignatureRow.request_id == request_id, SignatureRow.person_id == person_id
    id = await session.scalar(select(SignatureRow.id).where(*mine)) or ordered_id()
    sealed = session.vault.seal(name, f"joint_signatures.name:{id}") if name else None
    values = {"revision": revision, "tell_at": None, "name": sealed}
    row = insert_into(session, SignatureRow).values(
        id=id, request_id=request_id, person_id=person_id, **values
    )
    await session.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


async def take_back(session: Session, request_id: int, person_id: int) -> bool:
    """Take a signature back; False when there is none."""
    mine = SignatureRow.request_id == request_id, SignatureRow.person_id == person_id
    return await session.scalar(delete(SignatureRow).where(*mine).returning(SignatureRow.id)) is not None


async def of(session: Session, request_id: int, revision: int) -> list[Signature]:
    """Return the signatures under a text, the oldest first."""
    under = SignatureRow.request_id == request_id, SignatureRow.revision == revision
    rows = await session.scalars(select(SignatureRow).where(*under).order_by(SignatureRow.id))
    return [_signature(session, row) for row in rows]


async def who(session: Session, request_id: int) -> Sequence[int]:
    """Return the ids of all who signed a request, in whichever of its texts."""
    signed = select(SignatureRow.person_id).where(SignatureRow.request_id == request_id)
    return (await session.scalars(signed)).all()


async def is_under(session: Session, request_id: int, person_id: int, revision: int) -> bool:
    """Say whether a person has signed this very text."""
    return person_id in [one.person_id for one in await of(session, request_id, revision)]


async def get(session: Session, id: int) -> Signature | None:
    """Return a signature by id."""
    row = await session.get(SignatureRow, id, populate_existing=True)
    return None if row is None else _signature(session, row)


async def tell(session: Session, request_id: int) -> None:
    """Let all who signed hear how it went on."""
    await session.execute(
        update(SignatureRow).where(SignatureRow.request_id == request_id).values(tell_at=session.now)
    )
    session.wakes_jobs = True


async def to_tell(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of signatures whose person has not heard yet."""
    waiting = select(SignatureRow.id).where(SignatureRow.tell_at <= session.now)
    return (await session.scalars(waiting.order_by(SignatureRow.tell_at, SignatureRow.id).limit(limit))).all()


async def told(session: Session, id: int) -> bool:
    """Record that the person hears now; False when another told them meanwhile."""
    waiting = SignatureRow.id == id, SignatureRow.tell_at <= session.now
    heard = update(SignatureRow).where(*waiting).values(tell_at=None).returning(SignatureRow.id)
    return await session.scalar(heard) is not None


async def tell_later(session: Session, id: int, at: datetime) -> None:
    """Tell the person later: something failed."""
    await session.execute(update(SignatureRow).where(SignatureRow.id == id).values(tell_at=at))


def _signature(session: Session, row: SignatureRow) -> Signature:
    name = session.vault.open(row.name, f"joint_signatures.name:{row.id}") if row.name else ""
    return Signature(row.id, row.request_id, row.person_id, row.revision, name)
