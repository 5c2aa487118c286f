"""The check of calls against the Bot API's published shape, held against a JSON Schema library."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.sandbox.contract import check_of, definitions
from tests.sandbox.telegram_api.stand import Stand, standing

Json = dict[str, Any]
KEYS: Json = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}

CALLS: list[tuple[Json, str | None]] = [
    ({"chat_id": 1, "text": "x"}, None),
    ({"chat_id": "@name", "text": "x", "reply_markup": KEYS}, None),
    ({"chat_id": 1, "text": "x", "parse_mode": "HTML", "disable_notification": True}, None),
    ({"chat_id": 1, "textt": "x"}, "lacks the required field text"),
    ({"chat_id": 1, "text": "x", "textt": "x"}, "has the unknown field textt"),
    ({"chat_id": 1, "text": 5}, "text: is not of type string"),
    ({"chat_id": True, "text": "x"}, "chat_id: is not of type ['number', 'string']"),
    ({"chat_id": 1, "text": "x", "parse_mode": "Wiki"}, "parse_mode: is none of the allowed values"),
    (
        {
            "chat_id": 1,
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_dat": "b"}]]},
        },
        "reply_markup.inline_keyboard.0.0: has the unknown field callback_dat",
    ),
    ({"chat_id": 1, "text": "x", "reply_parameters": []}, "reply_parameters: is not an object"),
    ({"chat_id": 1, "text": "x", "entities": {}}, "entities: is not a list"),
]


@pytest.mark.parametrize("call, problem", CALLS)
def test_the_first_thing_that_does_not_fit_is_named_and_a_library_agrees(
    call: Json, problem: str | None
) -> None:
    check = check_of("SendMessageParams")
    assert check is not None
    found = check(call)
    assert (str(found) if found else None) == problem
    peer = Draft202012Validator({"$ref": "#/$defs/SendMessageParams", "$defs": definitions()})
    assert peer.is_valid(call) == (problem is None)


def test_every_definition_can_be_compiled() -> None:
    assert all(check_of(name) for name in definitions())


async def test_a_violation_is_noted_without_content_and_shown_on_the_phone() -> None:
    async with standing() as stand:
        assert isinstance(stand, Stand)
        phone = await stand.person()
        await stand.call(
            "sendMessage", chat_id=int(phone.chat_id), text="secret words", disable="secret words"
        )
        assert stand.api.violations == ["sendMessage: has the unknown field disable"]
        assert phone.violations == stand.api.violations
