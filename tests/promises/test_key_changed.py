"""The data key can be changed while people write: nothing is lost, and the old key opens nothing any more.

100,000 sealed values in `make promises`, 4,000 in `make test`; one transaction holds 500 of them at most.
"""

import asyncio
import os
import time

import pytest
from sqlalchemy import insert

from storage import keys, persons
from storage.crypto import Vault
from storage.database import Database
from storage.persons import PersonRow, Profile
from storage.rotation import rotate, usage
from tests.promises.sizes import share

PEOPLE = [2_000, pytest.param(share(50_000), marks=[pytest.mark.minutes, pytest.mark.timeout(1_800)])]
AT_ONCE = 5_000  # rows written at a time while the scene is set


async def under(database: Database, vault: Vault, index: bytes) -> None:
    """Let a database that holds nothing yet but the key of its index be one of this vault."""
    async with database.transaction() as session:
        row = await session.get_one(keys.KeyRow, keys.NAME)
        row.key = vault.seal_bytes(index, keys._place())
    database.vault = vault


async def settled(database: Database, people: int) -> list[int]:
    """Write people whose two values lie under the key of now; return their ids."""
    seal = database.vault.seal_json
    rows = [
        {
            "id": id,
            "language": "uk",
            "consent": 1,
            "profile": seal({"name": f"Name {id}"}, f"persons.profile:{id}"),
            "conversation": seal({}, f"persons.conversation:{id}"),
            "seen_at": database.clock.now(),
            "banned": "",
        }
        for id in range(1, people + 1)
    ]
    for first in range(0, people, AT_ONCE):
        async with database.transaction() as session:
            await session.execute(insert(PersonRow), rows[first : first + AT_ONCE])
    return list(range(1, people + 1))


@pytest.mark.parametrize("people", PEOPLE)
async def test_all_is_sealed_anew_while_people_write(database: Database, people: int) -> None:
    index, old, new = database.vault._index_key, os.urandom(32), os.urandom(32)
    await under(database, Vault((old,)).with_index(index), index)
    ids = await settled(database, people)
    both = database.vault = Vault((new, old)).with_index(index)
    rotating = asyncio.get_running_loop().create_task(rotate(database))
    began, changed = time.monotonic(), list[int]()
    while not rotating.done():
        id = ids[len(changed) * 37 % len(ids)]
        async with database.transaction() as session:
            person = await persons.get(session, id)
            assert person is not None
            await persons.tell(session, person, name=f"Changed {id}")
        changed.append(id)
        await asyncio.sleep(0)
    done = await rotating
    print(f"{done.anew} values in {time.monotonic() - began:.0f} s, {len(changed)} changed meanwhile")
    assert not done.damaged
    async with database.transaction() as session:
        assert set(await usage(session)) == {both.key_ids[0]}
    database.vault = Vault((new,)).with_index(index)  # the old key is gone
    async with database.transaction() as session:
        for id in ids[:: max(1, len(ids) // 500)]:
            person = await persons.get(session, id)
            assert person is not None
            expected = Profile(name=f"Changed {id}" if id in changed else f"Name {id}")
            assert person.profile == expected
