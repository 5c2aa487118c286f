"""Who was erased is noted beside the backups, without telling who."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from storage import erasures, persons
from storage.crypto import Vault
from storage.database import Database
from storage.erasures import EMPTIED, ERASED, Erasure, forget_old, mark, note, noted, since
from tests.conftest import NOON

WHO = "ab" * 16


def test_notes_are_read_as_they_were_written(tmp_path: Path) -> None:
    told = [Erasure(NOON, ERASED, WHO), Erasure(NOON + timedelta(days=20), EMPTIED, WHO)]
    note(tmp_path / "kept", told)
    assert noted(tmp_path / "kept") == told
    assert noted(tmp_path / "nowhere") == []


def test_a_line_that_a_crash_cut_off_does_not_hide_the_others(tmp_path: Path) -> None:
    note(tmp_path, [Erasure(NOON, ERASED, WHO)])
    with next(tmp_path.iterdir()).open("a") as file:
        file.write("2026-11-21T12:00:00+00:00 erased abab")
    assert noted(tmp_path) == [Erasure(NOON, ERASED, WHO)]


def test_a_backup_is_told_what_it_cannot_know(tmp_path: Path) -> None:
    old, new = Erasure(NOON - timedelta(hours=2), ERASED, WHO), Erasure(NOON, ERASED, WHO)
    note(tmp_path, [old, new])
    assert since(tmp_path, NOON - timedelta(hours=1)) == [new]


def test_notes_go_when_no_backup_is_as_old(tmp_path: Path) -> None:
    note(tmp_path, [Erasure(NOON - timedelta(days=80), ERASED, WHO), Erasure(NOON, ERASED, WHO)])
    forget_old(tmp_path, NOON - timedelta(days=35))
    assert noted(tmp_path) == [Erasure(NOON, ERASED, WHO)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_erased_person_is_noted_before_the_commit_and_without_a_name(
    database: Database, tmp_path: Path
) -> None:
    database.backups = tmp_path / "kept"
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "700100", "uk")).person
        other = (await persons.welcome(session, "telegram", "700200", "uk")).person
    async with database.transaction() as session:
        await persons.erase(session, person)
        await persons.empty(session, other)
    expected = {(ERASED, mark(database.vault, person.id)), (EMPTIED, mark(database.vault, other.id))}
    assert {(one.what, one.who) for one in noted(database.backups)} == expected
    (file,) = database.backups.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(person.id) not in file.read_text()
    assert mark(Vault((os.urandom(32),), os.urandom(32)), person.id) not in file.read_text()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_wish_is_done_also_where_no_note_can_be_written(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    database.backups = tmp_path / "a file"
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "700100", "uk")).person
    async with database.transaction() as session:
        await persons.erase(session, person)
    async with database.transaction() as session:
        assert await persons.get(session, person.id) is None
    assert erasures.noted(tmp_path) == []
