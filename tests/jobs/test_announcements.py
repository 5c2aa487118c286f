"""The job of announcements: whom it finds, by day, each once, in small portions, on after a crash, within the money."""

from typing import Any

import pytest

from bot.domain.announcements import Audience
from bot.domain.matching import Ask
from jobs import announcements as job
from storage import announced, announcements, groups, outbox, persons
from storage.announcements import DONE, DRAFT, GOING
from tests.chat import Phone
from tests.circle import PAPERS, Circle

WORDS = "The centre is closed."


async def begin(circle: Circle, **audience: Any) -> int:
    """An announcement to which two agreed."""
    async with circle.database.transaction() as session:
        one = await announcements.add(session, Audience(**audience))
        await announcements.write(session, one, one.audience, {"en": WORDS})
        written = await announcements.get(session, one.id)
        assert written is not None
        assert await announcements.move(session, written, (DRAFT,), GOING, at_work=True)
    return one.id


def got(*phones: Phone) -> list[int]:
    """How often each got it."""
    return [sum(WORDS in text for text in phone.texts) for phone in phones]


async def status(circle: Circle, id: int) -> str:
    async with circle.database.transaction() as session:
        one = await announcements.get(session, id)
    assert one is not None
    return one.status


async def test_it_finds_those_of_a_role(circle: Circle) -> None:
    asks, helps, neither = await circle.joins(), await circle.helper(), await circle.joins()
    await circle.asks(asks)
    for role, expected in (("asks", [1, 0, 0]), ("helps", [1, 1, 0])):
        await begin(circle, role=role)
        await circle.chat.work()
        assert got(asks, helps, neither) == expected


async def test_it_finds_those_of_a_group_and_its_coordinators(circle: Circle) -> None:
    member, other = await circle.joins(), await circle.joins()
    group, elsewhere = (
        await circle.group("Tbilisi", member),
        await circle.group("Kyiv", other, region="UA-30"),
    )
    leads = await circle.coordinator(group)
    await begin(circle, group=group.number)
    await circle.chat.work()
    assert got(member, other, leads) == [1, 0, 1]
    await begin(circle, role="coordinator")
    await begin(circle, group=elsewhere.number, role="coordinator")
    await circle.chat.work()
    assert got(member, other, leads) == [1, 0, 2]


async def test_it_finds_those_of_a_region_and_of_a_language(circle: Circle) -> None:
    kherson, lviv, unsaid = (
        await circle.joins(region="UA-65"),
        await circle.joins(region="UA-46"),
        await circle.joins(),
    )
    await begin(circle, region="UA-65")
    await circle.chat.work()
    assert got(kherson, lviv, unsaid) == [1, 0, 0]
    await begin(circle, region="UA", language="en")
    await begin(circle, language="ru")
    await circle.chat.work()
    assert got(kherson, lviv, unsaid) == [2, 1, 0]


async def test_nobody_gets_one_who_is_in_danger_wished_none_left_or_never_agreed(circle: Circle) -> None:
    danger, abroad, asks, off, gone, never = [
        await circle.joins(**told)
        for told in ({"place": "danger"}, {"region": "RU"}, {}, {"news": 0}, {}, {})
    ]
    await circle.asks(asks, Ask(PAPERS.need, PAPERS.subneed, region="RU"))
    await gone.sends("left")
    async with circle.database.transaction() as session:
        await persons.consent(session, circle.people[never.address], 0)
    await begin(circle)
    await circle.chat.work()
    assert got(danger, abroad, asks, off, gone, never) == [0] * 6


async def test_who_changes_their_mind_meanwhile_gets_none(circle: Circle) -> None:
    sleeps = [await circle.joins(quiet_from=10, quiet_until=20) for _time in range(3)]
    id = await begin(circle)
    await circle.chat.work()
    await sleeps[0].sends_payload("a:news:off")
    async with circle.database.transaction() as session:
        await persons.tell(
            session, circle.people[sleeps[1].address], place="danger", quiet_from=10, quiet_until=20
        )
    await circle.chat.passes(hours=10)
    assert got(*sleeps) == [0, 0, 1]
    assert await status(circle, id) == DONE
    async with circle.database.transaction() as session:
        assert await announced.counts(session, id, 1) == {"left": 2, "sent": 1, "still": 0}


