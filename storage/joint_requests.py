"""Joint requests to an authority: drafted, sent by a person, answered or not; each with its clock."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.authority.drafting import Draft
from storage import counters, joint_changes, joint_signatures, obstacles
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id

DRAFT, SENT, ANSWERED, DROPPED = "draft", "sent", "answered", "dropped"


class JointRequestRow(Table):
    """One joint request about an obstacle; what it says, how it was sent and what was answered lie sealed."""

    __tablename__ = "joint_requests"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int]  # of the text: a signature holds for one
    created_at: Mapped[datetime] = mapped_column(Moment)
    sent_on: Mapped[str] = mapped_column(String(10))  # dates in Kyiv, as 2026-11-26; "" while it is not sent
    due_on: Mapped[str] = mapped_column(String(10))
    longer: Mapped[bool]  # the authority took the longer time, with its reasons
    stage: Mapped[str] = mapped_column(String(16))  # how far the coordinators were told of its clock
    look_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    answer: Mapped[str] = mapped_column(String(16))  # the state into which it brought the obstacle
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    draft: Mapped[bytes] = mapped_column(Sealed)
    sending: Mapped[bytes | None] = mapped_column(Sealed)
    reply: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class JointRequest:
    """One joint request; `way` and `their_number`: how it was sent, and what the authority calls it."""

    id: int
    number: int
    obstacle_id: int
    group_id: int
    status: str
    revision: int
    sent_on: date | None
    due_on: date | None
    longer: bool
    stage: str
    answer: str
    answered_at: datetime | None
    draft: Draft = field(repr=False)
    way: str = ""
    their_number: str = field(default="", repr=False)
    reply: str = field(default="", repr=False)


async def add(session: Session, obstacle_id: int, group_id: int, draft: Draft) -> JointRequest:
    """Keep a draft."""
    number = await counters.following(session, "joint requests")
    row = JointRequestRow(id=random_id(), number=number, obstacle_id=obstacle_id, group_id=group_id)
    row.status, row.revision, row.created_at = DRAFT, 1, session.now
    row.sent_on = row.due_on = row.stage = row.answer = ""
    row.longer, row.look_at, row.answered_at, row.sending, row.reply = False, None, None, None, None
    row.draft = session.vault.seal_json(asdict(draft), f"joint_requests.draft:{row.id}")
    session.add(row)
    await session.flush()
    return _request(session, row)


async def get(session: Session, id: int) -> JointRequest | None:
    """Return a joint request by id."""
    row = await session.get(JointRequestRow, id, populate_existing=True)
    return None if row is None else _request(session, row)


async def by_number(session: Session, number: int) -> JointRequest | None:
    """Return a joint request by the number that people call it."""
    row = await session.scalar(select(JointRequestRow).where(JointRequestRow.number == number))
    return None if row is None else _request(session, row)


async def lock(session: Session, id: int) -> JointRequest | None:
    """Return a joint request and keep it as it is until the commit: whoever signs or changes it locks it first."""
    row = await session.get(JointRequestRow, id, populate_existing=True, with_for_update=True)
    return None if row is None else _request(session, row)


async def of(session: Session, obstacle_id: int) -> list[JointRequest]:
    """Return the joint requests about an obstacle, and about what was merged into it, but for those dropped.

    Those whose clock runs come first, then drafts, the oldest of both first; then the answered, the newest first.
    """
    about = JointRequestRow.obstacle_id.in_(await obstacles.within(session, obstacle_id))
    rows = await session.scalars(
        select(JointRequestRow)
        .where(about, JointRequestRow.status != DROPPED)
        .order_by(JointRequestRow.number)
    )
    requests = [_request(session, row) for row in rows]
    under_way = [request for status in (SENT, DRAFT) for request in requests if request.status == status]
    return [*under_way, *(request for request in reversed(requests) if request.status == ANSWERED)]


async def redraft(session: Session, request: JointRequest, draft: Draft) -> bool:
    """Give a draft another text; False when it is no draft any more, or was changed meanwhile."""
    sealed = session.vault.seal_json(asdict(draft), f"joint_requests.draft:{request.id}")
    return await _move(session, request, revision=request.revision + 1, draft=sealed)


async def keep_less(session: Session, request: JointRequest, less: Draft) -> None:
    """Let our copy of what was sent tell less; what the authority has, and who signed, stays."""
    sealed = session.vault.seal_json(asdict(less), f"joint_requests.draft:{request.id}")
    await session.execute(
        update(JointRequestRow).where(JointRequestRow.id == request.id).values(draft=sealed)
    )


async def drop(session: Session, request: JointRequest) -> bool:
    """Give a draft up, whose text is deleted; those who signed hear it. False when it is none any more."""
    nothing = session.vault.seal_json(asdict(Draft("", (), ())), f"joint_requests.draft:{request.id}")
    if not await _move(session, request, status=DROPPED, draft=nothing):
        return False
    await joint_changes.forget(session, request.id)
    await joint_signatures.tell(session, request.id)
    return True


async def sent(
    session: Session, request: JointRequest, on: tuple[date, date], how: tuple[str, str], look_at: datetime
) -> bool:
    """Record that a draft was sent: `on` (sent, due), `how` (way, their number); False when it was before."""
    told = {"way": how[0], "their_number": how[1]}
    sealed = session.vault.seal_json(told, f"joint_requests.sending:{request.id}")
    dates = {"sent_on": on[0].isoformat(), "due_on": on[1].isoformat()}
    return await _move(session, request, status=SENT, **dates, sending=sealed, look_at=look_at)


async def extend(session: Session, request: JointRequest, due: date, look_at: datetime) -> bool:
    """Record that the authority takes the longer time; False when it did before, or answered."""
    values = {"longer": True, "due_on": due.isoformat(), "stage": "", "look_at": look_at}
    return not request.longer and await _move(session, request, **values)


async def told(session: Session, request: JointRequest, stage: str, look_at: datetime | None) -> bool:
    """Record that the coordinators hear of this stage; False when another told them, or it was answered."""
    return await _move(session, request, stage=stage, look_at=look_at)


async def answered(session: Session, request: JointRequest, answer: str, words: str) -> bool:
    """Record what the authority answered; False when that was done before."""
    sealed = session.vault.seal(words, f"joint_requests.reply:{request.id}") if words else None
    ended = {"status": ANSWERED, "look_at": None, "answered_at": session.now}
    return await _move(session, request, **ended, answer=answer, reply=sealed)


async def follow(session: Session, obstacle_id: int, group_id: int) -> None:
    """Let the requests about an obstacle, and what is merged into it, follow to another group; drafts are given up."""
    about = JointRequestRow.obstacle_id.in_(await obstacles.within(session, obstacle_id))
    theirs = about, JointRequestRow.group_id != group_id
    for id in (await session.scalars(select(JointRequestRow.id).where(*theirs))).all():
        request = await lock(session, id)
        if request is not None and request.status == DRAFT:
            await drop(session, request)
    await session.execute(update(JointRequestRow).where(*theirs).values(group_id=group_id))


async def drafts(session: Session) -> list[JointRequest]:
    """Return all drafts, the oldest first."""
    rows = select(JointRequestRow).where(JointRequestRow.status == DRAFT).order_by(JointRequestRow.number)
    return [_request(session, row) for row in await session.scalars(rows)]


async def to_look_at(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of requests whose clock has come to something."""
    due = JointRequestRow.status == SENT, JointRequestRow.look_at <= session.now
    return (await session.scalars(select(JointRequestRow.id).where(*due).limit(limit))).all()


