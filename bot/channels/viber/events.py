"""What a Viber callback says, read from raw JSON; unknown events and kinds of message are no error."""

import re
from collections.abc import Mapping
from typing import Any

from viberbot.api.event_type import EventType
from viberbot.api.messages.message_type import MessageType

from bot.domain.identifiers.controls import strip_controls
from bot.incoming import Incoming

LONGEST = 8192  # characters that are read of one message
LAST = 2**64  # message tokens have 64 bits (developers.viber.com/docs/api/rest-bot-api)
PAYLOAD = re.compile(r"[acf]:[\w.<>+?:-]{1,60}")  # what our own buttons send


def parse(callback: Mapping[str, Any]) -> Incoming | None:
    """Return the event, or None for what needs nothing; raises KeyError, TypeError or ValueError when malformed."""
    try:
        return _parse(callback)
    except (AttributeError, IndexError, OverflowError):
        raise ValueError("not a callback") from None


def _parse(callback: Mapping[str, Any]) -> Incoming | None:
    event = callback["event"]
    match event:
        case EventType.MESSAGE:
            return _message(callback)
        case EventType.CONVERSATION_STARTED:
            user = callback["user"]
            context = str(callback.get("context") or "")[:LONGEST]
            return _event(callback, user, "opened", text="/start", context=context)
        case EventType.SUBSCRIBED:
            return _event(callback, callback["user"], "joined")
        case EventType.UNSUBSCRIBED:
            return _event(callback, {"id": callback["user_id"]}, "left")
        case EventType.FAILED:
            return _event(callback, {"id": callback["user_id"]}, "failed")
    return None  # webhook, delivered, seen, and whatever Viber invents


def _message(callback: Mapping[str, Any]) -> Incoming:
    sender, message = callback["sender"], callback["message"]
    text = strip_controls(str(message.get("text") or "")[:LONGEST])
    match message["type"]:
        case MessageType.TEXT if PAYLOAD.fullmatch(text):
            return _event(callback, sender, "press", text=text)
        case MessageType.TEXT:
            return _event(callback, sender, "words", text=text)
        case MessageType.PICTURE:
            return _event(callback, sender, "photo", text=text, file=str(message["media"]))
    return _event(callback, sender, "other")


def _event(callback: Mapping[str, Any], user: Mapping[str, Any], kind: Any, **more: str) -> Incoming:
    token, address = int(callback["message_token"]), user["id"]
    if not 0 <= token < LAST:
        raise ValueError("not a token")
    if not isinstance(address, str) or not address:
        raise ValueError("a user without an id")
    return Incoming(
        "viber",
        f"{callback['event']}:{token}:{address}",
        address,
        kind,
        sender=address,
        message=str(token),
        language=str(user.get("language") or ""),
        **more,
    )
