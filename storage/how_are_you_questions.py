"""The questions how somebody is: each asked once on a local date and answered once; the answers are sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, case, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import random_id

QUESTION, LAST_LINE = "question", "last_line"
# ASKED: may be answered. TOLD: answered, and the moderators know, as the person pressed. RESTED: answered by "leave
# me for a month". PASSED: a newer one was asked. DROPPED: nothing is drawn from its silence.
ASKED, ANSWERED, TOLD, RESTED, PASSED, DROPPED = "asked", "answered", "told", "rested", "passed", "dropped"
HEARD = (ANSWERED, TOLD, RESTED)
KEPT = timedelta(days=180)  # as /howareyou says


class HowAreYouQuestionRow(Table):
    """One question to one person, and how far its ladder of silence was climbed."""

    __tablename__ = "how_are_you_questions"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "local_date"),
        Index(None, "look_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    local_date: Mapped[str] = mapped_column(String(10))  # of the person's zone, as 2026-11-21
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    status: Mapped[str] = mapped_column(String(16))
    rung: Mapped[int]  # how many rungs were climbed
    look_at: Mapped[datetime | None] = mapped_column(Moment)  # when the next one is; None: no more
    answer: Mapped[bytes | None] = mapped_column(Sealed)  # an id of bot/domain/how_are_you.py:ANSWERS
    words: Mapped[bytes | None] = mapped_column(Sealed)
    offered: Mapped[bool]  # with this answer, a person was offered


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one person."""

    id: int
    person_id: int
    kind: str
    local_date: str
    asked_at: datetime
    status: str
    rung: int
    answer: str = field(repr=False)
    words: str = field(repr=False)
    offered: bool


async def ask(
    session: Session, person_id: int, kind: str, local_date: str, look_at: datetime | None
) -> int | None:
    """Record that the person is asked now, and return the question's id; None: that date had its question.

    Older ones can no longer be answered.
    """
    id = random_id()
    asked = insert_into(session, HowAreYouQuestionRow).values(
        id=id,
        person_id=person_id,
        kind=kind,
        local_date=local_date,
        asked_at=session.now,
        status=ASKED if kind == QUESTION else PASSED,
        rung=0,
        look_at=look_at,
        offered=False,
    )
    made = await session.scalar(asked.on_conflict_do_nothing().returning(HowAreYouQuestionRow.id))
    if made is not None:
        older = HowAreYouQuestionRow.person_id == person_id, HowAreYouQuestionRow.id != id
        open_ = HowAreYouQuestionRow.status == ASKED
        await session.execute(
            update(HowAreYouQuestionRow).where(*older, open_).values(status=PASSED, look_at=None)
        )
    return made


async def get(session: Session, id: int) -> Question | None:
    """Return a question by id."""
    row = await session.get(HowAreYouQuestionRow, id, populate_existing=True)
    return None if row is None else _question(session, row)


def topic(person_id: int) -> str:
    """Return what a held-back question is about: a newer one takes its place."""
    return f"how {person_id}"


async def latest(session: Session, person_id: int, limit: int = 10) -> list[Question]:
    """Return the newest questions of a person, the newest first."""
    mine = select(HowAreYouQuestionRow).where(HowAreYouQuestionRow.person_id == person_id)
    newest = mine.order_by(HowAreYouQuestionRow.asked_at.desc(), HowAreYouQuestionRow.id).limit(limit)
    return [_question(session, row) for row in await session.scalars(newest)]


async def answered(session: Session, since: datetime, until: datetime) -> tuple[int, int]:
    """Return how many questions were asked in a time, and how many of these were answered; what, is not opened."""
    heard = func.sum(case((HowAreYouQuestionRow.status.in_(HEARD), 1), else_=0))
    asked = HowAreYouQuestionRow.kind == QUESTION, HowAreYouQuestionRow.asked_at.between(since, until)
    row = (await session.execute(select(func.count(), heard).where(*asked))).one()
    return int(row[0]), int(row[1] or 0)