async def look_later(session: Session, id: int, at: datetime) -> None:
    """Look later: something failed."""
    await session.execute(update(JointRequestRow).where(JointRequestRow.id == id).values(look_at=at))


async def _move(session: Session, seen: JointRequest, **values: Any) -> bool:
    as_seen = (
        JointRequestRow.id == seen.id,
        JointRequestRow.status == seen.status,
        JointRequestRow.revision == seen.revision,
        JointRequestRow.stage == seen.stage,
        JointRequestRow.longer == seen.longer,
    )
    changed = update(JointRequestRow).where(*as_seen).values(**values).returning(JointRequestRow.id)
    return await session.scalar(changed) is not None


def _request(session: Session, row: JointRequestRow) -> JointRequest:
    vault = session.vault
    kept = vault.open_json(row.draft, f"joint_requests.draft:{row.id}")
    draft = Draft(kept["authority"], tuple(kept["facts"]), tuple(kept["questions"]))
    how = vault.open_json(row.sending, f"joint_requests.sending:{row.id}") if row.sending else {}
    reply = vault.open(row.reply, f"joint_requests.reply:{row.id}") if row.reply else ""
    return JointRequest(
        *(row.id, row.number, row.obstacle_id, row.group_id, row.status, row.revision),
        *(_date(row.sent_on), _date(row.due_on), row.longer, row.stage, row.answer, row.answered_at),
        draft,
        **how,
        reply=reply,
    )


def _date(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
