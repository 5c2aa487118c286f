"""Desks: the private chats where moderators work."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import ForeignKey, delete, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import language_or_default
from storage import accounts, desk_posts, letter_drafts
from storage.accounts import Account, AccountRow
from storage.database import Hashed, Session, Table, insert_into


class DeskRow(Table):
    """One moderators' chat."""

    __tablename__ = "desks"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    # what administrators let the bot do there, as far as it knows
    may_pin: Mapped[bool] = mapped_column(default=True, server_default=true())
    may_open_topics: Mapped[bool] = mapped_column(default=True, server_default=true())
    # the group that it was before it became a supergroup, whose address the settings may still name
    moved_from: Mapped[bytes | None] = mapped_column(Hashed)


async def appoint(session: Session, addresses: Collection[str]) -> None:
    """Make these Telegram chats, and no others, the moderators' chats."""
    wanted = [await _called(session, address) for address in addresses]
    gone = list(await session.scalars(select(DeskRow.account_id).where(DeskRow.account_id.not_in(wanted))))
    for id in gone:
        await desk_posts.forget(session, id)
    await session.execute(delete(DeskRow).where(DeskRow.account_id.in_(gone)))
    for id in wanted:  # another replica, which starts now too, may appoint the same
        await session.execute(insert_into(session, DeskRow).values(account_id=id).on_conflict_do_nothing())


async def _called(session: Session, address: str) -> int:
    """Return the account of the chat that the settings call so, also when it has another address by now."""
    moved = select(DeskRow.account_id).where(DeskRow.moved_from == session.vault.index("telegram", address))
    found = await session.scalar(moved)
    return (await accounts.of_chat(session, "telegram", address)).id if found is None else found


async def move(session: Session, desk: Account, address: str) -> Account | None:
    """Let a desk that became a supergroup go on under its new address; None when that is a known chat already.

    Messages have other numbers there: what stood in the old chat is forgotten, and the board comes anew.
    """
    index, before = (session.vault.index(desk.channel, one) for one in (address, desk.address))
    known = AccountRow.channel == desk.channel, AccountRow.address_index == index
    if await session.scalar(select(AccountRow.id).where(*known)) is not None:
        return None
    sealed = session.vault.seal(address, accounts.opened_place(desk.id))
    there = update(AccountRow).where(AccountRow.id == desk.id)
    await session.execute(there.values(address_index=index, address=sealed))
    moved = update(DeskRow).where(DeskRow.account_id == desk.id)
    await session.execute(moved.values(moved_from=before, may_pin=True, may_open_topics=True))
    await desk_posts.forget(session, desk.id)
    await letter_drafts.forget(session, desk.id)
    return replace(desk, address=address)


async def every(session: Session) -> list[Account]:
    """Return the moderators' chats."""
    rows = await session.scalars(select(AccountRow).join(DeskRow, DeskRow.account_id == AccountRow.id))
    return [accounts.opened(session, row, language_or_default(row.language)) for row in rows]


async def ids(session: Session) -> frozenset[int]:
    """Return the accounts of the moderators' chats."""
    return frozenset(await session.scalars(select(DeskRow.account_id)))


async def is_desk(session: Session, account_id: int) -> bool:
    """Whether an account is a moderators' chat."""
    return await session.get(DeskRow, account_id, populate_existing=True) is not None


async def allowed(
    session: Session, account_id: int, pin: bool | None = None, topics: bool | None = None
) -> None:
    """Keep whether the bot may pin there, or open topics; what is None is not known anew."""
    known = {"may_pin": pin, "may_open_topics": topics}
    values = {name: value for name, value in known.items() if value is not None}
    await session.execute(update(DeskRow).where(DeskRow.account_id == account_id).values(**values))


async def rights(session: Session, account_id: int) -> tuple[bool, bool]:
    """Return whether the bot may pin there, and whether it may open topics, as far as it knows."""
    row = await session.get(DeskRow, account_id, populate_existing=True)
    return (True, True) if row is None else (row.may_pin, row.may_open_topics)
