"""A helper who is removed is out in the same moment; the case waits again, and the person hears nothing bad."""

from collections.abc import Awaitable, Callable

import pytest

from storage import requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.conftest import circle as circle
from tests.handlers.moderators.conftest import desk as desk
from tests.handlers.moderators.test_banning import bans

OF_BLAME = ("ban", "moderator", "remov", "report", "broke", "rule")


async def paused(circle: Circle, desk: Phone, helps: Phone) -> None:
    """Pause the helper, as after a report."""
    await desk.says("/pause 1")


async def tries_everything(helps: Phone, match_id: int) -> None:
    """Words, a native answer, a rewriting, a photo, and each button of the talk."""
    known = next(message for message in helps.messages if "Can we meet" in message.text)
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("wait, it is me")
    await helps.replies(known, "wait, it is me")
    await helps.sends("edited", text="wait, it is me", message="77")
    await helps.sends_photo("wait, it is me")
    for action in ("talk-resume", "talk-pause", "talk-reported", "hand-over-yes", "note", "outcome"):
        await helps.sends_payload(f"a:{action}:{match_id}:threats")
        await helps.says("wait, it is me")


@pytest.mark.parametrize("remove", [bans, paused])
async def test_who_is_removed_reaches_nobody_from_that_moment_and_the_case_waits_again(
    circle: Circle,
    desk: Phone,
    remove: Callable[[Circle, Phone, Phone], Awaitable[None]],
) -> None:
    asks, helps, match_id = await circle.talking()
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("hello", message="77")
    await asks.sends_payload(f"a:talk:{match_id}")
    await asks.says("Can we meet at five?")
    await remove(circle, desk, helps)
    told = len(asks.texts)
    assert "It keeps its place" in asks.texts[-1]
    assert not [word for word in OF_BLAME if word in asks.texts[-1].casefold()]
    request_id = (await circle.match(match_id)).request_id
    assert (await circle.request(request_id)).status == requests.WAITING
    await tries_everything(helps, match_id)
    assert asks.texts[told:] == []
    await asks.says("are you there?")
    assert heard(helps, "are you there?") == 0
    another = await circle.helper(name="Klen")
    await circle.chat.work()
    assert PAPERS.words in another.screen.text
