"""Bells: the own chats in which moderators wish to be called, when the moderators' chat alone is not heard."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage import accounts
from storage.accounts import OPEN, Account, AccountRow
from storage.database import Session, Table, insert_into


class ModeratorBellRow(Table):
    """One moderator's own chat with the bot; it is here only by their own press."""

    __tablename__ = "moderator_bells"
    number: Mapped[int] = mapped_column(
        ForeignKey("moderators.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)


async def hang(session: Session, number: int, address: str) -> bool:
    """Call a moderator in their own Telegram chat from now on; False when they have none with the bot."""
    index = session.vault.index("telegram", address)
    own = AccountRow.channel == "telegram", AccountRow.address_index == index, AccountRow.status == OPEN
    account_id = await session.scalar(select(AccountRow.id).where(*own, AccountRow.person_id.is_not(None)))
    if account_id is None:
        return False
    new = insert_into(session, ModeratorBellRow).values(number=number, account_id=account_id)
    await session.execute(
        new.on_conflict_do_update(index_elements=["number"], set_={"account_id": account_id})
    )
    return True


async def take_down(session: Session, number: int) -> bool:
    """Call them there no more; False when they were not."""
    gone = delete(ModeratorBellRow).where(ModeratorBellRow.number == number)
    return await session.scalar(gone.returning(ModeratorBellRow.number)) is not None


async def hangs(session: Session, number: int) -> bool:
    """Whether a moderator wishes to be called in their own chat."""
    return await session.get(ModeratorBellRow, number, populate_existing=True) is not None


async def of(session: Session, numbers: Collection[int]) -> list[Account]:
    """Return the own chats of these moderators, of those who wish it."""
    found = select(ModeratorBellRow.account_id).where(ModeratorBellRow.number.in_(numbers))
    ids = (await session.scalars(found.order_by(ModeratorBellRow.number))).all()
    opened = [await accounts.get(session, id) for id in ids]
    return [account for account in opened if account is not None]
