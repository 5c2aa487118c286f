"""A press that the messenger lost costs a command: what is urgent is also reached by typing, in each language.

Telegram keeps the presses of a bot that is away for 150 seconds, and then forgets them; what was written it keeps for a
day.
"""

from collections.abc import Sequence

import pytest

from bot.i18n import LANGUAGES, translate
from handlers.registry import COMMANDS
from tests.chat import Chat, Phone
from tests.circle import Circle

DEEP = 2  # presses from the answer to a command, at most
# what is urgent (the beginning of what its button sends) | the command that leads to it
OF_WHO_ASKED = (
    ("c:sos", "menu"),
    ("a:forget:", "forget"),
    ("a:talk-pause:", "talks"),
    ("a:talk-end:", "talks"),
    ("a:talk-report:", "talks"),
)
OF_WHO_HELPS = (
    ("a:accept:", "menu"),
    ("a:later:", "menu"),
    ("a:rest:", "rest"),
    ("a:talk-pause:", "talks"),
)


def payloads(phone: Phone) -> list[str]:
    """What the buttons of the newest screen send."""
    return [data for row in phone.screen.rows for _label, data, _style in row]


async def reaches(phone: Phone, words: str, urgent: str) -> bool:
    """Whether a command in words leads to a button within a few presses; none is pressed that changes anything."""
    await phone.says(words)
    found: Sequence[str] = payloads(phone)
    for _press in range(DEEP):
        if any(data.startswith(urgent) for data in found):
            return True
        opens = [data for data in found if data.startswith(("a:talk:", "a:offer:"))]
        found = []
        for data in opens:
            await phone.sends_payload(data)
            found = [*found, *payloads(phone)]
    return any(data.startswith(urgent) for data in found)


@pytest.mark.parametrize("channel", ["telegram", "viber"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_urgent_is_reached_by_typing_in_each_language(chat: Chat, channel: str) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(channel, name="Kalyna"), await circle.helper(channel, capacity=3)
    match_id = await circle.matched(olha, petro)
    await circle.writes(match_id)
    await circle.asks(await circle.joins())
    await circle.chat.passes(minutes=5)
    missing = []
    for phone, rows in ((olha, OF_WHO_ASKED), (petro, OF_WHO_HELPS)):
        for urgent, command in rows:
            ways = [f"/{command}"]
            ways += [translate(COMMANDS[command].words, language).split("|")[0] for language in LANGUAGES]
            missing += [(urgent, way) for way in ways if not await reaches(phone, way, urgent)]
    assert not missing
