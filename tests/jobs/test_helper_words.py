"""Words to helpers go out once, however many replicas look, and one that fails keeps none of the others."""

import asyncio
from datetime import timedelta

from bot.clock import StoppedClock
from jobs import helper_words as words
from storage import helper_words, helpers
from tests.circle import Circle, heard

MONTHLY = "A word for yourself."


def jump(circle: Circle, **span: float) -> None:
    """Let time pass without the jobs."""
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(**span))


async def test_of_several_who_look_at_once_one_sends_it(circle: Circle) -> None:
    petro = await circle.helper()
    jump(circle, days=30)
    await asyncio.gather(*(words.run(circle.database) for _replica in range(4)))
    await circle.chat.settle()
    assert heard(petro, MONTHLY) == 1


async def test_one_that_fails_is_tried_an_hour_later_and_keeps_nobody_else(circle: Circle) -> None:
    broken, petro = await circle.helper(), await circle.helper()
    async with circle.database.transaction() as session:
        row = await session.get(helpers.HelperRow, circle.id(broken))
        assert row is not None
        whole, row.skills = row.skills, b"damaged"
    await circle.chat.passes(days=30)
    assert [heard(phone, MONTHLY) for phone in (broken, petro)] == [0, 1]
    async with circle.database.transaction() as session:
        row = await session.get(helpers.HelperRow, circle.id(broken))
        assert row is not None
        row.skills = whole
    await circle.chat.passes(hours=1)
    assert [heard(phone, MONTHLY) for phone in (broken, petro)] == [1, 1]


async def test_a_kind_of_word_goes_out_once_on_a_local_date(circle: Circle) -> None:
    petro = circle.id(await circle.helper())
    async with circle.database.transaction() as session:
        first = await helper_words.once(session, petro, helper_words.MONTH, "2026-11-21")
        again = await helper_words.once(session, petro, helper_words.MONTH, "2026-11-21")
        other = await helper_words.once(session, petro, helper_words.HARD, "2026-11-21")
    assert first is not None
    assert other is not None
    assert again is None


async def test_a_jump_over_half_a_year_sends_one_word(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(days=180)
    assert heard(petro, MONTHLY) == 1


async def test_what_was_sent_long_ago_is_forgotten(circle: Circle) -> None:
    petro = circle.id(await circle.helper())
    async with circle.database.transaction() as session:
        await helper_words.once(session, petro, helper_words.REST_OVER, "2026-11-21")
        await helpers.set_word(session, petro, None)
    await circle.chat.passes(days=91)
    async with circle.database.transaction() as session:
        since = session.now - timedelta(days=365)
        assert not await helper_words.lately(session, petro, helper_words.REST_OVER, since)
