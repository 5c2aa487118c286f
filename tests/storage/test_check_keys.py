"""The keys of check words: made once, the same for every process, and others after a change."""

from storage import check_keys
from storage.check_keys import OWN, PAPER
from storage.database import Database


async def key(database: Database, name: str) -> bytes:
    async with database.transaction() as session:
        return await check_keys.key(session, name)


async def test_a_key_is_made_once(database: Database) -> None:
    made = await key(database, OWN)
    assert len(made) == 32
    assert await key(database, OWN) == made
    assert await key(database, PAPER) != made


async def test_a_changed_key_is_another_and_leaves_the_other_one(database: Database) -> None:
    own, paper = await key(database, OWN), await key(database, PAPER)
    async with database.transaction() as session:
        await check_keys.change(session, PAPER)
    assert await key(database, PAPER) != paper
    assert await key(database, OWN) == own
