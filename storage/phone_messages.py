"""Which messages stand on a person's phone, of both sides, as long as the messenger lets a bot delete them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Boolean, ForeignKey, String, bindparam, delete, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.accounts import AccountRow
from storage.database import INSERTS, Moment, Session, Table, table_of

DELETABLE: Final = timedelta(hours=48)  # Telegram (core.telegram.org/bots/api#deletemessage)
KEPT: Final = DELETABLE + timedelta(hours=1)  # since only the hour of a message is noted


class PhoneMessageRow(Table):
    """One message in a private chat, by the messenger's number of it; who wrote it is not kept."""

    __tablename__ = "phone_messages"
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    message: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)  # the whole hour
    # shows what somebody told whoever helps them: it goes when that helper is banned
    entrusted: Mapped[bool] = mapped_column(server_default=false(), default=False)


# Built once: it runs with nearly every message. An account that was erased meanwhile gets no row.
_TABLE, _ACCOUNTS = table_of(PhoneMessageRow), table_of(AccountRow)
_STILL_THERE = (
    select(
        _ACCOUNTS.c.id,
        bindparam("b_message", type_=String),
        bindparam("b_at", type_=Moment),
        bindparam("b_entrusted", type_=Boolean),
    )
    .where(_ACCOUNTS.c.id == bindparam("b_account"))
    .with_for_update(read=True, key_share=True)
)


def _noting(insert: Any) -> Any:
    return insert(_TABLE).from_select(["account_id", "message", "at", "entrusted"], _STILL_THERE)


_KEYS = ["account_id", "message"]
_NOTE = {name: _noting(insert).on_conflict_do_nothing() for name, insert in INSERTS.items()}
_ENTRUST = {
    name: _noting(insert).on_conflict_do_update(index_elements=_KEYS, set_={"entrusted": True})
    for name, insert in INSERTS.items()
}


async def note(session: Session, standing: Iterable[tuple[int, str]], entrusted: bool = False) -> None:
    """Note messages that came or went, as (account, message); one that is known already keeps its hour.

    `entrusted`: they show what somebody told their helper, also one that was rewritten and showed something else.
    """
    hour = session.now.replace(minute=0, second=0, microsecond=0)
    rows = [
        {"b_account": id, "b_message": message, "b_at": hour, "b_entrusted": entrusted}
        for id, message in standing
        if message
    ]
    if rows:
        write = _ENTRUST if entrusted else _NOTE
        await session.execute(write[session.get_bind().dialect.name], rows)


async def before(session: Session, account_id: int, message: str) -> list[str]:
    """Return what stands above a message in its chat and may be young enough to be deleted, the oldest first."""
    theirs = _TABLE.c.account_id == account_id, _TABLE.c.at > session.now - KEPT
    found = await session.scalars(select(_TABLE.c.message).where(*theirs))
    return sorted((one for one in found if int(one) < int(message)), key=int)


async def count(session: Session, account_ids: Sequence[int]) -> int:
    """Return how many messages are noted of these accounts."""
    theirs = select(func.count()).select_from(_TABLE).where(_TABLE.c.account_id.in_(account_ids))
    return await session.scalar(theirs) or 0


async def gone(session: Session, account_id: int, messages: Sequence[str]) -> None:
    """Forget messages that do not stand there any more."""
    theirs = _TABLE.c.account_id == account_id, _TABLE.c.message.in_(messages)
    await session.execute(delete(_TABLE).where(*theirs))


async def forget_old(session: Session) -> None:
    """Forget what no bot can delete any more."""
    await session.execute(delete(_TABLE).where(_TABLE.c.at < session.now - KEPT))
