"""Reports of talks: who reported which one and why, and what they chose to show; sealed, for three months."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage import counters
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id


class TalkReportRow(Table):
    """One report. It names the talk by number, so that it stays when the other side erases themselves."""

    __tablename__ = "talk_reports"
    __table_args__ = (UniqueConstraint("person_id", "talk", "reason"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    talk: Mapped[int]
    reason: Mapped[str] = mapped_column(String(16))
    shown: Mapped[bytes | None] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True, slots=True)
class TalkReport:
    """A report about a talk; `shown`: what its author chose to show, none at first."""

    id: int
    number: int
    person_id: int
    talk: int
    reason: str
    shown: tuple[str, ...] = field(default=(), repr=False)


async def add(session: Session, person_id: int, talk: int, reason: str) -> tuple[TalkReport, bool]:
    """Keep a report and return it, and whether it is new; the same one twice is one."""
    same = TalkReportRow.person_id == person_id, TalkReportRow.talk == talk, TalkReportRow.reason == reason
    if (row := await session.scalar(select(TalkReportRow).where(*same))) is not None:
        return _report(session, row), False
    report = TalkReport(random_id(), await counters.following(session, "reports"), person_id, talk, reason)
    session.add(
        TalkReportRow(
            id=report.id,
            number=report.number,
            person_id=person_id,
            talk=talk,
            reason=reason,
            created_at=session.now,
        )
    )
    await session.flush()
    return report, True


async def show(session: Session, id: int, person_id: int, words: Sequence[str]) -> bool:
    """Keep what the author of a report shows, once; False when it is not theirs, or they did before."""
    sealed = session.vault.seal_json(list(words), f"talk_reports.shown:{id}")
    mine = TalkReportRow.id == id, TalkReportRow.person_id == person_id, TalkReportRow.shown.is_(None)
    done = update(TalkReportRow).where(*mine).values(shown=sealed).returning(TalkReportRow.id)
    return await session.scalar(done) is not None


async def get(session: Session, id: int) -> TalkReport | None:
    """Return a report by id."""
    row = await session.get(TalkReportRow, id, populate_existing=True)
    return None if row is None else _report(session, row)


async def by_number(session: Session, number: int) -> TalkReport | None:
    """Return a report by the number that moderators call it."""
    row = await session.scalar(select(TalkReportRow).where(TalkReportRow.number == number))
    return None if row is None else _report(session, row)


async def of_person(session: Session, person_id: int) -> list[TalkReport]:
    """Return what a person reported, by number."""
    theirs = select(TalkReportRow).where(TalkReportRow.person_id == person_id)
    return [_report(session, row) for row in await session.scalars(theirs.order_by(TalkReportRow.number))]


async def forget_old(session: Session) -> None:
    """Delete what has been kept long enough."""
    await session.execute(
        delete(TalkReportRow).where(TalkReportRow.created_at < session.now - session.kept.letters)
    )


def _report(session: Session, row: TalkReportRow) -> TalkReport:
    shown = session.vault.open_json(row.shown, f"talk_reports.shown:{row.id}") if row.shown else ()
    return TalkReport(row.id, row.number, row.person_id, row.talk, row.reason, tuple(shown))
