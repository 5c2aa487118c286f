"""A voice can be recognised: with a request it goes along only after a warning, each time, and without its tags."""

import pytest

from bot.domain.voices import untagged
from bot.sandbox.telegram_api.others import TINY_OGG
from jobs.registry import jobs
from storage import media
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.conftest import circle as circle
from tests.handlers.test_ask_for_help import TO_THE_GROUP, asks

WARNING = "A voice can be recognised by those who know it."


async def fetch(source: str) -> bytes:
    """Bring a voice with a tag that names somebody."""
    return TINY_OGG


@pytest.fixture
def spoken(circle: Circle) -> Circle:
    """A circle whose messenger brings voices."""
    circle.chat.jobs = jobs({"telegram": fetch, "viber": fetch}, {})
    return circle


async def tells(phone: Phone, answer: str) -> None:
    """Ask for help with a voice, and say what is to become of it."""
    await asks(phone, *TO_THE_GROUP)
    await phone.sends("voice", file="a-file")
    assert WARNING in phone.screen.text
    await phone.presses(answer)
    await phone.presses("Send")


async def test_it_is_asked_each_time_and_the_helper_hears_a_sound_without_tags(spoken: Circle) -> None:
    olha = await spoken.joins()
    for _time in range(2):
        await tells(olha, "Send the voice")
    helper = await spoken.helper()
    await spoken.chat.work()
    assert "A voice message comes with it." in helper.screen.text
    for request in await spoken.requests(olha):
        async with spoken.database.transaction() as session:
            assert await media.body(session, request.ask.media or 0) == (media.READY, untagged(TINY_OGG))


async def test_who_leaves_it_out_sends_none(spoken: Circle) -> None:
    olha = await spoken.joins()
    await tells(olha, "Leave the voice out")
    helper = await spoken.helper()
    await spoken.chat.work()
    assert "Can you help?" in helper.screen.text
    assert "voice" not in helper.screen.text.casefold()
    (request,) = await spoken.requests(olha)
    assert (request.ask.media, request.ask.media_kind) == (None, "")
