"""Moderators of the sandbox leave and come back, and the real bot does not hear who has left."""

from pathlib import Path

from bot.data_keys import new_key
from bot.desk_routing import NOT_HERE
from bot.sandbox.launch import open_sandbox
from bot.sandbox.story.actors import Actor
from bot.settings import Settings
from handlers.moderators import on_duty


async def test_a_moderator_who_has_just_left_is_refused_and_comes_back(tmp_path: Path) -> None:
    sandbox = await open_sandbox(
        Settings(_env_file=None), 0, f"sqlite+aiosqlite:///{tmp_path}/kolo.db", new_key()
    )
    try:
        lesia, taras = (Actor(sandbox, sandbox.desk, "uk", name) for name in sandbox.desk.authors)
        await taras.writes("/чергування")
        await taras.presses("Я чергую")
        await taras.sees("Чергує модератор")
        await sandbox.telegram.leave(sandbox.desk.id, taras.name)
        await lesia.sees(on_duty.NOBODY)
        await taras.writes("/queue")
        await taras.sees(NOT_HERE)
        await lesia.writes("/queue")
        await lesia.sees("Що чекає")
        await sandbox.jump(1)
        await sandbox.telegram.join(sandbox.desk.id, taras.name)
        await taras.writes("/довідка")
        await taras.sees("Команди цього чату")
    finally:
        await sandbox.stop()
