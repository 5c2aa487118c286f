"""What is passed on in a talk says nothing of who wrote it: 20,000 messages with every identifying field, none passes.

Telegram's messages are made from the schema of its Bot API, so that every part is there that names somebody (who a
message was forwarded from, who is quoted, via which bot, who is mentioned, custom emoji, names, languages, ids),
Viber's with name, avatar and all ids. Each goes through the real door and dispatcher into a talk, and out through the
real channel; what the messenger of the other one is called with is searched, byte by byte. Words that name somebody
themselves (a link, an @name) are held back with a question.
"""

import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.channels.base import Channel
from bot.channels.telegram.sending import TelegramChannel
from bot.channels.viber.sending import ViberChannel
from bot.packing import pack
from jobs import fetch_media
from storage.database import Database
from tests.channels.scripted import Scripted, scripted
from tests.chat import Phone
from tests.circle import Circle
from tests.promises.by_schema import CANARY, FIRST, BySchema, Json
from tests.promises.doors import Doors, doors
from tests.promises.made_up import encoded
from tests.promises.sizes import share

MESSAGES = [1_000, pytest.param(share(20_000), marks=[pytest.mark.minutes, pytest.mark.timeout(3_600)])]
PAIRS = [(one, other) for one in ("telegram", "viber") for other in ("telegram", "viber")] * 6
TRACE = re.compile(rf"{CANARY}|{str(FIRST)[:6]}\d{{6}}".encode(), re.IGNORECASE)
NAMING = ("t.me/{}", "https://t.me/{}", "tg://user?id=733100000007", "@{}_x", "telegram.me/{}")
SAID = "абвгґдеєжзиіїйклмнопрст"
# Of a message these make another event, or belong to the body that is made here.
NOT_MADE = {
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "text",
    "caption",
    "photo",
    "voice",
    "chat",
    "from",
    "message_id",
}
NAMES_SOMEBODY = (
    *("forward_origin", "external_reply", "quote", "via_bot", "sender_chat", "author_signature", "entities"),
    *("reply_to_message", "contact", "sender_business_bot", "caption_entities", "message_thread_id"),
)


@dataclass
class Talks:
    """Who talks with whom; who writes is full of canaries, who listens is not."""

    at: Doors
    channels: dict[str, Channel]
    called: dict[str, Scripted]
    pairs: list[tuple[Phone, Phone]] = field(default_factory=list)

    async def begin(self) -> None:
        """Let every pair talk, on all pairs of messengers."""
        circle = Circle(self.at.chat)
        for number, (mine, theirs) in enumerate(PAIRS):
            address = str(FIRST + number) if mine == "telegram" else f"{CANARY}-{number}=="
            asks = await circle.agrees(self.at.chat.person(mine, address))
            helps = await circle.approved(await circle.agrees(self.at.chat.person(theirs, str(500 + number))))
            await asks.sends_payload(f"a:talk:{await circle.matched(asks, helps)}")
            self.pairs.append((asks, helps))

    async def passed_on(self) -> dict[str, list[bytes]]:
        """Fetch the photos, send what is for those who listen, and return all bytes that went out, by address."""
        await fetch_media.run(self.at.chat.database, {"telegram": a_photo, "viber": a_photo})
        listeners = {(phone.channel, phone.address) for _asks, phone in self.pairs}
        out: dict[str, list[bytes]] = {}
        for message in self.at.sent:
            channel, address = message.account.channel, message.account.address
            if (channel, address) in listeners:
                self.called[channel].calls.clear()
                parcel = await pack(self.at.chat.database, self.channels[channel], message)
                await self.channels[channel].send(parcel)
                hosted = [await self._hosted(parcel.picture_page)] if parcel.picture_page else []
                out.setdefault(address, []).extend(
                    [raw for _path, raw in self.called[channel].calls] + hosted
                )
        self.at.sent.clear()
        await self.at.chat.settle()
        return out

    async def _hosted(self, page: str) -> bytes:
        """The picture as Viber fetches it from us."""
        async with self.at.http.get(f"{self.at.url}/viber/media/{page}.jpg") as answer:
            assert answer.status == 200
            return await answer.read()


