"""Files, videos, stickers, contacts, places, polls, voices: never passed on in a talk, never kept, kindly answered."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels.telegram import updates
from bot.channels.viber import events
from bot.incoming import Incoming
from storage import media, rotation
from storage.database import Database
from tests.circle import Circle
from tests.handlers.conftest import circle as circle

CANARY = "kanarka-7451"
FILE = {"file_id": CANARY, "file_unique_id": CANARY, "file_name": CANARY}
POINT = {"latitude": 50.4501, "longitude": 30.5234}
PLACE = ("50.4501", "30.5234")
ON_TELEGRAM: dict[str, Any] = {
    **dict.fromkeys(("document", "video", "video_note", "audio", "animation", "sticker", "voice"), FILE),
    "live_photo": FILE,
    "story": {"id": 1, "chat": {"id": 1, "title": CANARY}},
    "contact": {"phone_number": CANARY, "first_name": CANARY, "vcard": CANARY},
    "location": POINT,
    "venue": {"location": POINT, "title": CANARY, "address": CANARY},
    "poll": {"id": CANARY, "question": CANARY, "options": [{"text": CANARY}]},
    "checklist": {"title": CANARY, "tasks": [{"id": 1, "text": CANARY}]},
    "users_shared": {"request_id": 1, "users": [{"user_id": 1, "first_name": CANARY, "username": CANARY}]},
    "chat_shared": {"request_id": 1, "chat_id": 1, "title": CANARY},
    "passport_data": {"data": [{"type": "passport", "data": CANARY}]},
    "web_app_data": {"data": CANARY, "button_text": CANARY},
    "paid_media": {"star_count": 1, "paid_media": [FILE]},
    "dice": {"emoji": CANARY, "value": 3},
    "game": {"title": CANARY, "description": CANARY},
}
ON_VIBER: dict[str, dict[str, Any]] = {
    "video": {"media": f"https://{CANARY}/v.mp4", "size": 1, "thumbnail": f"https://{CANARY}/t.jpg"},
    "file": {"media": f"https://{CANARY}/f", "file_name": CANARY, "size": 1},
    "contact": {"contact": {"name": CANARY, "phone_number": CANARY, "avatar": CANARY}},
    "location": {"location": {"lat": 50.4501, "lon": 30.5234, "address": CANARY}},
    "sticker": {"sticker_id": 46105, "media": f"https://{CANARY}/s.png"},
    "url": {"media": f"https://{CANARY}"},
    "rich_media": {"rich_media": {"Buttons": [{"ActionBody": CANARY, "Text": CANARY}]}, "alt_text": CANARY},
    "a_kind_of_next_year": {"media": CANARY},
}


def written(channel: str, kind: str, address: str) -> Incoming:
    """A message of this kind, as the messenger brings it, with words beside it where they can be."""
    if channel == "telegram":
        person = {"id": int(address), "type": "private", "first_name": CANARY}
        message = {"message_id": 900, "date": 1, "chat": person, "from": person, kind: ON_TELEGRAM[kind]}
        return updates.parse({"update_id": 901, "message": {**message, "caption": CANARY}})
    body = {"type": kind, "text": CANARY, **ON_VIBER[kind]}
    event = events.parse({"event": "message", "message_token": 9, "sender": {"id": address}, "message": body})
    assert event is not None
    return event


async def kept(database: Database) -> str:
    """All that lies sealed in the database, opened."""
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(media.MediaRow)) == 0
        return json.dumps(
            [
                session.vault.open_bytes(value, f"{column}:{id}").decode("utf-8", "replace")
                for _table, column, key in rotation.sealed_columns()
                for id, value in await session.execute(select(key, column).where(column.is_not(None)))
            ]
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "channel, kind", [*(("telegram", kind) for kind in ON_TELEGRAM), *(("viber", kind) for kind in ON_VIBER)]
)
async def test_it_is_refused_in_a_talk_and_nothing_of_it_is_kept(
    circle: Circle, channel: str, kind: str
) -> None:
    asks, helps = await circle.joins(channel, name="Kalyna"), await circle.helper(name="Yavir")
    await asks.sends_payload(f"a:talk:{await circle.matched(asks, helps)}")
    before = list(helps.texts)
    await circle.chat.receive(written(channel, kind, asks.address))
    await circle.chat.work()
    assert "passed on" in asks.screen.text
    assert helps.texts == before
    everything = await kept(circle.database)
    assert "Kalyna" in everything, "the search finds what is there"
    assert not [one for one in (CANARY, *PLACE) if one in everything]
