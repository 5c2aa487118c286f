"""Initiative groups, who belongs to them, and the invitations that lead there."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import trust
from storage import counters
from storage.database import Hashed, Moment, Sealed, Session, Table, insert_into
from storage.ids import random_id

INVITATION = timedelta(days=90)
OPEN, CLOSED = "open", "closed"
MEMBER, COORDINATOR = "member", "coordinator"
# For whom a group is.
PLACE, WOMEN, RELATIVES, OTHER = "place", "women", "relatives", "other"
KINDS = (PLACE, WOMEN, RELATIVES, OTHER)
MODES = trust.MODES
CONFIRMED, SEEN, PEERS = MODES


class GroupRow(Table):
    """A group: a name, a country or region, a kind, and how far it is trusted."""

    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    region: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(16))
    mode: Mapped[str] = mapped_column(String(16))
    description: Mapped[bytes | None] = mapped_column(Sealed)


class MembershipRow(Table):
    """A person belongs to a group, and perhaps coordinates it."""

    __tablename__ = "memberships"
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(16))


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
    kind: str = PLACE
    mode: str = SEEN
    status: str = OPEN
    description: str = field(default="", repr=False)


async def add(session: Session, name: str, region: str) -> Group:
    """Open a group in a country or oblast (its code); until a moderator says otherwise it is one of a place."""
    id, number = random_id(), await counters.following(session, "groups")
    sealed = session.vault.seal(name, f"groups.name:{id}")
    row = GroupRow(id=id, number=number, name=sealed, region=region, status=OPEN, created_at=session.now)
    row.kind, row.mode, row.description = PLACE, SEEN, None
    session.add(row)
    await session.flush()
    return Group(id, number, name, region)


async def all_open(session: Session) -> list[Group]:
    """Return the open groups with their sizes, in the order of their numbers."""
    size = func.count(MembershipRow.person_id)
    rows = await session.execute(
        select(GroupRow, size)
        .outerjoin(MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(GroupRow.status == OPEN)
        .group_by(GroupRow.id)
        .order_by(GroupRow.number)
    )
    return [_group(session, row, members) for row, members in rows]


async def by_number(session: Session, number: int) -> Group | None:
    """Return an open group by its number."""
    row = await session.scalar(select(GroupRow).where(GroupRow.number == number, GroupRow.status == OPEN))
    return None if row is None else _group(session, row)


async def get(session: Session, group_id: int) -> Group | None:
    """Return a group by its id, also one that is closed."""
    row = await session.get(GroupRow, group_id, populate_existing=True)
    return None if row is None else _group(session, row)


async def kept_open(session: Session, group_id: int, to_change: bool = False) -> Group | None:
    """Return a group that is open, and keep it so until the commit; None for any other id.

    Whoever joins, asks or is appointed does so under this lock: so nobody slips into a group that is being closed.
    `to_change`: nobody else holds it at the same time.
    """
    held = select(GroupRow).where(GroupRow.id == group_id, GroupRow.status == OPEN)
    locked = held.with_for_update(read=not to_change).execution_options(populate_existing=True)
    row = await session.scalar(locked)
    return None if row is None else _group(session, row)


async def change(session: Session, group_id: int, **values: str) -> None:
    """Set the `kind` or the `mode` of a group."""
    await _update(session, group_id, values)


async def describe(session: Session, group_id: int, words: str) -> None:
    """Keep what a group says of itself; no words take it away."""
    sealed = session.vault.seal(words, f"groups.description:{group_id}") if words else None
    await _update(session, group_id, {"description": sealed})


async def _update(session: Session, group_id: int, values: dict[str, Any]) -> None:
    await session.execute(update(GroupRow).where(GroupRow.id == group_id).values(values))


async def close(session: Session, group_id: int) -> list[int] | None:
    """Close a group, let its members go and return their ids; None when it was closed before."""
    closed = update(GroupRow).where(GroupRow.id == group_id, GroupRow.status == OPEN).values(status=CLOSED)
    if await session.scalar(closed.returning(GroupRow.id)) is None:
        return None
    gone = delete(MembershipRow).where(MembershipRow.group_id == group_id)
    members = sorted(await session.scalars(gone.returning(MembershipRow.person_id)))
    await _news_are_looked_at(session, *members)
    return members


async def join(session: Session, person_id: int, group_id: int) -> None:
    """Make a person a member; twice is once, and a coordinator stays one."""
    row = insert_into(session, MembershipRow).values(person_id=person_id, group_id=group_id, role=MEMBER)
    await session.execute(row.on_conflict_do_nothing())


async def leave(session: Session, person_id: int, group_id: int) -> bool:
    """End a membership; False when there is none."""
    gone = delete(MembershipRow).where(*_is(person_id, group_id)).returning(MembershipRow.person_id)
    left = await session.scalar(gone) is not None
    await _news_are_looked_at(session, person_id)
    return left


async def appoint(session: Session, person_id: int, group_id: int, role: str) -> bool:
    """Make a member a coordinator, or a coordinator a member; False when nothing changed."""
    member = update(MembershipRow).where(*_is(person_id, group_id), MembershipRow.role != role)
    changed = await session.scalar(member.values(role=role).returning(MembershipRow.person_id)) is not None
    await _news_are_looked_at(session, person_id)
    return changed


async def _news_are_looked_at(session: Session, *person_ids: int) -> None:
    """Take back announcements to a group, or its coordinators, from who is that no more."""
    from storage import taken_back  # here, since it needs this table

    for person_id in person_ids:
        await taken_back.look_again(session, person_id)


async def role(session: Session, person_id: int, group_id: int) -> str:
    """Return what a person is in a group now: "member", "coordinator", or "" for neither."""
    return (
        await session.scalar(select(MembershipRow.role).where(*_is(person_id, group_id)).with_for_update())
        or ""
    )


def _is(person_id: int, group_id: int) -> tuple[Any, Any]:
    return MembershipRow.person_id == person_id, MembershipRow.group_id == group_id


async def of_person(session: Session, person_id: int) -> list[int]:
    """Return the ids of a person's groups."""
    rows = await session.scalars(select(MembershipRow.group_id).where(MembershipRow.person_id == person_id))
    return list(rows)


