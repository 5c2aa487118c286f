"""Lets handlers break in the middle of what somebody wrote: a database that refuses, and an error that tells all."""

from dataclasses import replace
from typing import NoReturn

import pytest
from sqlalchemy import text

from handlers import registry
from handlers.base import Turn
from storage.database import Database


class Broken(Exception):
    """An error whose text holds what the person wrote."""


async def _broken(turn: Turn) -> NoReturn:
    raise Broken(turn.event.text, turn.event.sender, turn.event.address) from ValueError(turn)


def break_command(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """From now on a command fails, and its error tells what was written and by whom."""
    monkeypatch.setitem(registry.COMMANDS, name, replace(registry.COMMANDS[name], run=_broken))


async def refuse_rows(database: Database, table: str) -> None:
    """From now on the database takes no new row of a table, and says so with the row in its answer."""
    refusing = f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"
    if not database.is_sqlite:
        refusing = f"ALTER TABLE {table} ADD CHECK (false) NOT VALID"
    async with database.engine.begin() as connection:
        await connection.execute(text(refusing))
