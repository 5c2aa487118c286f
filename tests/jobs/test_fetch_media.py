"""Photos are fetched outside any transaction, cleaned, tried again for a while, and then given up aloud."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.clock import StoppedClock
from bot.domain.voices import untagged
from bot.errors import TryLater, Undeliverable
from bot.sandbox.telegram_api.others import TINY_OGG
from jobs import fetch_media
from storage import media, persons
from storage.database import Database
from storage.outbox import Outgoing

SECRET = "the-place-where-it-lies"


def photo() -> bytes:
    """A photo that knows who made it."""
    exif = Image.Exif()
    exif[0x010E] = "CANARY"
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG", exif=exif)
    return picture.getvalue()


def gives(data: bytes) -> Callable[[str], Awaitable[bytes]]:
    """A messenger that gives these bytes."""

    async def fetch(source: str) -> bytes:
        assert source == SECRET
        return data

    return fetch


def fails(error: Exception) -> Callable[[str], Awaitable[bytes]]:
    """A messenger that does not give the file."""

    async def fetch(source: str) -> bytes:
        raise error

    return fetch


@pytest.fixture
def told(database: Database) -> list[Outgoing]:
    """All that people are told."""
    told: list[Outgoing] = []
    database.committed = told.extend
    return told


async def sent(database: Database, kind: str = "photo", id: int = 17, channel: str = "telegram") -> int:
    """Let a person send a photo or a voice message; return its id."""
    async with database.transaction() as session:
        arrival = await persons.welcome(session, channel, f"address {id}", "en")
        await media.add(session, id, arrival.person.id, kind, channel, SECRET)
    return id


async def state(database: Database, id: int) -> tuple[str, bytes | None]:
    """Return how a medium stands."""
    async with database.transaction() as session:
        return await media.body(session, id)


def jump(database: Database, **span: float) -> None:
    """Let time pass."""
    assert isinstance(database.clock, StoppedClock)
    database.clock.jump(timedelta(**span))


async def test_a_photo_is_fetched_once_and_loses_its_metadata(database: Database) -> None:
    id = await sent(database)
    assert await fetch_media.run(database, {"telegram": gives(photo())}) == 1
    status, body = await state(database, id)
    assert status == media.READY
    assert body is not None
    assert b"CANARY" not in body
    assert await fetch_media.run(database, {"telegram": fails(AssertionError())}) == 0


async def test_a_voice_message_loses_its_tags(database: Database) -> None:
    id = await sent(database, "voice")
    await fetch_media.run(database, {"telegram": gives(TINY_OGG)})
    assert b"CANARY" in TINY_OGG
    assert await state(database, id) == (media.READY, untagged(TINY_OGG))


async def test_what_is_no_voice_is_given_up_and_the_person_hears_it(
    database: Database, told: list[Outgoing]
) -> None:
    id = await sent(database, "voice")
    await fetch_media.run(database, {"telegram": gives(b"ID3 CANARY")})
    assert await state(database, id) == (media.FAILED, None)
    assert told[0].body["text"].startswith("The voice message you sent did not arrive.")


async def test_each_messenger_is_asked_for_its_own(database: Database) -> None:
    await sent(database, "voice", 17, "telegram")
    await sent(database, "voice", 18, "viber")
    asked = list[str]()

    def notes(channel: str) -> Callable[[str], Awaitable[bytes]]:
        async def fetch(source: str) -> bytes:
            asked.append(channel)
            return TINY_OGG

        return fetch

    assert await fetch_media.run(database, {one: notes(one) for one in ("telegram", "viber")}) == 2
    assert sorted(asked) == ["telegram", "viber"]


async def test_nothing_is_locked_while_a_file_is_on_its_way(database: Database) -> None:
    """The fetcher itself opens a transaction: under one that is open, SQLite would never give it."""
    await sent(database, "voice")

    async def fetch(source: str) -> bytes:
        async with database.transaction() as session:
            await media.forget_old(session)
        return TINY_OGG

    assert await fetch_media.run(database, {"telegram": fetch}) == 1


async def test_a_file_that_does_not_come_is_tried_five_times_and_then_the_person_hears_it(
    database: Database, told: list[Outgoing]
) -> None:
    id = await sent(database)
    fetchers = {"telegram": fails(TryLater("away"))}
    for pause in (timedelta(), *media.AGAIN[:-1]):
        jump(database, seconds=pause.total_seconds())
        assert await fetch_media.run(database, fetchers) == 0
        assert (await state(database, id))[0] == media.NEW
        assert not told
    jump(database, seconds=media.AGAIN[-1].total_seconds())
    assert await fetch_media.run(database, fetchers) == 1
    assert (await state(database, id))[0] == media.FAILED
    assert [out.body["text"] for out in told] == [
        "The photo you sent did not arrive. Please send it again, or say in words what is on it."
    ]
    jump(database, hours=1)
    assert await fetch_media.run(database, fetchers) == 0
    assert len(told) == 1


async def test_a_file_is_not_tried_again_before_its_time(database: Database) -> None:
    id = await sent(database)
    await fetch_media.run(database, {"telegram": fails(TryLater("away"))})
    assert await fetch_media.run(database, {"telegram": gives(photo())}) == 0
    jump(database, seconds=media.AGAIN[0].total_seconds())
    assert await fetch_media.run(database, {"telegram": gives(photo())}) == 1
    assert (await state(database, id))[0] == media.READY


@pytest.mark.parametrize("fetch", [gives(b"no picture"), gives(b""), fails(Undeliverable("gone"))])
async def test_what_can_never_be_a_photo_is_given_up_at_once(
    database: Database, told: list[Outgoing], fetch: Callable[[str], Awaitable[bytes]]
) -> None:
    id = await sent(database)
    assert await fetch_media.run(database, {"telegram": fetch}) == 1
    assert (await state(database, id))[0] == media.FAILED
    assert [button[1] for row in told[0].body["rows"] for button in row] == ["c:menu"]


async def test_one_bad_file_does_not_stop_the_others(database: Database) -> None:
    await sent(database, "photo", 17)
    await sent(database, "voice", 18)
    await sent(database, "voice", 19, "viber")  # a messenger that is off
    await fetch_media.run(database, {"telegram": gives(TINY_OGG)})
    assert [(await state(database, id))[0] for id in (17, 18, 19)] == [media.FAILED, media.READY, media.NEW]


async def test_logs_name_neither_the_file_nor_the_error(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await sent(database)
    await fetch_media.run(database, {"telegram": fails(RuntimeError(f"could not read {SECRET}"))})
    output = capsys.readouterr()
    assert "media_not_fetched" in output.out + output.err
    assert SECRET not in output.out + output.err


async def test_a_photo_withdrawn_while_it_was_fetched_stays_gone(database: Database) -> None:
    id = await sent(database)

    async def fetch(source: str) -> bytes:
        async with database.transaction() as session:
            await media.forget(session, id)
        return photo()

    await fetch_media.run(database, {"telegram": fetch})
    assert await state(database, id) == (media.FAILED, None)


async def test_two_who_lead_at_once_fetch_a_file_once(database: Database) -> None:
    await sent(database, "voice")
    fetched: list[str] = []

    async def fetch(source: str) -> bytes:
        fetched.append(source)
        await asyncio.sleep(0)
        return TINY_OGG

    at_once = [fetch_media.run(database, {"telegram": fetch}) for _leader in range(2)]
    assert sorted(await asyncio.gather(*at_once)) == [0, 1]
    assert fetched == [SECRET]


async def test_a_file_that_ends_the_process_on_every_try_is_given_up(
    database: Database, told: list[Outgoing]
) -> None:
    id = await sent(database)

    async def dies(source: str) -> bytes:
        raise asyncio.CancelledError

    for _try in range(5):
        with pytest.raises(asyncio.CancelledError):
            await fetch_media.run(database, {"telegram": dies})
        assert await fetch_media.run(database, {"telegram": dies}) == 0, "not at once"
        jump(database, minutes=2)
    assert await fetch_media.run(database, {"telegram": gives(photo())}) == 1
    assert ((await state(database, id))[0], len(told)) == (media.FAILED, 1)
