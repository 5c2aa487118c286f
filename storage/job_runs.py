"""How the jobs are doing, as whoever leads wrote it down: times, numbers and kinds of errors, nothing of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into

LATE: Final = timedelta(minutes=5)  # after its time a job is late: a takeover and a long run are none
PUT_OFF: Final = timedelta(hours=1)  # how long an item that failed is left alone


class JobRunRow(Table):
    """The last runs of one job."""

    __tablename__ = "job_runs"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    last_run: Mapped[datetime] = mapped_column(Moment)
    next_run: Mapped[datetime] = mapped_column(Moment)
    last_count: Mapped[int] = mapped_column(default=0)  # of the last run that had anything to do
    counted_at: Mapped[datetime | None] = mapped_column(Moment)
    failing: Mapped[bool] = mapped_column(default=False)  # whether the last run failed
    last_error: Mapped[str] = mapped_column(
        String(64), default=""
    )  # the kind of the last error, without its words
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    postponed: Mapped[int] = mapped_column(
        default=0
    )  # items that failed in the hour that began at postponed_at
    postponed_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class JobRun:
    """How one job is doing."""

    name: str
    last_run: datetime
    late: bool
    last_count: int
    counted_at: datetime | None
    failing: bool
    last_error: str
    failed_at: datetime | None
    postponed: int  # items that failed within the last hour and wait for another try

    @property
    def in_trouble(self) -> bool:
        """Whether somebody should look: it failed, is late, or left something for later because it failed."""
        return self.failing or self.late or self.postponed > 0


async def write(
    session: Session, name: str, next_run: datetime, did: int, error: str, postponed: int
) -> None:
    """Write down what came of a run; what earlier ones did and failed in stays beside it."""
    new = insert_into(session, JobRunRow).values(name=name, last_run=session.now, next_run=next_run)
    await session.execute(new.on_conflict_do_nothing())
    row = await session.get_one(JobRunRow, name, populate_existing=True, with_for_update=True)
    row.last_run, row.next_run, row.failing = session.now, next_run, bool(error)
    if did:
        row.last_count, row.counted_at = did, session.now
    if error:
        row.last_error, row.failed_at = error[:64], session.now
    if postponed:
        fresh = row.postponed_at is not None and row.postponed_at > session.now - PUT_OFF
        row.postponed = postponed + row.postponed * fresh
        row.postponed_at = row.postponed_at if fresh else session.now


async def every(session: Session) -> list[JobRun]:
    """Return how the jobs are doing that ever ran, by name."""
    rows = await session.scalars(select(JobRunRow).order_by(JobRunRow.name))
    return [_job_run(row, session.now) for row in rows]


def _job_run(row: JobRunRow, now: datetime) -> JobRun:
    waiting = row.postponed_at is not None and row.postponed_at > now - PUT_OFF
    return JobRun(
        row.name,
        row.last_run,
        now > row.next_run + LATE,
        row.last_count,
        row.counted_at,
        row.failing,
        row.last_error,
        row.failed_at,
        row.postponed if waiting else 0,
    )
