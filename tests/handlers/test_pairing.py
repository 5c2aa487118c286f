"""The next question about a match is planned for a date of its own, wherever the person has flown meanwhile."""

from datetime import UTC, datetime, timedelta

from bot.clock import StoppedClock
from handlers.pairing import HOW_IS_IT, plan_how_is_it
from jobs import check_ins as job
from storage import check_ins, persons
from tests.circle import Circle

EAST, WEST = "Etc/GMT-14", "Etc/GMT+12"
MORNING = datetime(
    2026, 11, 23, 20, tzinfo=UTC
)  # 10:00 on the 24th in the east, 8:00 on the 23rd in the west


async def test_who_has_a_date_twice_still_has_a_next_question(circle: Circle) -> None:
    olha, _petro, match_id = await circle.talking(zone=EAST)
    clock, id = circle.database.clock, circle.id(olha)
    assert isinstance(clock, StoppedClock)
    clock.jump(MORNING - clock.now())
    await job.run(circle.database)
    async with circle.database.transaction() as session:
        asked = await check_ins.newest(session, match_id, id, HOW_IS_IT)
        assert asked is not None
        assert asked.due_at == MORNING
        flown = await persons.tell(session, circle.people[olha.address], zone=WEST)
        await plan_how_is_it(session, match_id, flown, MORNING + timedelta(days=1))
        due = await check_ins.next_due(session, match_id, id, HOW_IS_IT)
    assert due == MORNING + timedelta(days=2, hours=2), "10:00 on the 25th: the 24th had its question"
