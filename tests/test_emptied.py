"""Tests that an emptied PostgreSQL database is as good as a new one."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests import postgres as postgresql
from tests.emptied import Emptied

WRITE = "INSERT INTO alerts_of_tests DEFAULT VALUES RETURNING id"


@pytest.fixture
def emptied(postgres: postgresql.Server) -> Iterator[Emptied]:
    template = postgres.new_database()
    _run(postgres, template, "CREATE TABLE alerts_of_tests (id bigserial PRIMARY KEY)", "SELECT 0")
    with closing(Emptied(postgres, template)) as one:
        yield one
    postgres.drop(template)


def test_nothing_is_left_in_it_and_its_numbers_begin_again(
    postgres: postgresql.Server, emptied: Emptied
) -> None:
    name = emptied.fresh()
    assert _run(postgres, name, WRITE, WRITE) == 2
    assert emptied.fresh() == name
    assert _run(postgres, name, "SELECT count(*) FROM alerts_of_tests") == 0
    assert _run(postgres, name, WRITE) == 1


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE alerts_of_tests ADD CHECK (false) NOT VALID",
        "ALTER TABLE alerts_of_tests ADD COLUMN more int",
        "DROP TABLE alerts_of_tests",
    ],
)
def test_changed_tables_are_nobody_elses(postgres: postgresql.Server, emptied: Emptied, change: str) -> None:
    name = emptied.fresh()
    _run(postgres, name, change, "SELECT 0")
    assert emptied.fresh() != name
    assert _run(postgres, emptied.name, WRITE) == 1


def _run(server: postgresql.Server, name: str, *statements: str) -> int:
    """Run statements; return what the last one found."""

    async def run() -> int:
        engine = create_async_engine(server.url(name), poolclass=NullPool)
        async with engine.begin() as connection:
            found = [await connection.execute(text(statement)) for statement in statements]
            number = int(found[-1].scalar_one())
        await engine.dispose()
        return number

    return asyncio.run(run())
