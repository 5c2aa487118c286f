"""Who deletes everything is gone: no word, no name, no seal is left, in rows, in bytes, or after a restore."""

import json
from pathlib import Path

from sqlalchemy import select

from bot.backup import backup, restore
from bot.clock import StoppedClock
from storage import everything, migrate, rotation
from storage.database import Database
from tests.chat import Phone, opened
from tests.conftest import NOON
from tests.promises import life_together
from tests.promises.canaries import ADDRESSES, NAMES
from tests.promises.life import HERS, THEIRS, Life
from tests.promises.looking import files
from tests.test_backup import another_url as another_url, opened as deployed, settings

HERS_ALL = (HERS, ADDRESSES[0], NAMES[0])
THEIRS_ALL = (THEIRS, ADDRESSES[4], NAMES[8])
MOVING = {"persons", "accounts", "outbox", "phone_messages"}  # each message changes these
SAID_TO_STAY = {"quarantine"}  # for seven days, as /forget says


async def of_them(database: Database, theirs: tuple[str, ...]) -> dict[str, list[bytes]]:
    """The values that hold something of somebody when they are opened, by table, as they lie there."""
    found = dict[str, list[bytes]]()
    async with database.transaction() as session:
        for table, column, key in rotation.sealed_columns():
            for id, value in await session.execute(select(key, column).where(column.is_not(None))):
                said = session.vault.open_bytes(value, f"{column}:{id}")
                if any(one.encode() in said for one in theirs):
                    found.setdefault(table.name, []).append(value)
    return found


def still_in(held: bytes, values: dict[str, list[bytes]]) -> set[str]:
    """The tables of which a half of a sealed value still lies in the files."""
    return {
        table
        for table, sealed in values.items()
        if any(half in held for value in sealed for half in (value[: len(value) // 2], value[-64:]))
    }


async def sees_all_of_it(life: Life) -> None:
    """Everything stored about her comes to her chat and no other, as JSON and in words that can be read."""
    others = {
        phone.address: len(phone.messages) for phone in life.chat.phones.values() if phone is not life.olha
    }
    await life.olha.says("/mydata")
    await life.olha.presses("Show it here")
    async with life.chat.database.transaction() as session:
        stored = await everything.about(session, life.circle.id(life.olha))
    shown = [text for text in life.olha.texts if "Complete, as it is stored" in text][-1]
    complete = json.loads(shown[shown.index("{") :])
    assert {table: complete.get(table) for table in stored if table not in MOVING} == {
        table: rows for table, rows in stored.items() if table not in MOVING
    }
    in_words = [text for text in life.olha.texts if text.startswith("About you")][-1]
    (report,) = stored["talk_reports"]
    for told in (*report["shown"], *(letter["words"] for letter in stored["letters"])):
        assert HERS in told
        assert f"«{told}»" in in_words
    assert others == {
        phone.address: len(phone.messages) for phone in life.chat.phones.values() if phone is not life.olha
    }


async def forget(phone: Phone) -> None:
    await phone.says("/forget")
    await phone.presses("Delete everything")


async def test_nothing_is_left_of_who_deletes_everything_whatever_they_did_and_no_backup_brings_it_back(
    database_url: str,
    another_url: str,
    tmp_path: Path,
) -> None:
    kept = tmp_path / "kept"
    await migrate.upgrade(database_url)
    async with deployed(database_url, kept) as database, opened(database) as chat:
        life = Life(chat)
        await life.begin()
        await life.speak()
        await life_together.live(life)
        hers, theirs = await of_them(database, HERS_ALL), await of_them(database, THEIRS_ALL)
        assert min(len(hers), len(theirs)) >= 8
        assert not database.is_sqlite or still_in(files(database, tmp_path), hers) == hers.keys()
        await sees_all_of_it(life)
        backup_of_before = await backup(settings(database_url, kept), database.clock)
        await forget(life.olha)
        assert not (await of_them(database, HERS_ALL)).keys() - SAID_TO_STAY
        for phone in chat.phones.values():
            await forget(phone)
        assert not (await of_them(database, THEIRS_ALL)).keys() - SAID_TO_STAY
        if database.is_sqlite:
            assert not still_in(files(database, tmp_path), hers) | still_in(files(database, tmp_path), theirs)
    await restore(settings(another_url, kept), StoppedClock(NOON), backup_of_before, replace=False)
    async with deployed(another_url) as database:
        assert not (await of_them(database, (*HERS_ALL, *THEIRS_ALL))).keys() - SAID_TO_STAY
