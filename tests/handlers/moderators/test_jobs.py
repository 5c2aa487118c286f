"""/jobs: whether what the bot does by itself works, in words a volunteer understands."""

from datetime import timedelta

from bot.clock import StoppedClock
from handlers.moderators.jobs import JOBS
from jobs.registry import jobs
from storage import job_runs
from tests.chat import Chat, Phone


async def ran(chat: Chat, name: str, count: int = 0, error: str = "", postponed: int = 0) -> None:
    async with chat.database.transaction() as session:
        await job_runs.write(session, name, session.now, count, error, postponed)


def block(desk: Phone, title: str) -> list[str]:
    """The lines about one job."""
    return next(part for part in desk.screen.text.split("\n\n") if title in part).splitlines()


def test_every_job_has_a_name_for_moderators() -> None:
    assert {job.name for job in jobs({}, {})} == set(JOBS)


async def test_before_the_first_run_it_says_so(chat: Chat, desk: Phone) -> None:
    await desk.says("/jobs")
    assert block(desk, "Asking helpers") == ["Asking helpers", "has not run yet"]


async def test_a_job_that_works_shows_when_it_ran_and_what_it_did(
    chat: Chat, desk: Phone, clock: StoppedClock
) -> None:
    await ran(chat, "offers", count=3)
    clock.jump(timedelta(minutes=1))
    await ran(chat, "offers")
    await desk.says("/jobs")
    assert block(desk, "Asking helpers") == [
        "Asking helpers",
        "last run: 21.11 14:01",
        "did 3: 21.11 14:00",
    ]  # noon in UTC is two in Kyiv
    assert desk.screen.text.endswith("All of this runs as it should.")


async def test_what_is_late_or_failed_or_put_off_is_marked(
    chat: Chat, desk: Phone, clock: StoppedClock
) -> None:
    await ran(chat, "keeping")
    clock.jump(timedelta(minutes=6))
    await ran(chat, "offers", error="ValueError")
    await ran(chat, "check-ins", postponed=2)
    await desk.says("/jobs")
    assert block(desk, "Deleting") == ["⚠️ Deleting what is old", "last run: 21.11 14:00", "is late"]
    assert block(desk, "Asking helpers") == [
        "⚠️ Asking helpers",
        "last run: 21.11 14:06",
        "failed: 21.11 14:06",
        "kind of mistake: ValueError",
    ]
    assert "put off for an hour: 2" in block(desk, "⚠️ Asking how it goes")
    assert "3 of these need a look" in desk.screen.text


async def test_a_job_of_a_later_version_is_shown_as_it_is_called(chat: Chat, desk: Phone) -> None:
    await ran(chat, "tidying", count=1)
    await desk.says("/jobs")
    assert block(desk, "tidying")[0] == "tidying"
