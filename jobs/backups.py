"""Makes a backup every hour on SQLite; old backups, and old notes of who was erased, go by themselves on both."""

import asyncio

from storage import backups, erasures
from storage.database import Database


async def run(database: Database) -> int:
    """Make the backup that is due; return how many it were."""
    folder, now = database.backups, database.clock.now()
    if folder is None:
        return 0
    made = 0
    if database.is_sqlite and now - backups.latest(folder) >= backups.EVERY:
        await asyncio.to_thread(backups.make, database.engine.url, database.vault, folder, now)
        made = 1
    backups.thin(folder, now)
    erasures.forget_old(folder, now - backups.KEPT)
    return made
