"""Whoever steals the database without its key reads nothing that anybody wrote, nor who it was."""

from pathlib import Path
from typing import get_args

import pytest

from bot.incoming import Kind
from handlers.registry import ACTIONS, COMMANDS, FLOWS
from storage.database import Database
from tests.chat import opened
from tests.promises import life_together
from tests.promises.canaries import ADDRESSES, CANARIES, in_clear, shapes
from tests.promises.failing import break_command, refuse_rows
from tests.promises.life import Life
from tests.promises.looking import files, look
from tests.promises.overheard import everything_said

FAILING = ("requests", "letters", "talk_messages", "obstacle_reports")


async def fail(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that people can do, while handlers break in the middle."""
    for table in FAILING:
        await refuse_rows(life.chat.database, table)
    break_command(monkeypatch, "menu")
    await life.fail()
    await life.wait_in_the_outbox()


async def test_nothing_is_in_clear_whatever_people_do_and_whatever_fails(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with opened(database) as chat:
        life = Life(chat)
        with everything_said() as heard:
            await life.begin()
            await life.speak()
        await life.newcomers()
        await life_together.live(life)
        secrets = (*CANARIES, *await life.show_codes())
        await life.misuse(COMMANDS.keys() - {"forget"}, ACTIONS.keys(), get_args(Kind))
        assert life.asked.ended >= FLOWS.keys(), "a flow that nobody went through with canaries"
        assert life.asked.told.given | set(ADDRESSES) == set(CANARIES), "a canary that nobody let fly"
        assert not in_clear(secrets, look(database, tmp_path))
        with everything_said() as heard_then:
            await fail(life, monkeypatch)
        assert not in_clear(secrets, files(database, tmp_path)), "after errors, while messages wait"
    printed = capsys.readouterr()
    assert printed.out.count("event_failed") > len(FAILING)
    assert min(len(each.getvalue()) for each in (heard, heard_then)) > 100_000
    logs = heard.getvalue() + heard_then.getvalue() + printed.out + printed.err
    assert not in_clear(CANARIES, logs.encode())


def test_the_search_finds_what_is_there() -> None:
    for word in CANARIES:
        for shape in shapes(word):
            assert len(shape) > 5
            assert word in in_clear(CANARIES, b"\x00a" + shape + b"b")