async def mine(session: Session, person_id: int) -> list[Group]:
    """Return a person's groups that are open, in the order of their numbers."""
    rows = await session.scalars(
        select(GroupRow)
        .join(MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(MembershipRow.person_id == person_id, GroupRow.status == OPEN)
        .order_by(GroupRow.number)
    )
    return [_group(session, row) for row in rows]


def main(chosen: int, own: Sequence[Group]) -> int:
    """Return the group of which new requests are made: the chosen one if it is theirs still, or their only one.

    0 stands for no group; a group that was closed or left counts as none.
    """
    if chosen in (group.id for group in own):
        return chosen
    return own[0].id if len(own) == 1 else 0


async def coordinators(session: Session, group_id: int) -> list[int]:
    """Return the ids of the people who coordinate a group."""
    theirs = MembershipRow.group_id == group_id, MembershipRow.role == COORDINATOR
    rows = await session.scalars(select(MembershipRow.person_id).where(*theirs))
    return sorted(rows)


async def members(session: Session, group_id: int) -> int:
    """Return how many people are in a group."""
    counted = select(func.count()).select_from(MembershipRow).where(MembershipRow.group_id == group_id)
    return await session.scalar(counted) or 0


async def modes(session: Session) -> dict[int, str]:
    """Return how far each open group is trusted to pair people, by its id."""
    rows = await session.execute(select(GroupRow.id, GroupRow.mode).where(GroupRow.status == OPEN))
    return {id: mode for id, mode in rows}


async def memberships(session: Session, of: int | None = None) -> dict[int, frozenset[int]]:
    """Return the ids of everybody's groups (or of this one's), by person."""
    found: dict[int, set[int]] = {}
    whose = (MembershipRow.person_id == of,) if of is not None else ()
    rows = select(MembershipRow.person_id, MembershipRow.group_id).where(*whose)
    for person_id, group_id in await session.execute(rows):
        found.setdefault(person_id, set()).add(group_id)
    return {person_id: frozenset(ids) for person_id, ids in found.items()}


async def invite(session: Session, group_id: int, token: str, lasts: timedelta = INVITATION) -> None:
    """Keep the hash of a new invitation's token, which holds so long."""
    expires = session.now + lasts
    session.add(InvitationRow(token_hash=_hash(token), group_id=group_id, expires_at=expires))
    await session.flush()


async def invited_to(session: Session, token: str) -> Group | None:
    """Return the group to which a token invites, open or closed; None when the token is unknown or too old."""
    row = await session.get(InvitationRow, _hash(token))
    if row is None or row.expires_at < session.now:
        return None
    return await get(session, row.group_id)


async def invitations(session: Session, group_id: int) -> int:
    """Return how many invitations into a group hold now."""
    theirs = InvitationRow.group_id == group_id, InvitationRow.expires_at >= session.now
    return await session.scalar(select(func.count()).select_from(InvitationRow).where(*theirs)) or 0


async def withdraw_invitations(session: Session, group_id: int) -> int:
    """Let no invitation into a group hold any more; return how many did."""
    gone = delete(InvitationRow).where(InvitationRow.group_id == group_id)
    return len((await session.scalars(gone.returning(InvitationRow.group_id))).all())


async def forget_old_invitations(session: Session) -> None:
    """Delete the invitations that expired."""
    await session.execute(delete(InvitationRow).where(InvitationRow.expires_at < session.now))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _group(session: Session, row: GroupRow, members: int = 0) -> Group:
    vault, sealed = session.vault, row.description
    said = vault.open(sealed, f"groups.description:{row.id}") if sealed is not None else ""
    name = vault.open(row.name, f"groups.name:{row.id}")
    return Group(row.id, row.number, name, row.region, members, row.kind, row.mode, row.status, said)
