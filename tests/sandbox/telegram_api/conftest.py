"""The stand on which the emulated Bot API is tested."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.telegram_api.stand import Stand, standing


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as one:
        yield one
