"""The scripted server."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.scripted import Scripted, scripted


@pytest.fixture
async def server() -> AsyncIterator[Scripted]:
    async with scripted() as one:
        yield one
