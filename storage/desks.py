"""Desks: the private chats where moderators work."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import language_or_default
from storage import accounts
from storage.accounts import Account, AccountRow
from storage.database import Session, Table, insert_into


class DeskRow(Table):
    """One moderators' chat."""

    __tablename__ = "desks"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


async def appoint(session: Session, addresses: Collection[str]) -> None:
    """Make these Telegram chats, and no others, the moderators' chats."""
    wanted = [(await accounts.of_chat(session, "telegram", address)).id for address in addresses]
    await session.execute(delete(DeskRow).where(DeskRow.account_id.not_in(wanted)))
    for id in wanted:  # another replica, which starts now too, may appoint the same
        await session.execute(insert_into(session, DeskRow).values(account_id=id).on_conflict_do_nothing())


async def every(session: Session) -> list[Account]:
    """Return the moderators' chats."""
    rows = await session.scalars(select(AccountRow).join(DeskRow, DeskRow.account_id == AccountRow.id))
    return [accounts.opened(session, row, language_or_default(row.language)) for row in rows]


async def is_desk(session: Session, account_id: int) -> bool:
    """Whether an account is a moderators' chat."""
    return await session.get(DeskRow, account_id, populate_existing=True) is not None
