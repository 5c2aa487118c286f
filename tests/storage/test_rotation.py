"""Data keys are changed while the bot runs: everything is sealed anew, nothing is lost, the old key can go."""

import asyncio
import os

import pytest
from sqlalchemy import select, update

from bot.clock import Clock
from storage import audit, audit_check, keys, persons, rotation
from storage.audit import AuditRow
from storage.crypto import CannotOpen, Vault
from storage.database import Database
from storage.persons import PersonRow
from storage.rotation import rotate, sealed_columns, usage

OLD, NEW = os.urandom(32), os.urandom(32)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two values a transaction, so that a few rows take several."""
    monkeypatch.setattr(rotation, "BATCH", 2)


async def _sealed_with(database: Database, *data_keys: bytes) -> Database:
    """The same database, opened with other keys."""
    same = Database(str(database.engine.url.render_as_string(hide_password=False)), Vault(data_keys), Clock())
    try:
        await keys.unlock(same)
    except CannotOpen:
        await same.close()
        raise
    return same


@pytest.fixture
async def database(database: Database) -> Database:
    """A database whose one key is OLD, with people and acts in it."""
    vault = Vault((OLD,)).with_index(database.vault._index_key)
    async with database.transaction() as session:
        session.vault = vault
        row = await session.get_one(keys.KeyRow, keys.NAME)
        row.key = vault.seal_bytes(database.vault._index_key, keys._place())
    database.vault = vault
    async with database.transaction() as session:
        for number in range(5):
            arrival = await persons.welcome(session, "telegram", str(number), "uk")
            await persons.tell(session, arrival.person, name=f"Name {number}")
            await audit.write(session, "telegram:7", "look", f"person {number}", "why")
    return database


async def test_all_values_go_under_the_newest_key_and_say_the_same(
    database: Database, small_batches: None
) -> None:
    both = await _sealed_with(database, NEW, OLD)
    async with both.transaction() as session:
        before = await usage(session)
    done = await rotate(both)
    assert done.anew == before.total() > 20
    assert not done.damaged
    async with both.transaction() as session:
        assert set(await usage(session)) == {both.vault.key_ids[0]}
    await both.close()

    only_new = await _sealed_with(database, NEW)
    async with only_new.transaction() as session:
        ids = (await session.scalars(select(PersonRow.id))).all()
        names = {person.profile.name for id in ids if (person := await persons.get(session, id))}
        assert names == {f"Name {number}" for number in range(5)}
        assert not (await audit_check.check(session)).faults, "a reason sealed anew is still the same reason"
    await only_new.close()
    with pytest.raises(CannotOpen):
        await _sealed_with(database, OLD)


async def test_a_second_time_there_is_nothing_to_do(database: Database) -> None:
    both = await _sealed_with(database, NEW, OLD)
    await rotate(both)
    assert (await rotate(both)).anew == 0
    await both.close()


async def test_what_no_key_opens_is_named_and_left_as_it_is(database: Database, small_batches: None) -> None:
    async with database.transaction() as session:
        first = await session.scalar(select(AuditRow.id).order_by(AuditRow.id).limit(1))
        await session.execute(update(AuditRow).where(AuditRow.id == first).values(reason=b"\x01damaged" * 9))
    both = await _sealed_with(database, NEW, OLD)
    assert (await rotate(both)).damaged == [f"audit.reason:{first}"]
    async with both.transaction() as session:
        assert (await session.get_one(AuditRow, first)).reason == b"\x01damaged" * 9
        assert await usage(session) == {
            both.vault.key_ids[0]: (await usage(session)).total() - 1,
            b"damaged".hex()[:8]: 1,
        }
    await both.close()


async def test_what_is_written_while_keys_change_stays_as_it_was_written_last(
    database: Database, small_batches: None
) -> None:
    both = await _sealed_with(database, NEW, OLD)
    async with both.transaction() as session:
        ids = (await session.scalars(select(PersonRow.id))).all()

    async def renamed(id: int, name: str) -> None:
        async with both.transaction() as session:
            person = await persons.get(session, id)
            assert person is not None
            await persons.tell(session, person, name=name)

    await asyncio.gather(rotate(both), *(renamed(id, f"Changed {id}") for id in ids), rotate(both))
    async with both.transaction() as session:
        names = {id: person.profile.name for id in ids if (person := await persons.get(session, id))}
        assert names == {id: f"Changed {id}" for id in ids}
        assert set(await usage(session)) == {both.vault.key_ids[0]}
    await both.close()


def test_every_sealed_column_lies_in_a_table_with_one_key() -> None:
    assert len(list(sealed_columns())) > 25
