"""Matches: an accepted offer, requester and helper together, until closed with an outcome; each change is audited."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, exists, func, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.outcomes import REOPENED
from storage import audit, counters
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id

ACTIVE, CLOSED = "active", "closed"
DUE, SEEN = "due", "seen"  # whether a moderator has looked at a pairing; "" where nobody has to


class MatchRow(Table):
    """Two people together for one request; one active match a request, as a constraint."""

    __tablename__ = "matches"
    __table_args__ = (
        Index(
            "ix_matches_active_request",
            "request_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
        Index(None, "request_id"),
        Index(None, "requester_id"),
        Index(None, "helper_id", "status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"))
    requester_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16))
    requester_name: Mapped[bytes] = mapped_column(Sealed)
    helper_name: Mapped[bytes] = mapped_column(Sealed)
    requester_paused: Mapped[bool]
    helper_paused: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)
    first_word_at: Mapped[datetime | None] = mapped_column(Moment)  # of the helper
    last_word_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    review: Mapped[str] = mapped_column(String(16))  # where moderators see each pairing: "due", then "seen"


@dataclass(frozen=True, slots=True)
class Match:
    """Requester and helper together; each sees only the other's chosen name."""

    id: int
    number: int
    request_id: int
    requester_id: int
    helper_id: int
    status: str
    outcome: str
    requester_name: str = field(repr=False)
    helper_name: str = field(repr=False)
    requester_paused: bool
    helper_paused: bool
    created_at: datetime
    first_word_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether words may pass: active, and neither of the two has paused."""
        return self.status == ACTIVE and not self.requester_paused and not self.helper_paused

    def other(self, person_id: int) -> int:
        """Return the id of the one whom `person_id` talks with."""
        return self.helper_id if person_id == self.requester_id else self.requester_id

    def name_of(self, person_id: int) -> str:
        """Return the name under which a person is seen in this match."""
        return self.requester_name if person_id == self.requester_id else self.helper_name

    def has(self, person_id: int) -> bool:
        """Whether the person is one of the two."""
        return person_id in (self.requester_id, self.helper_id)

    def paused_by(self, person_id: int) -> bool:
        """Whether this one of the two has paused; each ends only their own pause."""
        return self.requester_paused if person_id == self.requester_id else self.helper_paused


async def add(
    session: Session, request_id: int, requester: tuple[int, str], helper: tuple[int, str], review: str = ""
) -> Match:
    """Bring two people, `(person id, chosen name)` each, together; `review` DUE: a moderator looks at it."""
    id, number = random_id(), await counters.following(session, "matches")
    session.add(
        MatchRow(
            id=id,
            number=number,
            request_id=request_id,
            requester_id=requester[0],
            helper_id=helper[0],
            status=ACTIVE,
            outcome="",
            requester_name=session.vault.seal(requester[1], f"matches.requester_name:{id}"),
            helper_name=session.vault.seal(helper[1], f"matches.helper_name:{id}"),
            requester_paused=False,
            helper_paused=False,
            created_at=session.now,
            review=review,
        )
    )
    await session.flush()
    await audit.write(session, "", "pair", f"talk {number}")
    return Match(
        id,
        number,
        request_id,
        requester[0],
        helper[0],
        ACTIVE,
        "",
        requester[1],
        helper[1],
        requester_paused=False,
        helper_paused=False,
        created_at=session.now,
        first_word_at=None,
    )


async def get(session: Session, match_id: int) -> Match | None:
    """Return a match by id."""
    row = await session.get(MatchRow, match_id, populate_existing=True)
    return None if row is None else _match(session, row)


async def by_number(session: Session, number: int) -> Match | None:
    """Return a match by the number that people call it."""
    row = await session.scalar(select(MatchRow).where(MatchRow.number == number))
    return None if row is None else _match(session, row)


async def active_of(session: Session, person_id: int) -> list[Match]:
    """Return the active matches of a person, the newest first."""
    rows = await session.scalars(
        select(MatchRow)
        .where(
            MatchRow.status == ACTIVE,
            or_(MatchRow.requester_id == person_id, MatchRow.helper_id == person_id),
        )
        .order_by(MatchRow.number.desc())
    )
    return [_match(session, row) for row in rows]


async def of_request(session: Session, request_id: int) -> Match | None:
    """Return the active match of a request."""
    row = await session.scalar(
        select(MatchRow).where(MatchRow.request_id == request_id, MatchRow.status == ACTIVE)
    )
    return None if row is None else _match(session, row)


async def numbers(session: Session, request_id: int) -> list[int]:
    """Return the numbers of all talks that a request has had."""
    rows = await session.scalars(select(MatchRow.number).where(MatchRow.request_id == request_id))
    return list(rows)


async def tried(session: Session, request_id: int) -> set[int]:
    """Return the ids of the helpers who have been together with a request."""
    rows = await session.scalars(select(MatchRow.helper_id).where(MatchRow.request_id == request_id))
    return set(rows)


async def spoke(session: Session, match: Match, person_id: int) -> bool:
    """Record, to the hour, that one of the two writes; False when the talk was closed or paused meanwhile.

    The helper's first word ends the wait for it.
    """
    hour = session.now.replace(minute=0, second=0)
    values: dict[str, Any] = {"last_word_at": hour}
    if person_id == match.helper_id and match.first_word_at is None:
        values["first_word_at"] = hour
        await _first_word(session, match, hour)
    wrote = update(MatchRow).where(*_may_pass(match)).values(**values).returning(MatchRow.id)
    return await session.scalar(wrote) is not None


async def _first_word(session: Session, match: Match, hour: datetime) -> None:
    """Let the request know when a helper first wrote: the numbers count it when the helper is gone too."""
    from storage.requests import RequestRow  # here, since requests need this module

    first = RequestRow.id == match.request_id, RequestRow.first_word_at.is_(None)
    await session.execute(
        update(RequestRow).where(*first, exists().where(*_may_pass(match))).values(first_word_at=hour)
    )


def _may_pass(match: Match) -> tuple[ColumnElement[bool], ...]:
    paused = MatchRow.requester_paused, MatchRow.helper_paused
    return MatchRow.id == match.id, MatchRow.status == ACTIVE, *(column.is_(False) for column in paused)


async def pause(session: Session, match: Match, person_id: int, paused: bool = True) -> bool:
    """Pause an active talk on the wish of one of the two, or end that pause; False when nothing changed."""
    column = MatchRow.requester_paused if person_id == match.requester_id else MatchRow.helper_paused
    mine = MatchRow.id == match.id, MatchRow.status == ACTIVE, column.is_(not paused)
    changed = update(MatchRow).where(*mine).values({column: paused}).returning(MatchRow.id)
    if await session.scalar(changed) is None:
        return False
    await audit.write(session, "", "pause" if paused else "resume", f"talk {match.number}")
    return True


async def close(session: Session, match_id: int, outcome: str) -> bool:
    """Close an active match with its outcome; of two who try at once, one succeeds."""
    closed = (
        update(MatchRow)
        .where(MatchRow.id == match_id, MatchRow.status == ACTIVE)
        .values(status=CLOSED, outcome=outcome, closed_at=session.now)
        .returning(MatchRow.number)
    )
    number = await session.scalar(closed)
    if number is None:
        return False
    await audit.write(session, "", "part", f"talk {number}", outcome)
    return True


async def reopened(session: Session, match: Match) -> bool:
    """Record that what a match was closed with did not hold: it ended only now; False when it counts so already."""
    changed = update(MatchRow).where(MatchRow.id == match.id, MatchRow.status == CLOSED)
    before = changed.where(MatchRow.outcome == match.outcome, MatchRow.outcome != REOPENED)
    values = {"outcome": REOPENED, "closed_at": session.now}
    if await session.scalar(before.values(values).returning(MatchRow.id)) is None:
        return False
    await audit.write(session, "", "reopen", f"talk {match.number}")
    return True


async def seen(session: Session, match_id: int) -> bool:
    """Record that a moderator has looked at a pairing; False when one did before, or nobody has to."""
    looked = update(MatchRow).where(MatchRow.id == match_id, MatchRow.review == DUE)
    return await session.scalar(looked.values(review=SEEN).returning(MatchRow.id)) is not None


async def loads(session: Session) -> Counter[int]:
    """Return how many active matches each helper has, by person."""
    active = select(MatchRow.helper_id, func.count()).where(MatchRow.status == ACTIVE)
    rows = await session.execute(active.group_by(MatchRow.helper_id))
    return Counter({helper_id: count for helper_id, count in rows})


async def counts(session: Session) -> dict[str, int]:
    """Return how many matches are active, and how many ended in which way."""
    rows = await session.execute(
        select(MatchRow.status, MatchRow.outcome, func.count()).group_by(MatchRow.status, MatchRow.outcome)
    )
    return {outcome or status: count for status, outcome, count in rows}


def _match(session: Session, row: MatchRow) -> Match:
    return Match(
        row.id,
        row.number,
        row.request_id,
        row.requester_id,
        row.helper_id,
        row.status,
        row.outcome,
        session.vault.open(row.requester_name, f"matches.requester_name:{row.id}"),
        session.vault.open(row.helper_name, f"matches.helper_name:{row.id}"),
        row.requester_paused,
        row.helper_paused,
        row.created_at,
        row.first_word_at,
    )
