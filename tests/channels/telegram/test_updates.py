"""What Telegram brings, kind by kind; what cannot be read raises what the intake expects."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.channels.telegram.updates import LONGEST, SERVICE, parse, unreadable_key
from bot.incoming import Incoming

FROM = {"id": 42, "is_bot": False, "first_name": "Олена", "language_code": "uk"}
CHAT = {"id": 42, "type": "private", "first_name": "Олена"}
Json = dict[str, Any]


def message(kind: str = "message", /, **fields: Any) -> Json:
    return {"update_id": 7, kind: {"message_id": 5, "date": 1, "chat": CHAT, "from": FROM, **fields}}


def press(**fields: Any) -> Json:
    asked = {"message_id": 5, "date": 1, "chat": CHAT}
    return {
        "update_id": 7,
        "callback_query": {"id": "99", "from": FROM, "message": asked, "data": "c:menu", **fields},
    }


def incoming(kind: Any, text: str = "", **more: str) -> Incoming:
    told = {"sender": "42", "message": "5", "language": "uk", **more}
    return Incoming("telegram", "7", "42", kind, text, **told)


PHOTO = [{"file_id": "small"}, {"file_id": "large"}]
HIDDEN = {"type": "hidden_user", "date": 1}  # without the name that aiogram insists on
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
LOCATION = {"latitude": 50.4, "longitude": 30.5}
CONTACT = {"phone_number": "+380501234567", "first_name": "Іван"}
READ: dict[str, tuple[Json, Incoming]] = {
    "words": (message(text="Вітаю"), incoming("words", "Вітаю")),
    "empty": (message(text=""), incoming("words")),
    "nothing but spaces": (message(text=" \n"), incoming("words", " \n")),
    "10,000 characters": (message(text="я" * 10_000), incoming("words", "я" * LONGEST)),
    "emoji": (message(text="🌻👨‍👩‍👧"), incoming("words", "🌻👨‍👩‍👧")),
    "right-to-left marks": (message(text="\u202eменю\u200f"), incoming("words", "меню")),
    "a lone surrogate": (message(text="\ud800"), incoming("words")),
    "a command": (message(text="/menu"), incoming("words", "/menu")),
    "a link into a group": (message(text="/start AbC-1_"), incoming("words", "/start", context="AbC-1_")),
    "a reply": (
        message(text="так", reply_to_message={"message_id": 3}),
        incoming("words", "так", reply_to="3"),
    ),
    "a hidden forward": (
        message(text="чутка", forward_origin=HIDDEN),
        incoming("words", "чутка", secondhand="forwarded"),
    ),
    "words of an inline bot": (
        message(text="/ban 5", via_bot={"id": 9, "is_bot": True, "first_name": "B"}),
        incoming("words", "/ban 5", secondhand="bot"),
    ),
    "what another bot says": (
        message(text="/ban 5", **{"from": {"id": 9, "is_bot": True, "first_name": "B"}}),
        Incoming("telegram", "7", "42", "ignored"),
    ),
    "a group that becomes a supergroup": (
        message(migrate_to_chat_id=-100777),
        Incoming("telegram", "7", "42", "moved", "-100777", "42"),
    ),
    "an administrator who hides": (
        message(text="/ban 5", sender_chat={"id": -1001, "type": "supergroup"}, **{"from": ANONYMOUS}),
        incoming("words", "/ban 5", sender="-1001", language=""),
    ),
    "a photo": (message(photo=PHOTO), incoming("photo", file="large")),
    "a photo with words": (message(photo=PHOTO, caption="двері"), incoming("photo", "двері", file="large")),
    "a voice": (message(voice={"file_id": "v"}), incoming("voice", file="v")),
    "a sticker": (message(sticker={"file_id": "s"}), incoming("other")),
    "a poll": (message(poll={"id": "1", "question": "?"}), incoming("other")),
    "a live location": (message(location={**LOCATION, "live_period": 900}), incoming("other")),
    "a live location that moves": (message("edited_message", location=LOCATION), incoming("edited")),
    "a contact": (message(contact=CONTACT), incoming("other")),
    "a video": (message(video={"file_id": "v"}), incoming("other")),
    "a round video": (message(video_note={"file_id": "v"}), incoming("other")),
    "a document": (message(document={"file_id": "d"}, caption="ось"), incoming("other", "ось")),
    "a dice": (message(dice={"emoji": "🎲", "value": 3}), incoming("other")),
    "a kind of tomorrow": (message(hologram={"file_id": "h"}), incoming("other")),
    "an edited text": (message("edited_message", text="Вітаю"), incoming("edited", "Вітаю")),
    "a press": (press(), incoming("press", "c:menu", press="99")),
    "a press on an old message": (
        press(message={"message_id": 5, "date": 0, "chat": CHAT}),
        incoming("press", "c:menu", press="99"),
    ),
    "a press without its message": (press(message=None), incoming("press", "c:menu", press="99", message="")),
    "a press without data": (press(data=None), incoming("press", press="99")),
    "a press of 10,000 characters": (press(data="x" * 10_000), incoming("press", "x" * LONGEST, press="99")),
}


@pytest.mark.parametrize("name", READ)
def test_each_kind_is_read_as_what_it_is(name: str) -> None:
    update, expected = READ[name]
    assert parse(json.loads(json.dumps(update))) == expected


def test_a_person_without_a_language_is_read_too() -> None:
    for nobody in ({}, {"language_code": None}):
        assert parse(message(text="Вітаю", **{"from": {"id": 42, **nobody}})).language == ""


def test_a_message_of_a_chat_without_a_sender_is_the_chats() -> None:
    update = message(text="Вітаю")
    del update["message"]["from"]
    assert parse(update).sender == "42"


def test_a_group_is_answered_as_a_group_and_the_sender_is_known() -> None:
    event = parse(message(text="/queue", chat={"id": -100, "type": "supergroup"}))
    assert (event.address, event.sender, event.in_group) == ("-100", "42", True)


@pytest.mark.parametrize("field", SERVICE)
def test_what_telegram_writes_itself_is_ignored(field: str) -> None:
    assert parse(message("message", **{field: True})).kind == "ignored"


@pytest.mark.parametrize(
    "status, chat_type, kind",
    [
        ("kicked", "private", "left"),
        ("left", "private", "left"),
        ("member", "private", "joined"),
        ("kicked", "supergroup", "left"),
        ("administrator", "group", "ignored"),
    ],
)
def test_blocking_and_coming_back_are_told_apart(status: str, chat_type: str, kind: str) -> None:
    change = {"chat": {"id": 42, "type": chat_type}, "from": FROM, "new_chat_member": {"status": status}}
    assert parse({"update_id": 7, "my_chat_member": change}).kind == kind


def moved(change: dict[str, Any], kind: str = "message") -> Incoming:
    told = {"chat": {"id": -100, "type": "supergroup"}, "from": FROM, "date": 1_790_000_000, **change}
    return parse({"update_id": 7, kind: told})


def test_who_comes_into_a_group_and_who_is_gone_are_told_with_the_moment() -> None:
    came = moved({"new_chat_members": [{"id": 8}, {"id": 9}, {"id": 10, "is_bot": True}]})
    assert (came.kind, came.text, came.sender, came.at) == ("came", "8 9", "42", "1790000000")
    went = moved({"left_chat_member": {"id": 8}})
    assert (went.kind, went.text, went.address) == ("went", "8", "-100")


@pytest.mark.parametrize(
    "status, kind",
    [
        ({"status": "kicked"}, "went"),
        ({"status": "left"}, "went"),
        ({"status": "restricted", "is_member": False}, "went"),
        ({"status": "restricted", "is_member": True}, "came"),
        ({"status": "member"}, "came"),
        ({"status": "administrator"}, "came"),
    ],
)
def test_an_administrator_bot_hears_of_members_by_their_status(status: dict[str, Any], kind: str) -> None:
    event = moved({"new_chat_member": {**status, "user": {"id": 8}}}, "chat_member")
    assert (event.kind, event.text) == (kind, "8")


def test_other_bots_coming_and_a_chat_that_is_no_group_are_ignored() -> None:
    assert moved({"left_chat_member": {"id": 10, "is_bot": True}}).kind == "ignored"
    assert moved({"new_chat_members": [{"id": 8}], "chat": {"id": 42, "type": "private"}}).kind == "ignored"


def test_who_hides_behind_the_group_is_the_group() -> None:
    hidden = message(text="/queue", sender_chat={"id": -100}, **{"from": {"id": 1087968824, "is_bot": True}})
    assert parse(hidden).sender == "-100"


@pytest.mark.parametrize("field", ["inline_query", "poll", "message_reaction", "of_tomorrow"])
def test_an_update_of_an_unknown_kind_is_ignored(field: str) -> None:
    assert parse({"update_id": 7, field: {"id": 1}}) == Incoming("telegram", "7", "", "ignored")


BROKEN: list[Any] = [
    {},
    [],
    None,
    "update",
    {"update_id": None},
    {"update_id": "x"},
    {"update_id": float("inf")},
    {"update_id": 7, "message": None},
    {"update_id": 7, "message": "words"},
    {"update_id": 7, "message": []},
    {"update_id": 7, "message": {}},
    {"update_id": 7, "message": {"text": "x", "chat": CHAT, "from": FROM}},
    {"update_id": 7, "message": {"message_id": 1, "text": "x", "from": FROM}},
    {"update_id": 7, "message": {"message_id": 1, "text": "x", "chat": {}, "from": FROM}},
    message(photo={"file_id": "x"}),
    message(photo=[{}]),
    message(voice={"duration": 3}),
    message(text="x", reply_to_message="x"),
    {"update_id": 7, "callback_query": {"id": "1", "data": "x"}},
    {"update_id": 7, "callback_query": {"from": FROM, "data": "x"}},
    press(message="x"),
    press(message={"chat": CHAT}),
    {"update_id": 7, "my_chat_member": {"chat": CHAT}},
    {"update_id": 7, "chat_member": {"chat": CHAT}},
    {"update_id": 7, "message": {"chat": CHAT, "from": FROM, "date": 2**40, "left_chat_member": {"id": 8}}},
    {"update_id": 7, "my_chat_member": {"chat": None, "new_chat_member": {"status": "kicked"}}},
]


@pytest.mark.parametrize("update", BROKEN, ids=str)
def test_what_is_no_update_raises_what_the_intake_sets_aside(update: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse(update)
    assert unreadable_key(update) == unreadable_key(update)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "from", "chat", "type", "photo", "text", "file_id", "status"]), inner
        )
    ),
    max_leaves=6,
)
FIELDS = ["message_id", "from", "chat", "text", "caption", "photo", "voice", "reply_to_message", "data", "id"]


@settings(deadline=None)
@given(
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]),
    st.dictionaries(st.sampled_from([*FIELDS, "message", "new_chat_member"]), values),
)
def test_any_json_is_read_or_refused_and_nothing_else(kind: str, broken: Json) -> None:
    whole = message(text="Вітаю")["message"] | press()["callback_query"]
    try:
        event = parse({"update_id": 7, kind: {**whole, **broken}})
    except (KeyError, TypeError, ValueError):
        return
    assert event.channel == "telegram"
    assert len(event.text) <= LONGEST


def test_an_unreadable_update_is_named_by_its_id_or_by_all_it_says() -> None:
    assert unreadable_key({"update_id": 7, "message": None}) == "7"
    assert unreadable_key({"message": 1}) == unreadable_key({"message": 1}) != unreadable_key({"message": 2})


def test_the_topic_of_a_message_is_read_and_a_chain_of_answers_is_none() -> None:
    message = {"message_id": 5, "date": 1, "chat": {"id": -42}, "from": {"id": 7}, "text": "/queue"}
    in_topic = {**message, "message_thread_id": 3, "is_topic_message": True}
    assert parse({"update_id": 1, "message": in_topic}).thread == "3"
    assert parse({"update_id": 1, "message": {**message, "message_thread_id": 3}}).thread == ""
    press = {"id": "1", "from": {"id": 7}, "data": "a:m-queue:", "message": in_topic}
    assert parse({"update_id": 1, "callback_query": press}).thread == "3"
