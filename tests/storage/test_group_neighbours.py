"""Neighbours are so both ways, and only while both groups are open."""

from storage import group_neighbours, groups
from storage.database import Database


async def test_neighbours_are_so_both_ways_until_taken_apart_from_either_side(database: Database) -> None:
    async with database.transaction() as session:
        one, two, three = [(await groups.add(session, name, "GE")).id for name in ("А", "Б", "В")]
        assert await group_neighbours.toggle(session, one, two)
        assert await group_neighbours.toggle(session, one, three)
        assert await group_neighbours.every(session) == {
            one: frozenset({two, three}),
            two: frozenset({one}),
            three: frozenset({one}),
        }
        assert not await group_neighbours.toggle(session, two, one)
        assert await group_neighbours.of(session, one) == {three}
        assert await group_neighbours.of(session, two) == frozenset()


async def test_a_closed_group_is_nobodys_neighbour(database: Database) -> None:
    async with database.transaction() as session:
        one, two = [(await groups.add(session, name, "GE")).id for name in ("А", "Б")]
        await group_neighbours.toggle(session, one, two)
        await groups.close(session, two)
        assert await group_neighbours.every(session) == {}
        await group_neighbours.forget(session, two)
        assert not await group_neighbours.of(session, one)
