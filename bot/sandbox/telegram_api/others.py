"""Messages that a bot of words and buttons did not ask for, in the Bot API's shapes."""

import base64
from collections.abc import Callable

from bot.sandbox.telegram_api.errors import Json
from bot.sandbox.telegram_api.world import World

# A fiftieth of a second of a tone, as Telegram brings voices: Opus in Ogg, with a tag that names somebody.
TINY_OGG = base64.b64decode(
    "T2dnUwACAAAAAAAAAAC8NMUcAAAAAN74AEABE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAALw0xRwBAAAA8SGwcgFHT3B1c1RhZ3MN"
    "AAAATGF2ZjYyLjEyLjEwMgIAAAANAAAAYXJ0aXN0PUNBTkFSWRUAAABlbmNvZGVyPUxhdmY2Mi4xMi4xMDJPZ2dTAAT4BAAAAAAAALw0xRwCAAAA"
    "o1YmjAJEKXiCtV1sRyTqAj6uU5stFFuWqxKXJUa8NQQd/4z45Mfsbmx9Bnkqn+RIOqwemM965K2zmVWstzzm5HLEn5EwX3rD9AD0eAZt/eAZcLwr"
    "iAZrJuQKSlHfRfAjTUl/L7ZxzVVJd8pRxBzjgvVXzpQ="
)
TINY_FILE = b"%PDF-1.4\n%%EOF\n"


def _file(world: World, data: bytes, content_type: str, name: str) -> Json:
    return world.files.add(data, content_type, name).short()


def _sticker(world: World, person: Json) -> Json:
    file = _file(world, b"RIFF", "image/webp", "sticker.webp")
    size = {"width": 512, "height": 512}
    return {
        "sticker": {**file, **size, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👋"}
    }


def _poll(world: World, person: Json) -> Json:
    options = [{"persistent_id": str(i), "text": text, "voter_count": 0} for i, text in enumerate("AB")]
    return {
        "poll": {
            "id": "1",
            "question": "?",
            "options": options,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def _location(world: World, person: Json) -> Json:
    return {"location": {"latitude": 50.45, "longitude": 30.52}}


def _live_location(world: World, person: Json) -> Json:
    return {
        "location": {"latitude": 50.45, "longitude": 30.52, "live_period": 900, "horizontal_accuracy": 20}
    }


def _contact(world: World, person: Json) -> Json:
    return {"contact": {"phone_number": "+380000000000", "first_name": "Contact", "user_id": 42}}


def _voice(world: World, person: Json) -> Json:
    return {
        "voice": {**_file(world, TINY_OGG, "audio/ogg", "voice.oga"), "duration": 3, "mime_type": "audio/ogg"}
    }


def _video(world: World, person: Json) -> Json:
    file = _file(world, TINY_FILE, "video/mp4", "video.mp4")
    return {"video": {**file, "width": 640, "height": 360, "duration": 3, "mime_type": "video/mp4"}}


def _video_note(world: World, person: Json) -> Json:
    return {"video_note": {**_file(world, TINY_FILE, "video/mp4", "note.mp4"), "length": 240, "duration": 3}}


def _document(world: World, person: Json) -> Json:
    file = _file(world, TINY_FILE, "application/pdf", "paper.pdf")
    return {"document": {**file, "file_name": "paper.pdf", "mime_type": "application/pdf"}}


def _dice(world: World, person: Json) -> Json:
    return {"dice": {"emoji": "🎲", "value": 4}}


def _forward(world: World, person: Json) -> Json:
    origin = {"type": "hidden_user", "date": world.now(), "sender_user_name": "Hidden"}
    return {"forward_origin": origin, "text": "Forwarded"}


def _forward_hidden(world: World, person: Json) -> Json:
    """The body of aiogram's issue 1840: the hidden author's name is missing, against the contract."""
    return {"forward_origin": {"type": "hidden_user", "date": world.now()}, "text": "Forwarded"}


KINDS: dict[str, tuple[Callable[[World, Json], Json], str]] = {
    "sticker": (_sticker, "👋"),
    "poll": (_poll, "?"),
    "location": (_location, "📍"),
    "live_location": (_live_location, "📍 …"),
    "contact": (_contact, "👤"),
    "voice": (_voice, "🎤 0:03"),
    "video": (_video, "🎞 0:03"),
    "video_note": (_video_note, "⏺ 0:03"),
    "document": (_document, "📄 paper.pdf"),
    "dice": (_dice, "🎲"),
    "forward": (_forward, "Forwarded"),
    "forward_hidden": (_forward_hidden, "Forwarded"),
}
"""Kind of message: how its content is made, and what the sender's phone shows."""


def content(world: World, person: Json, kind: str) -> tuple[Json, str]:
    """The content of such a message and its bubble's text; LookupError for an unknown kind."""
    make, shown = KINDS[kind]
    return make(world, person), shown