async def test_who_leaves_the_group_meanwhile_gets_none(circle: Circle) -> None:
    leaves = await circle.joins(quiet_from=10, quiet_until=20)
    group = await circle.group("Tbilisi", leaves)
    await begin(circle, group=group.number)
    await circle.chat.work()
    async with circle.database.transaction() as session:
        await groups.leave(session, circle.id(leaves), group.id)
    await circle.chat.passes(hours=10)
    assert got(leaves) == [0]


async def test_who_sleeps_gets_it_by_day(circle: Circle) -> None:
    sleeps = await circle.joins(quiet_from=10, quiet_until=20)
    id = await begin(circle)
    await circle.chat.passes(hours=3)
    assert (got(sleeps), await status(circle, id)) == ([0], GOING)
    await circle.chat.passes(hours=5)
    assert (got(sleeps), await status(circle, id)) == ([1], DONE)


async def test_it_goes_out_in_portions(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "UNDER_WAY", 3)
    phones = [await circle.joins() for _number in range(8)]
    await begin(circle)
    assert await job.run(circle.database) == 3
    assert await job.run(circle.database) == 0
    await circle.chat.settle()
    assert sum(got(*phones)) == 3
    await circle.chat.work()
    assert got(*phones) == [1] * 8


async def test_after_a_crash_it_goes_on_with_those_who_have_not_got_it(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "PORTION", 2)
    phones = [await circle.joins() for _number in range(6)]
    await begin(circle)
    put, times = job._push, iter(range(3))

    def dies(*given: Any) -> None:
        if next(times) == 2:
            raise KeyboardInterrupt  # as a process dies: nobody catches it
        put(*given)

    monkeypatch.setattr(job, "_push", dies)
    with pytest.raises(KeyboardInterrupt):
        await job.run(circle.database)
    monkeypatch.setattr(job, "_push", put)
    await circle.chat.work()
    assert got(*phones) == [1] * 6


async def test_without_money_it_waits_until_they_write_but_not_for_ever(circle: Circle) -> None:
    writes, silent = await circle.joins("viber"), await circle.joins("viber")
    circle.database.budget = 1  # of which announcements get nothing
    id = await begin(circle)
    await circle.chat.work()
    assert got(writes, silent) == [0, 0]
    await writes.says("/menu")
    await circle.chat.passes(hours=2)
    assert got(writes, silent) == [1, 0]
    await circle.chat.passes(hours=75)
    assert (got(writes, silent), await status(circle, id)) == ([1, 0], DONE)


async def test_half_of_the_money_stays_for_others(circle: Circle) -> None:
    phones = [await circle.joins("viber") for _number in range(6)]
    circle.database.budget = 4
    await begin(circle)
    await job.run(circle.database)
    async with circle.database.transaction() as session:
        assert await announced.in_outbox(session, 1) == 2
    await circle.chat.settle()
    assert sum(got(*phones)) == 2


async def test_a_closed_group_reaches_nobody(circle: Circle) -> None:
    member = await circle.joins()
    group = await circle.group("Tbilisi", member)
    async with circle.database.transaction() as session:
        await groups.close(session, group.id)
    await begin(circle, group=group.number)
    await circle.chat.work()
    assert got(member) == [0]


async def test_its_messages_go_after_everything_else(circle: Circle) -> None:
    await circle.joins()
    await begin(circle)
    await job.run(circle.database)
    async with circle.database.transaction() as session:
        (waiting,) = await outbox.due(session, "telegram", ())
        assert waiting.priority == max(outbox.Priority)


async def test_of_a_group_that_is_merged_meanwhile_its_own_people_still_get_it(circle: Circle) -> None:
    await circle.chat.passes(hours=9)  # 23 in Kyiv
    member, other = await circle.joins(), await circle.joins()
    gone, kept = await circle.group("Batumi", member), await circle.group("Tbilisi", other)
    await begin(circle, group=gone.number)
    await circle.chat.work()
    await circle.chat.desk().sends_payload(f"a:m-one-group:{gone.number}-{kept.number}")
    await circle.chat.passes(hours=10)
    assert got(member, other) == [1, 0]
