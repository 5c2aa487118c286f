"""`python -m bot backup` and `python -m bot restore FILE`: the whole database, sealed, there and back."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url, select
from sqlalchemy.engine import URL

from bot.clock import Clock
from bot.data_keys import read_key
from bot.deployment import opened
from bot.settings import BadSettings, Settings
from handlers.leaving import leave
from storage import (
    audit,
    audit_chain,
    audit_notes,
    backups,
    dumps,
    erasures,
    keys,
    migrate,
    persons,
    restoring,
)
from storage.backups import About, BadBackup
from storage.crypto import Vault
from storage.database import Database
from storage.erasures import ERASED, Erasure


async def backup(settings: Settings, clock: Clock) -> Path:
    """Make a backup of the running deployment; raise BadSettings, BadBackup, OSError."""
    folder = settings.backups
    if folder is None:
        raise BadSettings("BACKUP_FOLDER: where the backup is to go")
    async with opened(settings, clock) as database:  # only what opens with these keys is worth keeping
        try:
            url, now = database.engine.url, clock.now()
            return await asyncio.to_thread(backups.make, url, database.vault, folder, now)
        except dumps.Failed as error:
            raise BadBackup(str(error)) from None


async def restore(settings: Settings, clock: Clock, file: Path, replace: bool) -> tuple[About, int]:
    """Put a backup in the place of the database, and erase again who was erased since.

    Return what the backup was and how many people were erased. Until it is whole nothing of the present database
    changes; with `replace` SQLite's present file is kept beside it, under another name.
    Raise BadSettings, BadBackup, OSError.
    """
    if not settings.data_keys:
        raise BadSettings("DATA_KEYS: the backup is opened with the keys of the deployment")
    vault, url = _vault(settings), make_url(settings.database_url)
    about = await asyncio.to_thread(backups.check, vault, file)
    if about.database != url.get_backend_name():
        raise BadBackup(f"it was made of {about.database}, and DATABASE_URL names {url.get_backend_name()}")
    told = _erasures(settings, file, about.made)
    try:
        if about.database == "sqlite":
            with restoring.beside(Path(url.database or ""), replace) as aside:
                await asyncio.to_thread(restoring.write, vault, file, aside)
                database = Database(_address(url.set(database=str(aside))), vault, clock)
                erased, end = await _made_present(database, about, told)
        else:
            await restoring.must_be_empty(url)
            await asyncio.to_thread(dumps.write_postgres, url, backups.opened(vault, file))
            erased, end = await _made_present(Database(_address(url), vault, clock), about, told)
    except dumps.Failed as error:
        raise BadBackup(str(error)) from None
    if settings.backups is not None:  # that later acts are not in the audit is nobody's doing then
        audit_notes.note(settings.backups, clock.now(), end, audit_notes.RESTORED)
    return about, erased


async def _made_present(database: Database, about: About, told: list[Erasure]) -> tuple[int, str]:
    """Lead a restored database to the present tables, and erase again.

    Return how many people that were, and where the audit ends, which has it that a backup was brought back.
    """
    try:
        await migrate.upgrade(_address(database.engine.url))
        await keys.unlock(database)
        erased = await _erased_again(database, told)
        async with database.transaction() as session:
            await audit.write(session, "", "restore", f"backup {about.made:%Y-%m-%d %H:%M}")
        async with database.transaction() as session:
            return erased, await audit_chain.noted(session)
    finally:
        await database.close()


def _address(url: URL) -> str:
    return url.render_as_string(hide_password=False)


async def _erased_again(database: Database, told: list[Erasure]) -> int:
    whom = {one.who: one.what for one in told}
    if not whom:
        return 0
    async with database.transaction() as session:
        everybody = (await session.scalars(select(persons.PersonRow.id))).all()
    theirs = [(id, what) for id in everybody if (what := whom.get(erasures.mark(database.vault, id)))]
    for id, what in theirs:
        async with database.transaction() as session:
            person = await persons.get(session, id)
            assert person is not None
            await leave(session, person)
            await (persons.erase if what == ERASED else persons.empty)(session, person)
    await database.scrub()
    return len(theirs)


def _erasures(settings: Settings, file: Path, made: datetime) -> list[Erasure]:
    """What was erased since, from the deployment's own notes and from those that lie beside the backup."""
    folders = {folder.resolve() for folder in (settings.backups, file.parent) if folder is not None}
    return sorted((one for folder in folders for one in erasures.since(folder, made)), key=lambda one: one.at)


def _vault(settings: Settings) -> Vault:
    return Vault(tuple(read_key(key.get_secret_value()) for key in settings.data_keys))
