"""What stands in the desks because of us: the board of each desk, and the messages of each alert."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, String, delete, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.alerts import AlertRow
from storage.database import Hashed, Moment, Session, Table, insert_into
from storage.ids import random_id

IS_BOARD = text("alert_id IS NULL")
ON_ITS_WAY: Final = timedelta(minutes=10)  # so long a board is waited for that was sent and has not arrived


class DeskPostRow(Table):
    """One message in one desk: the board (there is one), or an alert as it was said once."""

    __tablename__ = "desk_posts"
    __table_args__ = (
        Index(
            "ix_desk_posts_board", "account_id", unique=True, sqlite_where=IS_BOARD, postgresql_where=IS_BOARD
        ),
        Index(None, "account_id", "message"),
        Index(None, "alert_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alerts.id", ondelete="CASCADE"))
    message: Mapped[str] = mapped_column(String(32))  # the messenger's number; "" until it has arrived
    says: Mapped[str] = mapped_column(String(16))  # the state of the alert that it shows
    said: Mapped[bytes] = mapped_column(Hashed)  # of the board: what it says
    said_at: Mapped[datetime] = mapped_column(Moment)
    arrives: Mapped[bool]  # whether what was said last is still on its way


@dataclass(frozen=True, slots=True)
class DeskPost:
    """One message in one desk."""

    id: int
    account_id: int
    alert_id: int | None
    message: str
    said: bytes
    said_at: datetime
    arrives: bool


async def add(session: Session, account_id: int, alert_id: int, says: str) -> int:
    """Keep that an alert is on its way to a desk; return the id by which delivery tells where it stands."""
    id = random_id()
    row = DeskPostRow(id=id, account_id=account_id, alert_id=alert_id, message="", says=says)
    row.said, row.said_at, row.arrives = b"", session.now, True
    session.add(row)
    return id


async def arrived(session: Session, id: int, message: str) -> bool:
    """Keep where a message stands; True when it is a board that was not there before."""
    row = await session.get(DeskPostRow, id, populate_existing=True, with_for_update=True)
    if row is None:
        return False
    moved, row.message, row.arrives = row.message != message, message, False
    return moved and row.alert_id is None


async def stands(session: Session, account_id: int, message: str) -> bool:
    """Whether a message of a desk is the board or an alert: what is pressed there is answered below it."""
    found = select(DeskPostRow.id).where(DeskPostRow.account_id == account_id, DeskPostRow.message == message)
    return await session.scalar(found.limit(1)) is not None


async def board(session: Session, account_id: int) -> DeskPost:
    """Return the board of a desk, begun if there is none, and keep others from changing it."""
    first = insert_into(session, DeskPostRow).values(
        id=random_id(), account_id=account_id, alert_id=None, message="", says="", said=b"",
        said_at=session.now - ON_ITS_WAY, arrives=False,
    )  # fmt: skip
    await session.execute(first.on_conflict_do_nothing())
    row = await session.scalar(
        select(DeskPostRow)
        .where(DeskPostRow.account_id == account_id, DeskPostRow.alert_id.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    assert row is not None
    return _post(row)


async def say(session: Session, id: int, said: bytes, anew: bool = False) -> None:
    """Keep what the board says from now on; `anew`: in a message of its own."""
    values = {"message": ""} if anew else {}
    told = update(DeskPostRow).where(DeskPostRow.id == id)
    await session.execute(told.values(said=said, said_at=session.now, arrives=True, **values))


async def look_later(session: Session, account_id: int, at: datetime) -> None:
    """Leave the board of a desk as it is until `at`: something failed."""
    board_there = DeskPostRow.account_id == account_id, DeskPostRow.alert_id.is_(None)
    await session.execute(update(DeskPostRow).where(*board_there).values(said_at=at))


async def outdated(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of alerts of which a message shows a state that is over."""
    late = select(AlertRow.id).join(DeskPostRow, DeskPostRow.alert_id == AlertRow.id)
    late = late.where(DeskPostRow.says != AlertRow.status, DeskPostRow.message != "")
    return (await session.scalars(late.where(AlertRow.look_at <= session.now).distinct().limit(limit))).all()


async def bring_up(session: Session, alert_id: int, status: str) -> list[DeskPost]:
    """Return the messages of an alert that show another state, and keep that they will show this one."""
    behind = DeskPostRow.alert_id == alert_id, DeskPostRow.says != status, DeskPostRow.message != ""
    rows = (await session.scalars(select(DeskPostRow).where(*behind).with_for_update())).all()
    for row in rows:
        row.says = status
    return [_post(row) for row in rows]


async def forget(session: Session, account_id: int) -> None:
    """Forget what stands in a chat that is no desk any more."""
    await session.execute(delete(DeskPostRow).where(DeskPostRow.account_id == account_id))


def _post(row: DeskPostRow) -> DeskPost:
    return DeskPost(row.id, row.account_id, row.alert_id, row.message, row.said, row.said_at, row.arrives)
