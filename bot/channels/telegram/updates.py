"""What a Telegram update says, read from raw JSON: no model is built, so no model can refuse it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.identifiers.controls import strip_controls
from bot.incoming import Incoming, Kind

LAST = 2**33  # seconds since 1970; a later moment is none
LONGEST = 8192  # characters that are read of one message; no rule of ours needs more


def parse(update: Mapping[str, Any]) -> Incoming:
    """Return the event; raises KeyError, TypeError or ValueError for what does not look like an update."""
    try:
        return _parse(update)
    except (AttributeError, IndexError, OverflowError):
        raise ValueError("not an update") from None


def _parse(update: Mapping[str, Any]) -> Incoming:
    key = str(int(update["update_id"]))
    if "callback_query" in update:
        return _press(key, update["callback_query"])
    if "my_chat_member" in update:
        return _membership(key, update["my_chat_member"])
    if "chat_member" in update:
        return _member(key, update["chat_member"])
    if "edited_message" in update:
        return _message(key, update["edited_message"], edited=True)
    if "message" in update:
        return _message(key, update["message"])
    return Incoming("telegram", key, "", "ignored")


def _press(key: str, query: Mapping[str, Any]) -> Incoming:
    sender = query["from"]
    message = query.get("message") or {}
    chat = message.get("chat") or {"id": sender["id"]}
    return Incoming(
        "telegram",
        key,
        _chat_id(chat),
        "press",
        text=strip_controls(str(query.get("data") or "")[:LONGEST]),
        sender=str(int(sender["id"])),
        message=str(int(message["message_id"])) if message else "",
        language=str(sender.get("language_code") or ""),
        thread=_topic(message),
        press=str(query["id"]),
    )


def _membership(key: str, change: Mapping[str, Any]) -> Incoming:
    chat, status = change["chat"], change["new_chat_member"]["status"]
    gone = status in ("kicked", "left")
    if chat.get("type", "private") != "private":
        sender = str(int(change["from"]["id"]))
        return Incoming("telegram", key, _chat_id(chat), "left" if gone else "ignored", sender=sender)
    kind: Kind = "left" if gone else "joined"
    return Incoming("telegram", key, _chat_id(chat), kind, sender=_chat_id(chat))


def _member(key: str, change: Mapping[str, Any]) -> Incoming:
    """Of a group where the bot is an administrator: somebody came, or is gone."""
    now = change["new_chat_member"]
    here = now["status"] in ("creator", "administrator", "member") or bool(now.get("is_member"))
    return _moved(key, change, "came" if here else "went", [now["user"]])


def _moved(key: str, told: Mapping[str, Any], kind: Kind, who: Sequence[Mapping[str, Any]]) -> Incoming:
    chat, at = _chat_id(told["chat"]), int(told["date"])
    people = " ".join(str(int(one["id"])) for one in who if not one.get("is_bot"))
    if not 0 < at < LAST:
        raise ValueError("not a moment")
    if not people or not chat.startswith("-"):
        return Incoming("telegram", key, chat, "ignored")
    return Incoming("telegram", key, chat, kind, people, sender=str(int(told["from"]["id"])), at=str(at))


def _message(key: str, message: Mapping[str, Any], edited: bool = False) -> Incoming:
    if came := message.get("new_chat_members"):
        return _moved(key, message, "came", came)
    if went := message.get("left_chat_member"):
        return _moved(key, message, "went", [went])
    if becomes := message.get("migrate_to_chat_id"):
        new, sender = str(int(becomes)), str(int((message.get("from") or message["chat"])["id"]))
        return Incoming("telegram", key, _chat_id(message["chat"]), "moved", new, sender)
    if message.get("sender_chat") is None and (message.get("from") or {}).get("is_bot"):
        return Incoming("telegram", key, _chat_id(message["chat"]), "ignored")  # a bot is nobody who acts
    # An administrator who hides behind the group, or a channel: Telegram then names a placeholder as the sender.
    sender = message.get("sender_chat") or message.get("from") or message["chat"]
    text = strip_controls(str(message.get("text") or message.get("caption") or "")[:LONGEST])
    kind, file = _content(message)
    context = ""
    if text.startswith("/start "):
        text, _, context = text.partition(" ")
    answered = message.get("reply_to_message") or {}
    return Incoming(
        "telegram",
        key,
        _chat_id(message["chat"]),
        "edited" if edited else kind,
        text=text,
        sender=str(int(sender["id"])),
        message=str(int(message["message_id"])),
        reply_to=str(int(answered["message_id"])) if answered else "",
        file=file,
        context=context.strip(),
        language=str(sender.get("language_code") or ""),
        thread=_topic(message),
        secondhand=_secondhand(message),
    )


def _secondhand(message: Mapping[str, Any]) -> str:
    if "forward_origin" in message:
        return "forwarded"
    return "bot" if "via_bot" in message else ""


def _topic(message: Mapping[str, Any]) -> str:
    """The topic of a message; outside of topics a thread is only a chain of answers."""
    thread = message.get("message_thread_id") if message.get("is_topic_message") else None
    return str(int(thread)) if thread else ""


def _content(message: Mapping[str, Any]) -> tuple[Kind, str]:
    if "text" in message:
        return "words", ""
    if message.get("photo"):
        return "photo", str(message["photo"][-1]["file_id"])
    if message.get("voice"):
        return "voice", str(message["voice"]["file_id"])
    if any(name in message for name in SERVICE):
        return "ignored", ""
    return "other", ""


# Messages that Telegram writes itself: nobody waits for an answer to them.
SERVICE = (
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "write_access_allowed",
    "chat_background_set",
)


def _chat_id(chat: Mapping[str, Any]) -> str:
    return str(int(chat["id"]))


def unreadable_key(update: object) -> str:
    """Return a key for an update that cannot be read: its id, or else a hash of all it says."""
    if isinstance(update, dict) and isinstance(update.get("update_id"), int):
        return str(update["update_id"])
    try:
        said = json.dumps(update, sort_keys=True, default=str)
    except RecursionError:  # all that are nested so deep are one: nobody waits for an answer to them
        said = "nested too deep"
    return hashlib.sha256(said.encode()).hexdigest()
