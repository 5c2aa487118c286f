"""Who may take no part any more: a mark on the person, and after /forget a seal of the address, for a year."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.accounts import AccountRow
from storage.database import Hashed, Moment, Session, Table, insert_into
from storage.persons import PersonRow

REMEMBERED: Final = timedelta(days=365)


class BannedAddressRow(Table):
    """The keyed hash of an address whose person was banned and deleted everything; nothing else of them is left."""

    __tablename__ = "banned_addresses"
    address_index: Mapped[bytes] = mapped_column(Hashed, primary_key=True)
    reason: Mapped[str] = mapped_column(String(16))
    until: Mapped[datetime] = mapped_column(Moment)


async def ban(session: Session, person_id: int, reason: str) -> bool:
    """Ban a person for a reason, a word of ours; False when they are banned already, or gone."""
    return await _mark(session, person_id, reason, was_banned=False)


async def lift(session: Session, person_id: int) -> bool:
    """End a ban; False when there is none."""
    return await _mark(session, person_id, "", was_banned=True)


async def _mark(session: Session, person_id: int, reason: str, was_banned: bool) -> bool:
    seen = PersonRow.banned != "" if was_banned else PersonRow.banned == ""
    marked = update(PersonRow).where(PersonRow.id == person_id, seen).values(banned=reason)
    return await session.scalar(marked.returning(PersonRow.id)) is not None


async def outlive(session: Session, person_id: int, reason: str) -> None:
    """Keep the seals of a banned person's addresses, for when everything else about them is deleted."""
    mine = select(AccountRow.address_index).where(AccountRow.person_id == person_id)
    for index in (await session.scalars(mine)).all():
        values = {"reason": reason, "until": session.now + REMEMBERED}
        kept = insert_into(session, BannedAddressRow).values(address_index=index, **values)
        await session.execute(kept.on_conflict_do_update(index_elements=["address_index"], set_=values))


async def forget_old(session: Session) -> None:
    """Forget the addresses that were remembered long enough."""
    await session.execute(delete(BannedAddressRow).where(BannedAddressRow.until <= session.now))


async def recognise(session: Session, account_id: int) -> str:
    """Ban the new person of a remembered address; return the reason, "" for anybody else.

    The seal goes: the mark is on the person now, and ends with it.
    """
    row = await session.get(AccountRow, account_id)
    if row is None or row.person_id is None:
        return ""
    gone = delete(BannedAddressRow).where(
        BannedAddressRow.address_index == row.address_index, BannedAddressRow.until > session.now
    )
    reason = await session.scalar(gone.returning(BannedAddressRow.reason)) or ""
    if reason:
        await ban(session, row.person_id, reason)
    return reason
