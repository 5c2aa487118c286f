"""Numbers are given once each, by kind."""

from storage import counters
from storage.database import Database


async def test_each_kind_of_thing_counts_from_one(database: Database) -> None:
    async with database.transaction() as session:
        given = [await counters.following(session, kind) for kind in ("requests", "requests", "groups")]
    assert given == [1, 2, 1]


async def test_a_number_of_a_failed_block_was_never_given(database: Database) -> None:
    try:
        async with database.transaction() as session:
            await counters.following(session, "requests")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    async with database.transaction() as session:
        assert await counters.following(session, "requests") == 1
