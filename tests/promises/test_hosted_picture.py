"""The copy of a picture that Viber fetches from us is there for ten minutes, under a name that nobody can guess."""

from datetime import timedelta

from bot.clock import StoppedClock
from storage import media
from storage.database import Database

TEN_MINUTES = timedelta(minutes=10)


async def at(database: Database, page: str) -> bytes | None:
    """What is at a page now."""
    async with database.transaction() as session:
        return await media.hosted(session, page)


async def test_a_second_before_ten_minutes_it_is_there_and_a_second_after_them_gone(
    database: Database, clock: StoppedClock
) -> None:
    page, other = media.new_page(), media.new_page()
    async with database.transaction() as session:
        await media.host(session, await media.keep(session, b"pixels"), page)
    clock.jump(TEN_MINUTES - timedelta(seconds=1))
    assert await at(database, page) == b"pixels"
    assert await at(database, other) is await at(database, "") is None
    clock.jump(timedelta(seconds=2))
    assert await at(database, page) is None


def test_its_name_cannot_be_guessed() -> None:
    pages = {media.new_page() for _one in range(1_000)}
    assert len(pages) == 1_000
    assert min(len(page) for page in pages) >= 22, "128 bits"
