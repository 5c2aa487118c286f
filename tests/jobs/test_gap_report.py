"""The weekly report: Monday morning in Kyiv, once, however often the job runs."""

from storage import audit_chain
from tests.circle import Circle, heard

REPORT = "Where helpers are missing"


async def test_the_report_comes_on_monday_at_nine_and_once(circle: Circle) -> None:
    desk = circle.chat.desk()
    await circle.chat.passes(hours=42, minutes=59)  # Saturday 14:00 in Kyiv; until Monday 8:59
    assert heard(desk, REPORT) == 0
    await circle.chat.passes(minutes=1)
    assert heard(desk, REPORT) == 1
    for _time in range(3):
        await circle.chat.passes(hours=2)
    assert heard(desk, REPORT) == 1
    await circle.chat.passes(days=7)
    assert heard(desk, REPORT) == 2


async def test_a_bot_that_stood_still_on_monday_reports_as_soon_as_it_runs(circle: Circle) -> None:
    desk = circle.chat.desk()
    await circle.chat.passes(hours=43)
    await circle.chat.passes(days=9)  # over a Monday, to Wednesday
    assert heard(desk, REPORT) == 2
    await circle.chat.passes(days=5)
    assert heard(desk, REPORT) == 3


async def test_on_monday_the_chat_reads_where_the_audit_ends(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/queue")
    async with circle.chat.database.transaction() as session:
        end = await audit_chain.noted(session)
    await circle.chat.passes(hours=43)
    assert heard(desk, REPORT) == 1
    assert heard(desk, f"The audit ends at {end} now.") == 1
