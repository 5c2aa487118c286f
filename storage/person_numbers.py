"""The number by which a person is called at the desk: given when somebody looks, never again to another person."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from storage import counters
from storage.database import Session, Table, insert_into


class PersonNumberRow(Table):
    """One person's number; it says nothing about when they came."""

    __tablename__ = "person_numbers"
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(unique=True)


async def of(session: Session, person_id: int) -> int:
    """Return the number of a person, giving one to who has none yet."""
    return (await of_people(session, [person_id]))[person_id]


async def of_people(session: Session, person_ids: Collection[int]) -> dict[int, int]:
    """Return the numbers of these people, giving one to each who has none yet."""
    known = await _known(session, person_ids)
    for person_id in person_ids:
        if person_id not in known:
            number = await counters.following(session, "persons")
            given = insert_into(session, PersonNumberRow).values(person_id=person_id, number=number)
            await session.execute(given.on_conflict_do_nothing())
    return known if len(known) == len(set(person_ids)) else await _known(session, person_ids)


async def _known(session: Session, person_ids: Collection[int]) -> dict[int, int]:
    table = PersonNumberRow
    rows = await session.execute(select(table.person_id, table.number).where(table.person_id.in_(person_ids)))
    return {person_id: number for person_id, number in rows}


async def who(session: Session, number: int) -> int | None:
    """Return the id of the person with this number."""
    return await session.scalar(select(PersonNumberRow.person_id).where(PersonNumberRow.number == number))
