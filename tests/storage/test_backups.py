"""A backup: consistent while the bot writes, readable with the key alone, whole or refused, kept as long as said."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest

from storage import backups, persons
from storage.backups import BadBackup, about, check, made_at, make, opened, thin
from storage.crypto import Vault
from storage.database import Database
from tests.conftest import NOON


async def made(database: Database, folder: Path) -> Path:
    return await asyncio.to_thread(make, database.engine.url, database.vault, folder, NOON)


async def test_a_backup_says_when_and_of_what_it_was_made_and_nothing_else_without_the_key(
    database: Database, tmp_path: Path
) -> None:
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "700100", "uk")
        await persons.tell(session, arrival.person, name="Canary")
    file = await made(database, tmp_path / "kept")
    assert about(file).made == NOON
    assert about(file).database == database.engine.url.get_backend_name()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(file.parent.iterdir()) == [file], "nothing is left beside it"
    for word in (b"Canary", b"700100", b"CREATE TABLE", b"persons"):
        assert word not in file.read_bytes()
    with pytest.raises(BadBackup, match="no key with id"):
        check(Vault((os.urandom(32),)), file)


async def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    database: Database, tmp_path: Path
) -> None:
    async def write(number: int) -> None:
        async with database.transaction() as session:
            await persons.welcome(session, "telegram", str(number), "uk")

    writing = asyncio.gather(*(write(number) for number in range(40)))
    file = await made(database, tmp_path / "kept")
    await writing
    assert b"".join(opened(database.vault, file))


@pytest.mark.parametrize("cut", [1, 100, 5000])
async def test_a_file_that_was_cut_off_is_refused(database: Database, tmp_path: Path, cut: int) -> None:
    file = await made(database, tmp_path)
    file.write_bytes(file.read_bytes()[:-cut])
    with pytest.raises(BadBackup):
        check(database.vault, file)


async def test_pieces_left_out_swapped_added_or_of_another_backup_are_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "CHUNK", 10_000)
    file = await made(database, tmp_path)
    head, parts = taken_apart(file.read_bytes())
    assert len(parts) > 4
    other_head, other_parts = taken_apart((await made(database, tmp_path / "other")).read_bytes())
    forged: tuple[list[bytes], ...] = (
        [head, *parts[:2], *parts[3:]],  # one left out
        [head, parts[1], parts[0], *parts[2:]],  # two swapped
        [head, *parts, parts[-1]],  # one added
        [head, *parts[:-1]],  # without its end
        [head, *parts[:2], parts[-1]],  # an end too early
        [head, *other_parts],  # another's
        [head.replace(b"2026-11", b"2026-10"), *parts],  # another date
        [b"SQLite format 3", *parts],
        [],
    )
    for pieces in forged:
        file.write_bytes(b"".join(pieces))
        with pytest.raises(BadBackup):
            check(database.vault, file)
    file.write_bytes(b"".join([other_head, *other_parts]))
    check(database.vault, file)


def taken_apart(whole: bytes) -> tuple[bytes, list[bytes]]:
    """The lines that anybody can read, and the sealed pieces behind them."""
    at = whole.index(b"}\n") + 2
    head, parts = whole[:at], list[bytes]()
    while at < len(whole):
        end = at + 5 + int.from_bytes(whole[at + 1 : at + 5], "big")
        parts.append(whole[at:end])
        at = end
    return head, parts


def test_hourly_for_two_days_then_one_a_day_for_35_days(tmp_path: Path) -> None:
    hours = [NOON - timedelta(hours=age) for age in range(24 * 50)]
    for moment in hours:
        (tmp_path / f"{moment:{backups.STAMP}}{backups.SUFFIX}").touch()
    (tmp_path / "notes of the operator.txt").touch()
    (tmp_path / "kolo-before the move.backup").touch()
    thin(tmp_path, NOON)
    ages = [NOON - made_at(file) for file in backups.all_in(tmp_path)]
    assert sum(age <= timedelta(hours=48) for age in ages) == 49
    older = [made_at(file) for file in backups.all_in(tmp_path) if NOON - made_at(file) > timedelta(hours=48)]
    assert len(older) == 33, "one for each day from the third to the thirty-fifth"
    assert len({moment.date() for moment in older}) == 33
    assert max(ages) <= backups.KEPT
    assert (tmp_path / "notes of the operator.txt").exists()
    assert (tmp_path / "kolo-before the move.backup").exists()
