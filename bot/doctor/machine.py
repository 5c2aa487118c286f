"""The machine: space on the disk, who may read the files, where the backups are."""

import shutil
import stat
from datetime import timedelta
from pathlib import Path

from bot import key_place
from bot.clock import Clock
from bot.data_keys import read_key
from bot.doctor.findings import Finding, bad, good, look
from bot.settings import Settings
from storage import backups
from storage.backups import BadBackup
from storage.crypto import Vault

LITTLE, SOME = 200, 1000  # megabytes left on a disk: too few, and few
ENV = Path(".env")


def looked_at(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at files and folders."""
    file = _sqlite_file(settings)
    found = [] if file is None else [*_space(file.parent), *_closed(file)]
    if ENV.exists():
        found += _closed(ENV)
        found += _apart(settings, file)
    found += [
        bad("keys", f"{held} holds a data key and lies among the data or its backups: move it elsewhere")
        for held in key_place.among_the_data(settings)
    ]
    return found + _backups(settings, clock, file)


def _sqlite_file(settings: Settings) -> Path | None:
    url = settings.database_url
    return Path(url.partition(":///")[2]) if url.startswith("sqlite") else None


def _space(folder: Path) -> list[Finding]:
    if not folder.exists():
        return []
    left = shutil.disk_usage(folder).free // 2**20
    if left < LITTLE:
        return [bad("disk", f"{left} MB are left beside the database: the bot stops when there are none")]
    if left < SOME:
        return [look("disk", f"{left} MB are left beside the database")]
    return [good("disk", f"{left} MB are left beside the database")]


def _closed(file: Path) -> list[Finding]:
    """What holds keys or people's data is for one user of the machine."""
    if file.exists() and file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        return [look(str(file), f"every user of this machine can read it: chmod o-rwx {file}")]
    return []


def _apart(settings: Settings, file: Path | None) -> list[Finding]:
    """Whoever carries the disk away has both."""
    text = ENV.read_text(errors="replace")
    held = any(key.get_secret_value() in text for key in settings.data_keys)
    if not held or file is None or not file.exists() or file.stat().st_dev != ENV.stat().st_dev:
        return []
    return [look("keys", f"{ENV} holds a data key on the disk of the database: who takes the disk has both")]


def _backups(settings: Settings, clock: Clock, file: Path | None) -> list[Finding]:
    folder = settings.backups
    if folder is None:
        if file is None:
            return [
                look(
                    "backups",
                    "none by the bot: set BACKUP_FOLDER, and have the server of PostgreSQL make some",
                )
            ]
        return [bad("backups", "BACKUP_FOLDER=off: when the disk is lost, all is lost")]
    kept = backups.all_in(folder)
    if not kept:
        return [look("backups", f"none in {folder} yet; on SQLite the running bot makes one every hour")]
    found = [_age(settings, clock, kept[-1]), _readable(settings, kept[-1])]
    if file is not None and file.exists() and file.stat().st_dev == folder.stat().st_dev:
        found.append(look("backups", f"{folder} is on the disk of the database: copy it to another machine"))
    return found


def _age(settings: Settings, clock: Clock, newest: Path) -> Finding:
    age = clock.now() - backups.made_at(newest)
    said = f"the newest is {age // timedelta(hours=1)} h old"
    late = settings.database_url.startswith("sqlite") and age > 2 * backups.EVERY
    return bad("backups", f"{said}: does the bot run?") if late else good("backups", said)


def _readable(settings: Settings, newest: Path) -> Finding:
    vault = Vault(tuple(read_key(key.get_secret_value()) for key in settings.data_keys))
    try:
        backups.check(vault, newest)
    except (BadBackup, OSError) as error:
        return bad("backups", f"{newest.name} cannot be brought back: {error}")
    return good("backups", f"{newest.name} opens with these keys, to its end")
