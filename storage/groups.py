"""Initiative groups, who belongs to them, and the invitations that lead there."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage import counters
from storage.database import Hashed, Moment, Sealed, Session, Table
from storage.ids import random_id

INVITATION = timedelta(days=90)


class GroupRow(Table):
    """A group: a name, a country or region, a kind."""

    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    region: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Moment)


class MembershipRow(Table):
    """A person belongs to a group."""

    __tablename__ = "memberships"
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class InvitationRow(Table):
    """An invitation: only the hash of its token is kept."""

    __tablename__ = "invitations"
    token_hash: Mapped[bytes] = mapped_column(Hashed, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Group:
    """An initiative group as people see it."""

    id: int
    number: int
    name: str
    region: str
    members: int = 0


async def add(session: Session, name: str, region: str) -> Group:
    """Open a group in a country or oblast (its code)."""
    id, number = random_id(), await counters.following(session, "groups")
    sealed = session.vault.seal(name, f"groups.name:{id}")
    session.add(
        GroupRow(id=id, number=number, name=sealed, region=region, status="open", created_at=session.now)
    )
    await session.flush()
    return Group(id, number, name, region)


async def all_open(session: Session) -> list[Group]:
    """Return the open groups with their sizes, in the order of their numbers."""
    size = func.count(MembershipRow.person_id)
    rows = await session.execute(
        select(GroupRow, size)
        .outerjoin(MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(GroupRow.status == "open")
        .group_by(GroupRow.id)
        .order_by(GroupRow.number)
    )
    return [_group(session, row, members) for row, members in rows]


async def by_number(session: Session, number: int) -> Group | None:
    """Return an open group by its number."""
    row = await session.scalar(select(GroupRow).where(GroupRow.number == number, GroupRow.status == "open"))
    return None if row is None else _group(session, row)


async def get(session: Session, group_id: int) -> Group | None:
    """Return a group by its id."""
    row = await session.get(GroupRow, group_id)
    return None if row is None else _group(session, row)


async def join(session: Session, person_id: int, group_id: int) -> None:
    """Make a person a member; twice is once."""
    if await session.get(MembershipRow, (person_id, group_id)) is None:
        session.add(MembershipRow(person_id=person_id, group_id=group_id))
        await session.flush()


async def of_person(session: Session, person_id: int) -> list[int]:
    """Return the ids of a person's groups."""
    rows = await session.scalars(select(MembershipRow.group_id).where(MembershipRow.person_id == person_id))
    return list(rows)


async def invite(session: Session, group_id: int, token: str) -> None:
    """Keep the hash of a new invitation's token."""
    expires = session.now + INVITATION
    session.add(InvitationRow(token_hash=_hash(token), group_id=group_id, expires_at=expires))
    await session.flush()


async def invited_to(session: Session, token: str) -> Group | None:
    """Return the group to which a token invites, or None when it is unknown or too old."""
    row = await session.get(InvitationRow, _hash(token))
    if row is None or row.expires_at < session.now:
        return None
    return await get(session, row.group_id)


async def forget_old_invitations(session: Session) -> None:
    """Delete the invitations that expired."""
    await session.execute(delete(InvitationRow).where(InvitationRow.expires_at < session.now))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _group(session: Session, row: GroupRow, members: int = 0) -> Group:
    name = session.vault.open(row.name, f"groups.name:{row.id}")
    return Group(row.id, row.number, name, row.region, members)
