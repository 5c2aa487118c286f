"""The size of what is sealed tells little: every value of every table is as long as a step of 256 bytes allows."""

from sqlalchemy import select

from storage import rotation
from storage.crypto import HEAD, NONCE, STEP
from storage.database import Database
from tests.chat import opened
from tests.promises.life import Life

TAG = 16  # bytes of AES-GCM behind the words
WORDS = {"persons", "accounts", "requests", "outbox", "media", "matches", "helpers"}


async def test_every_sealed_value_is_a_whole_number_of_steps_long(database: Database) -> None:
    async with opened(database) as chat:
        life = Life(chat)
        await life.begin()
        await life.speak()
        await life.wait_in_the_outbox()
    seen, sizes = set[str](), set[int]()
    async with database.transaction() as session:
        for table, column, _key in rotation.sealed_columns():
            for value in await session.scalars(select(column).where(column.is_not(None))):
                inside = len(value) - HEAD - NONCE - TAG
                assert inside % STEP == 0, column
                seen.add(table.name)
                sizes.add(inside)
    assert seen >= WORDS
    assert len(sizes) > 3, "long and short ones lie there"
