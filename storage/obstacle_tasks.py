"""Tasks that a chosen way needs, and who took each: one person at a time, since a task has room for one taking."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import ordered_id


class TaskRow(Table):
    """One task; no words: the way itself is the task."""

    __tablename__ = "obstacle_tasks"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    way_id: Mapped[int] = mapped_column(ForeignKey("obstacle_ways.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    words: Mapped[bytes | None] = mapped_column(Sealed)


class TakingRow(Table):
    """A person took a task, and perhaps says how it went; it goes with the person, and the task is free again."""

    __tablename__ = "obstacle_takings"
    task_id: Mapped[int] = mapped_column(
        ForeignKey("obstacle_tasks.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    said: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Task:
    """One task; `taken_by`: the id of the person who has it, 0 for nobody."""

    id: int
    way_id: int
    words: str = field(repr=False)
    taken_by: int
    done: bool
    said: str = field(default="", repr=False)


async def add(session: Session, way_id: int, author_id: int, words: str = "") -> int:
    """Keep a task of a way; return its id."""
    row = TaskRow(id=ordered_id(), way_id=way_id, author_id=author_id, done_at=None)
    row.words = session.vault.seal(words, f"obstacle_tasks.words:{row.id}") if words else None
    session.add(row)
    await session.flush()
    return row.id


async def get(session: Session, id: int) -> Task | None:
    """Return a task by id."""
    found = await _tasks(session, TaskRow.id == id)
    return found[0] if found else None


async def of(session: Session, way_id: int) -> list[Task]:
    """Return the tasks of a way, the oldest first."""
    return await _tasks(session, TaskRow.way_id == way_id)


async def take(session: Session, task_id: int, person_id: int) -> bool:
    """Let a person take a task that is not done; of two at once one gets it."""
    row = insert_into(session, TakingRow).values(
        task_id=task_id, person_id=person_id, at=session.now, said=None
    )
    return await session.scalar(row.on_conflict_do_nothing().returning(TakingRow.task_id)) is not None


async def give_back(session: Session, task_id: int, person_id: int) -> bool:
    """Let a task go that a person has; False when they do not have it."""
    mine = delete(TakingRow).where(TakingRow.task_id == task_id, TakingRow.person_id == person_id)
    return await session.scalar(mine.returning(TakingRow.task_id)) is not None


async def done(session: Session, task_id: int, person_id: int, said: str) -> bool:
    """Record that the task is done by the one who has it, with a word; False when it is not theirs, or was done."""
    sealed = session.vault.seal(said, f"obstacle_takings.said:{task_id}") if said else None
    mine = update(TakingRow).where(TakingRow.task_id == task_id, TakingRow.person_id == person_id)
    if await session.scalar(mine.values(said=sealed).returning(TakingRow.task_id)) is None:
        return False
    open_ = update(TaskRow).where(TaskRow.id == task_id, TaskRow.done_at.is_(None))
    return await session.scalar(open_.values(done_at=session.now).returning(TaskRow.id)) is not None


async def _tasks(session: Session, which: ColumnElement[bool]) -> list[Task]:
    rows = await session.execute(
        select(TaskRow, TakingRow)
        .outerjoin(TakingRow, TakingRow.task_id == TaskRow.id)
        .where(which)
        .order_by(TaskRow.id)
        .execution_options(populate_existing=True)
    )
    return [_task(session, task, taking) for task, taking in rows]


def _task(session: Session, row: TaskRow, taking: TakingRow | None) -> Task:
    vault = session.vault
    words = vault.open(row.words, f"obstacle_tasks.words:{row.id}") if row.words else ""
    said = ""
    if taking is not None and taking.said:
        said = vault.open(taking.said, f"obstacle_takings.said:{row.id}")
    taken_by = taking.person_id if taking is not None else 0
    return Task(row.id, row.way_id, words, taken_by, row.done_at is not None, said)
