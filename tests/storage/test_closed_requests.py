"""A request goes thirty days after it was closed, unless something about it is not decided; numbers stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.clock import StoppedClock
from bot.domain.alerts import REPORT
from bot.domain.keeping import DAY, Kept
from bot.domain.stats import periods
from bot.domain.stats.counting import ENDED, HELPED, WORD
from bot.domain.stats.periods import YEAR
from jobs import keeping
from storage import (
    alerts,
    check_ins,
    closed_requests,
    gone,
    kept_apart,
    matches,
    requests,
    stats_rows,
    talk_reports,
)
from storage.matches import MatchRow
from storage.requests import RequestRow
from tests.chat import Phone
from tests.circle import Circle

SOLVED = "a:outcome:{}:solved"


async def count(circle: Circle, table: type = RequestRow) -> int:
    async with circle.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def passes(circle: Circle, **span: float) -> None:
    """Only the old is deleted meanwhile."""
    clock = circle.database.clock
    assert isinstance(clock, StoppedClock)
    clock.jump(timedelta(**span))
    await keeping.run(circle.database)


async def solved(circle: Circle) -> tuple[Phone, Phone, int]:
    olha, petro, match_id = await circle.talking()
    await olha.sends_payload(SOLVED.format(match_id))
    return olha, petro, match_id


async def test_what_was_taken_back_goes_after_thirty_days(circle: Circle) -> None:
    olha = await circle.joins()
    request = await circle.asks(olha)
    await olha.sends_payload(f"a:drop-request:{request}")
    await passes(circle, days=30, seconds=-1)
    assert await count(circle) == 1
    await passes(circle, seconds=1)
    assert await count(circle) == 0


async def test_what_is_open_stays_however_old_it_is(circle: Circle) -> None:
    _olha, _petro, _match = await circle.talking()
    await circle.asks(await circle.joins())
    await passes(circle, days=400)
    assert [await count(circle), await count(circle, MatchRow)] == [2, 1]


async def test_who_is_asked_after_a_month_may_answer_for_two_weeks_more(circle: Circle) -> None:
    await solved(circle)
    await passes(circle, days=45, seconds=-1)
    assert await count(circle) == 1
    await passes(circle, seconds=1)
    assert [await count(circle), await count(circle, MatchRow)] == [0, 0]


async def test_what_was_answered_waits_no_longer(circle: Circle) -> None:
    olha, _petro, _match = await solved(circle)
    await circle.chat.passes(days=30)
    assert await count(circle) == 1
    await olha.presses("Yes, all is well")
    await circle.chat.passes(hours=1)
    assert await count(circle) == 0


async def test_what_is_opened_again_stays(circle: Circle) -> None:
    olha, _petro, _match = await solved(circle)
    await circle.chat.passes(days=30)
    await olha.presses("Look for help again")
    await passes(circle, days=40)
    assert await count(circle) == 1


async def test_as_long_as_a_report_is_undecided_it_is_known_whom_it_is_about(circle: Circle) -> None:
    olha, _petro, match_id = await solved(circle)
    talk = (await circle.match(match_id)).number
    async with circle.database.transaction() as session:
        report, _new = await talk_reports.add(session, circle.id(olha), talk, "money")
        alert, _new = await alerts.see(session, REPORT, report.number, "", None)
    await passes(circle, days=60)
    assert await count(circle) == 1
    async with circle.database.transaction() as session:
        await alerts.end(session, alert.id)
    await passes(circle)
    assert await count(circle) == 0


async def test_who_paused_is_never_brought_together_with_the_same_person_again(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    match = await circle.match(match_id)
    async with circle.database.transaction() as session:
        await matches.pause(session, match, circle.id(olha))
    await olha.sends_payload(SOLVED.format(match_id))
    await passes(circle, days=45)
    assert await count(circle, MatchRow) == 0
    async with circle.database.transaction() as session:
        apart = await kept_apart.of(session, {circle.id(olha)})
        assert apart == {circle.id(olha): {circle.id(petro)}, circle.id(petro): {circle.id(olha)}}
        assert [set(pair) for pair in await kept_apart.every(session)] == [
            {circle.id(olha), circle.id(petro)}
        ]
    await circle.asks(olha)
    await circle.chat.work()
    assert "Can you help?" not in petro.screen.text


async def test_of_who_got_on_well_nothing_is_kept_together(circle: Circle) -> None:
    olha, _petro, _match = await solved(circle)
    await passes(circle, days=45)
    async with circle.database.transaction() as session:
        assert await kept_apart.of(session, {circle.id(olha)}) == {}


async def test_what_came_of_it_is_counted_by_day_and_the_answers_too(circle: Circle) -> None:
    _olha, _petro, match_id = await solved(circle)
    other = await circle.joins()
    await other.sends_payload(f"a:drop-request:{await circle.asks(other)}")
    helper = (await circle.match(match_id)).helper_id
    async with circle.database.transaction() as session:
        await check_ins.once(session, match_id, helper, "match", "2026-11-21")
    await passes(circle, days=46)
    async with circle.database.transaction() as session:
        year = periods.span(session.now, YEAR)
        assert await gone.of(session, gone.CLOSED, year) == {HELPED: 1, "not_needed": 1}
        assert await gone.of(session, "match", year) == {"": 1}
        figures = await stats_rows.figures(session, year)
    assert (figures.asked, figures.fates[HELPED], figures.fates[ENDED]) == (2, 1, 1)
    assert (figures.why["not_needed"], figures.got) == (1, {})


async def test_a_word_without_help_is_ended_and_no_reason(circle: Circle) -> None:
    olha, _petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:outcome:{match_id}:not_needed")
    await passes(circle, days=45)
    async with circle.database.transaction() as session:
        year = periods.span(session.now, YEAR)
        assert await gone.of(session, gone.CLOSED, year) == {WORD: 1}
        assert (await stats_rows.figures(session, year)).why.total() == 0


async def test_who_keeps_it_shorter_asks_nobody_after_a_month(circle: Circle) -> None:
    circle.database.kept = Kept(closed=7 * DAY)
    await solved(circle)
    await passes(circle, days=7, seconds=-1)
    assert await count(circle) == 1
    await passes(circle, seconds=1)
    assert await count(circle) == 0


@pytest.mark.parametrize("more", [0, 1])
async def test_many_old_ones_go_in_slices_and_in_one_run(circle: Circle, more: int) -> None:
    olha = await circle.joins()
    request = await circle.asks(olha)
    many = 2 * closed_requests.AT_ONCE + more
    async with circle.database.transaction() as session:
        await requests.move(session, request, (requests.WAITING,), requests.CLOSED, closed_at=session.now)
        row = (await session.execute(select(RequestRow.__table__))).one()._asdict()
        copies = [{**row, "id": number, "number": number} for number in range(2, many + 1)]
        await session.execute(insert(RequestRow), copies)
    await passes(circle, days=30)
    assert await count(circle) == 0
