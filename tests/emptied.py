"""One PostgreSQL database for one test after another: to empty it takes 10 ms, to make another and drop it 200."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from tests.postgres import Server

# Who is still connected goes first, as DROP DATABASE ... WITH (FORCE) would send them away.
ALONE = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Not TRUNCATE, which makes new files; with nothing to check and in any order, since nothing is left.
EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('DELETE FROM %s', one);
  END LOOP;
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
    PERFORM setval(one, 1, false);
  END LOOP;
END $$
"""
CATALOGS = ("pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_trigger", "pg_proc")
# Tells every change of a table, column, constraint, index, trigger or function.
SHAPE = " UNION ALL ".join(
    f"SELECT '{catalog}', count(*), max(xmin::text::bigint) FROM {catalog}" for catalog in CATALOGS
)


@dataclass
class Emptied:
    """A database with all tables, emptied for each test; one whose tables were changed is replaced."""

    server: Server
    template: str
    name: str = ""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _connection: Any = None
    _shape: list[Any] = field(default_factory=list)

    def fresh(self) -> str:
        """Return the name of a database with all tables and nothing in them."""
        if not self.name or not self._loop.run_until_complete(self._emptied()):
            self._loop.run_until_complete(self._new())
        return self.name

    def close(self) -> None:
        """Leave the server."""
        self._loop.run_until_complete(self._leave())
        self._loop.close()

    async def _emptied(self) -> bool:
        """Empty the tables; False: they are not what they were."""
        await self._connection.execute(ALONE)
        if await self._connection.fetch(SHAPE) != self._shape:
            return False
        await self._connection.execute(EMPTY)
        return True

    async def _new(self) -> None:
        await self._leave()
        self.name = self.server.new_database(self.template)
        self._connection = await asyncpg.connect(
            host=str(self.server.folder), user="postgres", database=self.name
        )
        self._shape = await self._connection.fetch(SHAPE)

    async def _leave(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self.server.drop(self.name)
