"""The stand on which the emulated Viber is tested; the webhook is set already."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.viber_api.stand import Stand, standing


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as one:
        await one.set_webhook()
        yield one
