"""When somebody types, reads, is there, or changes a message at which minute is told to nobody."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.sending import UPDATES
from bot.channels.viber import events
from bot.channels.viber.sending import EVENTS
from bot.clock import StoppedClock
from tests.circle import Circle
from tests.handlers.conftest import circle as circle

ROOT = Path(__file__).parents[2]
CALLED = {  # all that Telegram is ever asked for; none of it tells what a person does
    *(
        "AnswerCallbackQuery",
        "CreateForumTopic",
        "DeleteMessage",
        "DeleteMessages",
        "EditMessageReplyMarkup",
        "EditMessageText",
    ),
    *("GetFile", "GetUpdates", "PinChatMessage", "SendDocument", "SendMessage", "SendPhoto", "SendVoice"),
    *("DeleteWebhook", "GetMe", "GetMyCommands", "GetMyDescription", "GetMyShortDescription"),
    *("SetMyCommands", "SetMyDescription", "SetMyShortDescription", "SetWebhook", "TelegramMethod"),
}
HEARD = {"message", "edited_message", "callback_query", "my_chat_member", "chat_member"}
MOMENT = re.compile(r"\d{1,2}:\d{2}|today|now|ago|edited|minute|online|typing|seen", re.IGNORECASE)


def test_telegram_is_asked_for_nothing_that_shows_typing_reading_or_presence() -> None:
    used = set[str]()
    for path in (ROOT / "bot" / "channels").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "aiogram.methods":
                used |= {alias.name for alias in node.names}
    assert used <= CALLED
    assert set(UPDATES) <= HEARD


@pytest.mark.parametrize("event", ["seen", "delivered"])
def test_that_somebody_read_it_is_neither_asked_for_nor_heard(event: str) -> None:
    assert event not in EVENTS
    assert events.parse({"event": event, "message_token": 1, "user_id": "a", "timestamp": 1}) is None


async def test_a_message_and_its_rewriting_carry_no_time(circle: Circle) -> None:
    asks, helps, match_id = await circle.talking()
    await asks.sends_payload(f"a:talk:{match_id}")
    known = len(helps.messages)
    await asks.says("by the river", message="600")
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(minutes=17))
    await asks.sends("edited", text="by the bridge", message="600")
    said = [text for message in helps.messages[known - 1 :] for text in (message.text, *message.labels)]
    assert any("by the bridge" in text for text in said)
    assert not [text for text in said if "by the" in text and MOMENT.search(text)]
