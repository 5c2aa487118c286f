"""One scene for all rows of the table, on each kind of database: every row leaves it as it was."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import postgres as postgresql
from tests.app.town import town
from tests.bad_input.scene import Scene


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Scene]:
    """The circle at work, with the bot called by webhook on both messengers."""
    folder: Path = tmp_path_factory.mktemp("scene")
    url = f"sqlite+aiosqlite:///{folder}/kolo.db"
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("postgres")
        url = server.url(server.new_database())
    async with town() as one, one.bot(url, TELEGRAM_MODE="webhook"):
        scene = Scene(one)
        await scene.set()
        await one.quiet()
        yield scene
