"""Who deletes everything has asked all the same: days and numbers stay, and nothing that leads to them."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.stats import periods
from bot.domain.stats.counting import GONE, HELPED, NOTHING, WAITS, WORD
from bot.domain.stats.periods import WEEK
from storage import gone, persons, requests, stats, stats_rows
from storage.gone import GoneRow
from storage.requests import CLOSED, MATCHED
from tests.chat import Phone
from tests.circle import Circle


async def erase(circle: Circle, phone: Phone) -> None:
    async with circle.database.transaction() as session:
        await persons.erase(session, circle.people[phone.address])


async def test_a_request_that_was_deleted_is_counted_by_day_and_end_only(circle: Circle) -> None:
    asks, _helps, match_id = await circle.talking()
    request_id = (await circle.match(match_id)).request_id
    await circle.asks(asks)
    async with circle.database.transaction() as session:
        await requests.move(
            session,
            request_id,
            (MATCHED,),
            CLOSED,
            outcome="solved",
            closed_at=session.now + timedelta(hours=5),
        )
    await erase(circle, asks)
    async with circle.database.transaction() as session:
        rows = [
            (row.day, row.came, row.count)
            for row in await session.scalars(select(GoneRow).where(GoneRow.kind == gone.REQUEST))
        ]
        figures = await stats_rows.figures(session, periods.span(session.now, WEEK))
    assert sorted(rows) == [("2026-11-21", HELPED, 1), ("2026-11-21", NOTHING, 1)]
    assert (figures.asked, figures.fates[HELPED], figures.fates[GONE]) == (2, 1, 1)
    assert not figures.got


async def test_two_who_leave_on_one_day_are_added_up(circle: Circle) -> None:
    for _time in range(2):
        phone = await circle.joins()
        await circle.asks(phone)
        await erase(circle, phone)
    async with circle.database.transaction() as session:
        assert await gone.of(session, gone.REQUEST, periods.span(session.now, WEEK)) == {NOTHING: 2}
        assert await gone.of(session, gone.REQUEST, periods.before(session.now, WEEK)) == {}


async def test_a_helper_who_leaves_takes_no_first_word_along(circle: Circle) -> None:
    asks, helps, _match_id = await circle.talking()
    await erase(circle, helps)
    async with circle.database.transaction() as session:
        figures = await stats_rows.figures(session, periods.span(session.now, WEEK))
    assert len(figures.words) == 1
    assert figures.fates[WAITS] == 0
    await erase(circle, asks)
    async with circle.database.transaction() as session:
        assert await gone.of(session, gone.REQUEST, periods.span(session.now, WEEK)) == {WORD: 1}


async def test_answers_of_a_talk_are_counted_after_it_is_deleted(circle: Circle) -> None:
    asks, _helps, _match_id = await circle.talking()
    await circle.chat.passes(days=1, hours=3)
    async with circle.database.transaction() as session:
        before = (await stats.read(session, WEEK, ("match",))).answers
    assert sum(before["match"].values()) == 2
    await erase(circle, asks)
    async with circle.database.transaction() as session:
        assert (await stats.read(session, WEEK, ("match",))).answers == before
