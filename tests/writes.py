"""What a database is told to write, so that a test can say: nothing of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from storage.database import Database

WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What every event writes: that it came, where the conversation stands, the answer, and which messages /clean deletes.
ALWAYS = {"inbox", "outbox", "persons", "accounts", "phone_messages"}


@contextmanager
def watched(database: Database) -> Iterator[set[str]]:
    """Collect the tables that are written to, but for those of ALWAYS."""
    written: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found = WRITE.match(statement)
        if found and found[1] not in ALWAYS:
            written.add(found[1])

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield written
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
