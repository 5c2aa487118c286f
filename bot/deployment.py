"""A deployment's database, opened by a command beside the running bot."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.data_keys import read_key
from bot.settings import BadSettings, Settings
from storage import keys
from storage.crypto import CannotOpen, Vault
from storage.database import Database


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    """Open the database that the bot of these settings works on.

    BadSettings without the keys that open it; FileNotFoundError where there is none yet.
    """
    if not settings.data_keys:
        raise BadSettings("DATA_KEYS: what lies sealed is opened with the keys of the deployment")
    _must_be_there(settings.database_url)
    vault = Vault(tuple(read_key(key.get_secret_value()) for key in settings.data_keys))
    database = Database(settings.database_url, vault, clock)
    try:
        await keys.unlock(database)
        yield database
    except CannotOpen:
        raise BadSettings("DATA_KEYS: none of these keys opens what lies in the database") from None
    finally:
        await database.close()


def _must_be_there(url: str) -> None:
    if url.startswith("sqlite") and not Path(url.partition(":///")[2]).exists():
        raise FileNotFoundError(errno.ENOENT, "there is no database yet")
