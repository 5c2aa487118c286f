"""What moderators do is not done when the audit takes no row of it: nothing changes or is shown, and they read so.

Each act is tried while the database takes no row of the audit, and then done, so that the next one finds it done.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.tables import METADATA
from tests.chat import Chat, Phone
from tests.handlers.moderators.conftest import desk as desk
from tests.handlers.moderators.test_audited import DONE, LATER, ONLY_ASKS, do, ids as ids

SORRY = "Something went wrong on our side, and nothing was changed"
# What every event leaves, whatever comes of it: that it came, that it failed, the apology, what /clean deletes.
OF_EVENTS = {"inbox", "outbox", "quarantine", "phone_messages"}
REFUSE = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"
TAKE = "DROP TRIGGER full"


async def tell(database: Database, statement: str) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables; read beside the bot, since that is a hundred times quicker."""
    with closing(sqlite3.connect(file)) as direct:
        return {
            name: sorted(direct.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in METADATA.tables.keys() - OF_EVENTS
        }


def heard(chat: Chat) -> dict[tuple[str, str], list[str]]:
    """What stands on the phones."""
    return {key: [repr(message) for message in phone.messages] for key, phone in chat.phones.items()}


def sorry(desk: Phone) -> int:
    """How many apologies stand in the chat."""
    return sum(said.startswith(SORRY) for said in desk.texts)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_its_row_no_act_is_done_and_the_moderator_reads_so(
    chat: Chat, desk: Phone, ids: dict[str, int], tmp_path: Path
) -> None:
    await chat.settle()
    file = tmp_path / "kolo.db"
    for act in (act.format(**ids, **LATER) for act in DONE):
        before, on_phones = everything(file), heard(chat)
        await tell(chat.database, REFUSE)
        await do(desk, act)
        await tell(chat.database, TAKE)
        assert everything(file) == before, act
        others, own = heard(chat), (desk.channel, desk.address)
        assert others.pop(own)[:-1] == on_phones.pop(own), act
        assert others == on_phones, act
        assert desk.screen.text.startswith(SORRY) or act.rpartition(":")[0] in ONLY_ASKS, act
        apologies = sorry(desk)
        await do(desk, act)
        assert sorry(desk) == apologies, act
