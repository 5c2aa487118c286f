"""Desks: the private chats where moderators work."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import language_or_default
from storage import accounts
from storage.accounts import Account, AccountRow
from storage.database import Session, Table


class DeskRow(Table):
    """One moderators' chat."""

    __tablename__ = "desks"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


async def appoint(session: Session, addresses: Collection[str]) -> None:
    """Make these Telegram chats, and no others, the moderators' chats."""
    await session.execute(delete(DeskRow))
    for address in addresses:
        account = await accounts.of_chat(session, "telegram", address)
        session.add(DeskRow(account_id=account.id))
    await session.flush()


async def every(session: Session) -> list[Account]:
    """Return the moderators' chats."""
    rows = await session.scalars(select(AccountRow).join(DeskRow, DeskRow.account_id == AccountRow.id))
    return [accounts.opened(session, row, language_or_default(row.language)) for row in rows]
