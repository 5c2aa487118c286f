"""Questions whether an obstacle still stands: one a person, obstacle and local date, each answered once."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id
from storage.obstacle_reports import ReportRow

BEFORE = -1  # the step of a question that was asked about another obstacle


class QuestionRow(Table):
    """One question to one person about one obstacle."""

    __tablename__ = "obstacle_questions"
    __table_args__ = (
        UniqueConstraint("person_id", "obstacle_id", "local_date"),
        Index(None, "obstacle_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    local_date: Mapped[str] = mapped_column(String(10))  # of the person's zone, as 2026-11-21
    step: Mapped[int]  # the last change of the obstacle when it was asked
    at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(16))  # "" while there is none


@dataclass(frozen=True, slots=True)
class Question:
    """A question whether an obstacle still stands."""

    id: int
    obstacle_id: int
    person_id: int
    step: int
    answer: str


async def ask(
    session: Session, obstacle_id: int, person_id: int, local_date: str, step: int
) -> Question | None:
    """Record that the person is asked; None when they were on this local date."""
    id = random_id()
    asked = insert_into(session, QuestionRow).values(
        id=id,
        obstacle_id=obstacle_id,
        person_id=person_id,
        local_date=local_date,
        step=step,
        at=session.now,
        answer="",
    )
    added = await session.scalar(asked.on_conflict_do_nothing().returning(QuestionRow.id))
    return None if added is None else Question(id, obstacle_id, person_id, step, "")


async def get(session: Session, id: int) -> Question | None:
    """Return a question by id."""
    row = await session.get(QuestionRow, id, populate_existing=True)
    if row is None:
        return None
    return Question(row.id, row.obstacle_id, row.person_id, row.step, row.answer)


async def answer(session: Session, id: int, said: str) -> bool:
    """Keep the answer; False when there is one already."""
    waiting = update(QuestionRow).where(QuestionRow.id == id, QuestionRow.answer == "")
    return await session.scalar(waiting.values(answer=said).returning(QuestionRow.id)) is not None


async def move(session: Session, old_id: int, new_id: int) -> None:
    """Let questions follow the people who went to another obstacle; answers to them bring none back."""
    gone = select(ReportRow.person_id).where(ReportRow.obstacle_id == new_id)
    theirs = QuestionRow.obstacle_id == old_id, QuestionRow.person_id.in_(gone)
    stays = select(ReportRow.person_id).where(ReportRow.obstacle_id == old_id)
    moved = update(QuestionRow).where(*theirs, QuestionRow.person_id.not_in(stays))
    await session.execute(moved.values(obstacle_id=new_id, step=BEFORE))


async def unanswered(session: Session, obstacle_id: int, person_id: int) -> int:
    """Return how many of the latest questions to a person about an obstacle have no answer, in a row."""
    theirs = QuestionRow.obstacle_id == obstacle_id, QuestionRow.person_id == person_id
    latest = select(QuestionRow.answer).where(*theirs).order_by(QuestionRow.local_date.desc())
    return len(list(takewhile(lambda said: not said, await session.scalars(latest))))


async def forget(session: Session, obstacle_id: int, person_id: int) -> None:
    """Delete the questions to a person who has left an obstacle."""
    theirs = QuestionRow.obstacle_id == obstacle_id, QuestionRow.person_id == person_id
    await session.execute(delete(QuestionRow).where(*theirs))


async def answers(session: Session, obstacle_id: int) -> dict[str, int]:
    """Return how many people gave each answer; of each person the latest counts."""
    rows = await session.execute(
        select(QuestionRow.person_id, QuestionRow.answer)
        .where(QuestionRow.obstacle_id == obstacle_id, QuestionRow.answer != "")
        .order_by(QuestionRow.at, QuestionRow.id)
    )
    latest = list({person: said for person, said in rows}.values())
    return {said: latest.count(said) for said in latest}