class Writer:
    """Writes messages of both messengers, full of what must not travel."""

    def __init__(self, seed: int) -> None:
        self._chance, self._number = random.Random(seed), FIRST
        numbers = range(FIRST, FIRST + 999_999)
        self._made, self.named = BySchema(self._chance, 0.4, numbers).made, Counter[str]()

    def words(self) -> str:
        """Words without any meaning, and each time others."""
        return "".join(self._chance.choices(SAID, k=24))

    def names(self) -> str:
        """Words that name somebody."""
        return f"пишіть мені {self._chance.choice(NAMING).format(CANARY.lower())}"

    def message(self, phone: Phone, words: str) -> Json:
        """A message with these words, one in ten under a photo."""
        self._number += 1
        photo = self._chance.random() < 0.1
        return (self._on_telegram if phone.channel == "telegram" else self._on_viber)(phone, words, photo)

    def _on_telegram(self, phone: Phone, words: str, photo: bool) -> Json:
        made: Json = {name: one for name, one in self._made("Message").items() if name not in NOT_MADE}
        self.named.update(made.keys() & set(NAMES_SOMEBODY))
        sender = {**self._made("User"), "id": int(phone.address), "is_bot": False}
        chat = {**self._made("Chat"), "id": int(phone.address), "type": "private"}
        said: Json = {"photo": [self._made("PhotoSize")], "caption": words} if photo else {"text": words}
        message = {**made, **said, "from": sender, "chat": chat, "message_id": self._number}
        return {"update_id": self._number, "message": message}

    def _on_viber(self, phone: Phone, words: str, photo: bool) -> Json:
        about = {"name": CANARY, "avatar": f"https://{CANARY}/a.jpg", "country": CANARY, "language": CANARY}
        more: dict[str, Any] = {
            "tracking_data": CANARY,
            "file_name": CANARY,
            "thumbnail": f"https://{CANARY}/t.jpg",
        }
        more |= {"contact": {"name": CANARY, "phone_number": CANARY}, "location": {"lat": 50.4, "lon": 30.5}}
        message = {
            "type": "picture" if photo else "text",
            "text": words,
            "media": f"https://{CANARY}/m",
            **more,
        }
        sender = {"id": phone.address, "api_version": 10, **about}
        return {"event": "message", "message_token": self._number, "sender": sender, "message": message}


async def a_photo(source: str) -> bytes:
    """A photo that says who took it."""
    tags, file = Image.Exif(), BytesIO()
    tags[0x010E] = tags[0x013B] = CANARY
    Image.new("RGB", (16, 12), "teal").save(file, "JPEG", exif=tags.tobytes(), comment=CANARY)
    return file.getvalue()


@asynccontextmanager
async def talking(database: Database) -> AsyncIterator[Talks]:
    """Open the doors, and messengers that note what they are called with."""
    async with doors(database) as at, scripted() as telegram, scripted() as viber:
        telegram.will_answer(
            200, {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
        )
        viber.will_answer(200, {"status": 0, "message_token": 1})
        channels: dict[str, Channel] = {
            "telegram": TelegramChannel("1000001:token-of-the-tests", telegram.url),
            "viber": ViberChannel("token", viber.url, "Kolo", at.url),
        }
        talks = Talks(at, channels, {"telegram": telegram, "viber": viber})
        try:
            await talks.begin()
            yield talks
        finally:
            for channel in channels.values():
                await channel.close()


@pytest.mark.parametrize("count", MESSAGES)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_that_tells_who_wrote_is_passed_on(database: Database, count: int) -> None:
    writer, passed, held = Writer(count), 0, 0
    async with talking(database) as talks:
        while passed + held < count:
            told = {helps.address: writer.words() for _asks, helps in talks.pairs}
            silent = {address for number, address in enumerate(told) if number % 12 == passed % 12}
            bodies = [
                (
                    asks.channel,
                    encoded(
                        writer.message(
                            asks, writer.names() if helps.address in silent else told[helps.address]
                        )
                    ),
                )
                for asks, helps in talks.pairs
            ]
            talks.at.sent.clear()
            statuses = {status for status, _said in await talks.at.bring_all(bodies)}
            assert statuses == {200}
            out = await talks.passed_on()
            assert not [raw for raws in out.values() for raw in raws if TRACE.search(raw)]
            heard = {address for address, raws in out.items() if says(raws, told[address])}
            assert heard == told.keys() - silent
            passed, held = passed + len(heard), held + len(silent)
    print(f"{passed} messages passed on, {held} held back; fields: {dict(writer.named)}")
    assert len(writer.named) == len(NAMES_SOMEBODY) > 0


def says(raws: list[bytes], words: str) -> bool:
    """Whether the words went out, escaped or not."""
    return any(words.encode() in raw or ascii(words)[1:-1].encode() in raw for raw in raws)


def test_the_search_would_find_a_trace() -> None:
    for trace in (CANARY, CANARY.lower(), str(FIRST + 5)):
        assert TRACE.search(f'{{"x": "{trace}"}}'.encode())
