"""What Viber calls with, kind by kind; unknown kinds are no error, malformed ones raise what the intake expects."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.channels.viber.events import LONGEST, PAYLOAD, parse
from bot.incoming import Incoming

TOKEN = 4912661846655238145
USER = {"id": "01234567890A=", "name": "Олена", "avatar": "http://x", "country": "UA", "language": "uk"}
Json = dict[str, Any]


def callback(event: str, **fields: Any) -> Json:
    return {"event": event, "timestamp": 1, "message_token": TOKEN, **fields}


def message(kind: str = "text", **fields: Any) -> Json:
    return callback("message", sender=USER, message={"type": kind, **fields}, silent=False)


def incoming(event: str, kind: Any, text: str = "", **more: str) -> Incoming:
    told = {"sender": USER["id"], "message": str(TOKEN), "language": "uk", **more}
    return Incoming("viber", f"{event}:{TOKEN}:{USER['id']}", str(USER["id"]), kind, text, **told)


def said(kind: Any, text: str = "", **more: str) -> Incoming:
    return incoming("message", kind, text, **more)


LOCATION = {"lat": "50.4", "lon": "30.5"}
READ: dict[str, tuple[Json, Incoming | None]] = {
    "words": (message(text="Вітаю"), said("words", "Вітаю")),
    "empty": (message(text=""), said("words")),
    "no text at all": (message(), said("words")),
    "10,000 characters": (message(text="я" * 10_000), said("words", "я" * LONGEST)),
    "emoji": (message(text="🌻👨‍👩‍👧"), said("words", "🌻👨‍👩‍👧")),
    "right-to-left marks": (message(text="\u202eменю\u200f"), said("words", "меню")),
    "a button": (message(text="f:abcdef:need:documents"), said("press", "f:abcdef:need:documents")),
    "a button with hidden marks": (message(text="c:menu\u200b"), said("press", "c:menu")),
    "nearly a button": (message(text="c:menu and more"), said("words", "c:menu and more")),
    "a photo": (message("picture", media="http://v/1.jpg"), said("photo", file="http://v/1.jpg")),
    "a photo with words": (
        message("picture", media="http://v/1.jpg", text="двері"),
        said("photo", "двері", file="http://v/1.jpg"),
    ),
    "a sticker": (message("sticker", sticker_id=46105), said("other")),
    "a contact": (
        message("contact", contact={"name": "Іван", "phone_number": "+380501234567"}),
        said("other"),
    ),
    "a location": (message("location", location=LOCATION), said("other")),
    "a video": (message("video", media="http://v/1.mp4", size=1), said("other")),
    "a file": (message("file", media="http://v/1.pdf", file_name="1.pdf", size=1), said("other")),
    "a link": (message("url", media="http://x"), said("other")),
    "a kind of tomorrow": (message("audio", media="http://v/1.m4a"), said("other")),
    "opened": (
        callback("conversation_started", user=USER, type="open"),
        incoming("conversation_started", "opened"),
    ),
    "opened by a link": (
        callback("conversation_started", user=USER, type="open", context="AbC"),
        incoming("conversation_started", "opened", context="AbC"),
    ),
    "subscribed": (callback("subscribed", user=USER), incoming("subscribed", "joined")),
    "unsubscribed": (
        callback("unsubscribed", user_id=USER["id"]),
        incoming("unsubscribed", "left", language=""),
    ),
    "failed": (callback("failed", user_id=USER["id"], desc="x"), incoming("failed", "failed", language="")),
    "delivered": (callback("delivered", user_id=USER["id"]), None),
    "seen": (callback("seen", user_id=USER["id"]), None),
    "webhook": (callback("webhook"), None),
    "client_status": (callback("client_status", user={"id": "x"}), None),
    "action": (callback("action"), None),
    "an event of tomorrow": (callback("hologram"), None),
}


@pytest.mark.parametrize("name", READ)
def test_each_kind_is_read_as_what_it_is(name: str) -> None:
    body, expected = READ[name]
    if expected is not None and expected.kind == "opened":
        expected = Incoming(**{**{f: getattr(expected, f) for f in expected.__slots__}, "text": "/start"})
    assert parse(json.loads(json.dumps(body))) == expected


def test_no_name_and_no_picture_of_a_person_is_read() -> None:
    event = parse(message(text="Вітаю"))
    assert "Олена" not in repr(event)
    assert "http" not in repr(event)


def test_the_same_token_of_two_people_or_events_is_not_the_same_event() -> None:
    other = {**USER, "id": "zzz"}
    keys = {
        event.key
        for body in (
            message(text="x"),
            callback("message", sender=other, message={"type": "text", "text": "x"}),
            callback("subscribed", user=USER),
            callback("subscribed", user=other),
        )
        if (event := parse(body)) is not None
    }
    assert len(keys) == 4


def test_a_token_beyond_what_a_float_holds_stays_exact() -> None:
    body = json.loads(json.dumps(message(text="x") | {"message_token": 2**64 - 1}))
    event = parse(body)
    assert event is not None
    assert event.message == "18446744073709551615"


BROKEN: list[Any] = [
    {},
    [],
    None,
    "callback",
    {"event": "message"},
    callback("message", sender=USER),
    callback("message", message={"type": "text", "text": "x"}),
    callback("message", sender=None, message={"type": "text", "text": "x"}),
    callback("message", sender="me", message={"type": "text", "text": "x"}),
    callback("message", sender={}, message={"type": "text", "text": "x"}),
    callback("message", sender={"id": None}, message={"type": "text", "text": "x"}),
    callback("message", sender={"id": ""}, message={"type": "text", "text": "x"}),
    callback("message", sender={"id": 5}, message={"type": "text", "text": "x"}),
    callback("message", sender=USER, message=None),
    callback("message", sender=USER, message="x"),
    callback("message", sender=USER, message={"text": "x"}),
    message("picture"),
    callback("conversation_started"),
    callback("subscribed"),
    callback("unsubscribed"),
    callback("failed"),
    {"event": "subscribed", "user": USER},
]


@pytest.mark.parametrize("body", BROKEN, ids=str)
def test_what_is_no_callback_raises_what_the_intake_sets_aside(body: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse(body)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "type", "text", "media", "language"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(
    st.sampled_from(["message", "conversation_started", "subscribed", "unsubscribed", "failed", "seen", ""]),
    st.dictionaries(
        st.sampled_from(["sender", "message", "user", "user_id", "context", "message_token"]), values
    ),
)
def test_any_json_is_read_or_refused_and_nothing_else(event: str, broken: Json) -> None:
    whole = message(text="Вітаю") | {"user": USER, "user_id": "x", "event": event}
    try:
        read = parse({**whole, **broken})
    except (KeyError, TypeError, ValueError):
        return
    assert read is None or (read.channel == "viber" and len(read.text) <= LONGEST)


@pytest.mark.parametrize(
    "text", ["menu", "c:", "c:" + "x" * 61, "x:menu", "c:a b", "c:<b>\n", "c:menu;", " c:menu x"]
)
def test_what_is_no_payload_of_ours_is_words(text: str) -> None:
    assert not PAYLOAD.fullmatch(text)
