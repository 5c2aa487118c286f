"""Updates that cannot be read are kept sealed, hold up nobody, and are asked for twice at most."""

import time
from pathlib import Path

from sqlalchemy import text

from bot.channels.telegram.intake import LOOK
from tests.app.town import Town, sees, until
from tests.machine import within

SOON = 1.0  # seconds until the next one is answered
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
CANARY = "кодовеслово"


async def test_updates_that_nobody_can_read_hold_up_nobody(alive: Town, tmp_path: Path) -> None:
    updates, anna = alive.telegram.updates, alive.telegram.new_phone("Anna", "x")
    asked, began = alive.calls.begun["getUpdates"], time.monotonic()
    for broken in (
        {"message": {"message_id": "x", "chat": {"id": CANARY}, "text": CANARY}},
        {"message": [CANARY]},
        {"callback_query": {"id": 1, "from": CANARY}},
    ):
        updates.push_raw(broken)
    await until(lambda: not updates.pending(), "they are asked for again and again")
    looks = int((time.monotonic() - began) / LOOK)  # for calls for help, while a busy disk writes
    assert alive.calls.begun["getUpdates"] - asked <= 2 + looks
    with within(SOON):
        await alive.write(anna, "/start")
        await sees(anna, LANGUAGE)
    async with alive.app.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM quarantine")) == 3
    assert CANARY.encode() not in written(tmp_path)


def written(folder: Path) -> bytes:
    """The bytes of the database with its log."""
    return b"".join(file.read_bytes() for file in folder.glob("kolo.db*"))
