"""The data keys lie neither among the data nor among its backups: whoever carries those away must not have them too."""

from pathlib import Path

from bot.data_keys import read_key
from bot.settings import BadSettings, Settings

LARGEST = 65_536  # bytes of a file that could hold keys: settings, a note, a key file; databases are larger


def look(settings: Settings) -> None:
    """Raise BadSettings when a file in the folder of the database or of the backups holds one of the keys."""
    found = among_the_data(settings)
    if found:
        raise BadSettings(
            f"DATA_KEYS: {', '.join(map(str, found))} holds a data key and lies among the data or its backups: "
            "move it elsewhere, or the data (DATABASE_URL, BACKUP_FOLDER)"
        )


def among_the_data(settings: Settings) -> list[Path]:
    """Return the files in these folders that hold a data key, as text or as its bytes."""
    texts = [key.get_secret_value().strip().rstrip("=") for key in settings.data_keys]
    held = [written for text in texts for written in (text.encode(), read_key(text))]
    return [
        file
        for folder in _folders(settings)
        for file in sorted(folder.glob("*"))
        if file.is_file() and file.stat().st_size <= LARGEST and any(key in file.read_bytes() for key in held)
    ]


def _folders(settings: Settings) -> list[Path]:
    url = settings.database_url
    data = Path(url.partition(":///")[2]).parent if url.startswith("sqlite") else None
    return [folder for folder in dict.fromkeys((data, settings.backups)) if folder is not None]
