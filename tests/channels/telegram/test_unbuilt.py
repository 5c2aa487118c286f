"""aiogram in a process of its own, as the bot imports it: no model is built in vain, and each can be used."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
MESSAGE = {"message_id": 5, "date": 1, "chat": {"id": 42, "type": "private"}, "text": "Вітаю"}
CODE = f"""
import json
from bot.channels.telegram import profile, sending
from aiogram import methods, types
from pydantic import BaseModel

def models(module, names):
    found = [getattr(module, name) for name in names]
    return [one for one in found if isinstance(one, type) and issubclass(one, BaseModel)]

said = {{"built": [one.__name__ for one in models(types, types.__all__) if one.__pydantic_complete__]}}
button = types.InlineKeyboardButton(text="Меню", callback_data="c:menu")
markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
said["sent"] = methods.SendMessage(chat_id=42, text="Вітаю", reply_markup=markup).model_dump(exclude_unset=True)
answer = methods.Response[types.Message].model_validate({{"ok": True, "result": {MESSAGE!r}}})
update = types.Update.model_validate({{"update_id": 1, "message": {MESSAGE!r}}})
said["read"] = [answer.result.text, update.message.chat.id]
ours = [one for module in (sending, profile) for one in models(module, vars(module))]
for one in ours:
    one.model_rebuild()
said["ours"] = {{one.__name__: one.__pydantic_complete__ for one in ours}}
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """What a new Python says that has imported the messenger first."""
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_model_is_built_before_it_is_used(said: dict[str, Any]) -> None:
    assert said["built"] == []


def test_what_we_send_and_what_comes_back_is_built_when_it_is_used(said: dict[str, Any]) -> None:
    button = {"text": "Меню", "callback_data": "c:menu"}
    assert said["sent"] == {
        "chat_id": 42,
        "text": "Вітаю",
        "reply_markup": {"inline_keyboard": [[button]]},
    }
    assert said["read"] == ["Вітаю", 42]


def test_each_call_that_we_make_can_be_built(said: dict[str, Any]) -> None:
    assert all(said["ours"].values())
    assert {"SendMessage", "SendPhoto", "GetUpdates", "SetMyCommands", "BotCommand"} <= said["ours"].keys()