async def close(session: Session, id: int, status: str, answer: str = "") -> bool:
    """Take an answer, or the wish to be left for a month; False when there was one, or it was too late."""
    sealed = session.vault.seal(answer, f"how_are_you_questions.answer:{id}") if answer else None
    changed = (
        update(HowAreYouQuestionRow)
        .where(HowAreYouQuestionRow.id == id, HowAreYouQuestionRow.status == ASKED)
        .values(status=status, answer=sealed, look_at=None)
        .returning(HowAreYouQuestionRow.id)
    )
    return await session.scalar(changed) is not None


async def tell(session: Session, id: int) -> bool:
    """Record that the moderators know of this answer; False when they did before."""
    mine = HowAreYouQuestionRow.id == id, HowAreYouQuestionRow.status == ANSWERED
    told = update(HowAreYouQuestionRow).where(*mine).values(status=TOLD)
    return await session.scalar(told.returning(HowAreYouQuestionRow.id)) is not None


async def add_words(session: Session, id: int, words: str) -> bool:
    """Keep, sealed, what the person wrote beside an answer; False when there is no such answer any more."""
    sealed = session.vault.seal(words, f"how_are_you_questions.words:{id}")
    answered = HowAreYouQuestionRow.id == id, HowAreYouQuestionRow.answer.is_not(None)
    kept = update(HowAreYouQuestionRow).where(*answered).values(words=sealed)
    return await session.scalar(kept.returning(HowAreYouQuestionRow.id)) is not None


async def offered(session: Session, id: int) -> None:
    """Record that a person was offered with this answer."""
    mine = update(HowAreYouQuestionRow).where(HowAreYouQuestionRow.id == id)
    await session.execute(mine.values(offered=True))


async def silent(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the questions whose silence is to be looked at."""
    ready = select(HowAreYouQuestionRow.id).where(HowAreYouQuestionRow.look_at <= session.now)
    return (await session.scalars(ready.order_by(HowAreYouQuestionRow.look_at).limit(limit))).all()


async def look_later(session: Session, id: int, at: datetime) -> None:
    """Look at the silence at a later moment, if it still lasts."""
    mine = HowAreYouQuestionRow.id == id, HowAreYouQuestionRow.look_at.is_not(None)
    await session.execute(update(HowAreYouQuestionRow).where(*mine).values(look_at=at))


async def climb(session: Session, id: int, rung: int, look_at: datetime | None) -> bool:
    """Climb the rung after `rung`; False when an answer came, or another climbed it."""
    climbed = (
        update(HowAreYouQuestionRow)
        .where(
            HowAreYouQuestionRow.id == id,
            HowAreYouQuestionRow.status == ASKED,
            HowAreYouQuestionRow.rung == rung,
            HowAreYouQuestionRow.look_at.is_not(None),
        )
        .values(rung=rung + 1, look_at=look_at)
        .returning(HowAreYouQuestionRow.id)
    )
    return await session.scalar(climbed) is not None


async def let_go(session: Session, person_id: int) -> None:
    """Draw nothing from silence any more, whatever is still unanswered."""
    open_ = HowAreYouQuestionRow.person_id == person_id, HowAreYouQuestionRow.status == ASKED
    await session.execute(update(HowAreYouQuestionRow).where(*open_).values(status=DROPPED, look_at=None))


async def forget(session: Session, person_id: int) -> None:
    """Forget all answers of a person; that a date had its question stays, so that it has no second one."""
    await let_go(session, person_id)
    mine = update(HowAreYouQuestionRow).where(HowAreYouQuestionRow.person_id == person_id)
    await session.execute(mine.values(answer=None, words=None))


async def forget_old(session: Session) -> None:
    """Delete what was asked long ago."""
    await session.execute(
        delete(HowAreYouQuestionRow).where(HowAreYouQuestionRow.asked_at < session.now - KEPT)
    )


def _question(session: Session, row: HowAreYouQuestionRow) -> Question:
    opened = {
        name: "" if sealed is None else session.vault.open(sealed, f"how_are_you_questions.{name}:{row.id}")
        for name, sealed in (("answer", row.answer), ("words", row.words))
    }
    return Question(
        row.id,
        row.person_id,
        row.kind,
        row.local_date,
        row.asked_at,
        row.status,
        row.rung,
        opened["answer"],
        opened["words"],
        row.offered,
    )
