"""When a moderator last verified a help contact, how, and by which source."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Sealed, Session, Table, insert_into

CALLED, READ, TOLD = "called", "read", "told"


class ContactCheckRow(Table):
    """The last time that a contact (bot/domain/data/contacts.json) was verified."""

    __tablename__ = "contact_checks"
    contact: Mapped[str] = mapped_column(String(32), primary_key=True)
    how: Mapped[str] = mapped_column(String(16))
    checked_on: Mapped[str] = mapped_column(String(10))  # in Kyiv, as 2026-11-26
    source: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Check:
    """How a contact was verified, and the moderator's note on the source."""

    how: str
    on: date
    source: str = field(default="", repr=False)


async def put(session: Session, contact: str, check: Check) -> None:
    """Keep that a contact was verified; the check before is replaced."""
    sealed = session.vault.seal(check.source, _place(contact)) if check.source else None
    values = {"how": check.how, "checked_on": check.on.isoformat(), "source": sealed}
    kept = insert_into(session, ContactCheckRow).values(contact=contact, **values)
    await session.execute(kept.on_conflict_do_update(index_elements=["contact"], set_=values))


async def every(session: Session) -> dict[str, Check]:
    """Return the last check of each contact that was verified here, by the contact's id."""
    return {row.contact: _check(session, row) for row in await session.scalars(select(ContactCheckRow))}


async def dates(session: Session) -> dict[str, date]:
    """Return when each contact was last verified here; nothing is opened."""
    rows = await session.execute(select(ContactCheckRow.contact, ContactCheckRow.checked_on))
    return {contact: date.fromisoformat(on) for contact, on in rows}


def _check(session: Session, row: ContactCheckRow) -> Check:
    said = session.vault.open(row.source, _place(row.contact)) if row.source is not None else ""
    return Check(row.how, date.fromisoformat(row.checked_on), said)


def _place(contact: str) -> str:
    return f"contact_checks.source:{contact}"
