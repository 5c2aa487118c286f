"""What is under way to somebody is taken back when they wish for none, leave, go into danger, or delete everything."""

from typing import Any

import pytest

from jobs import announcements as job
from storage import announced, groups, outbox, persons
from storage.announcements import DONE
from tests.chat import Phone
from tests.circle import Circle
from tests.jobs.test_announcements import begin, got, status

LINE = "There is something here for you."


async def under_way(circle: Circle, **audience: Any) -> int:
    """An announcement whose messages lie in the outbox."""
    id = await begin(circle, **audience)
    await job.run(circle.database)
    return id


async def counted(circle: Circle, id: int) -> dict[str, int]:
    async with circle.database.transaction() as session:
        return await announced.counts(session, id, 1)


async def tells(circle: Circle, phone: Phone, **told: str | int) -> None:
    """Keep what a person says of themselves, before anything else is sent."""
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(phone))
        assert person is not None
        await persons.tell(session, person, **told)


@pytest.mark.parametrize(
    "told", [{"news": 0}, {"place": "danger"}, {"region": "RU"}, {"zone": "Europe/Moscow"}]
)
async def test_a_wish_for_none_and_any_danger_take_back_what_is_under_way(
    circle: Circle, told: dict[str, str | int]
) -> None:
    olha, taras = await circle.joins(), await circle.joins()
    id = await under_way(circle)
    assert await counted(circle, id) == {"put": 2, "still": 2}
    await tells(circle, olha, **told)
    assert await counted(circle, id) == {"put": 1, "left": 1, "still": 1}
    await circle.chat.passes(minutes=2)
    assert got(olha, taras) == [0, 1]
    assert await status(circle, id) == DONE
    assert await counted(circle, id) == {"left": 1, "sent": 1, "still": 0}


async def test_what_may_go_into_danger_comes_anew_as_a_line(circle: Circle) -> None:
    olha = await circle.joins()
    await under_way(circle, safe=True)
    await tells(circle, olha, place="danger")
    await circle.chat.passes(minutes=2)
    assert got(olha) == [0]
    assert sum(text == LINE for text in olha.texts) == 1


async def test_the_press_no_more_takes_back_the_next_one_that_is_under_way(circle: Circle) -> None:
    olha = await circle.joins()
    await begin(circle)
    await circle.chat.work()
    await under_way(circle)
    await olha.presses("No more of these")
    await circle.chat.passes(minutes=2)
    assert got(olha) == [0]  # the press has rewritten the first


async def test_who_leaves_the_group_it_is_for_gets_none_and_who_stays_does(circle: Circle) -> None:
    leaves, stays = await circle.joins(), await circle.joins()
    group = await circle.group("Tbilisi", leaves, stays)
    await under_way(circle, group=group.number)
    async with circle.database.transaction() as session:
        await groups.leave(session, circle.id(leaves), group.id)
    await circle.chat.work()
    assert got(leaves, stays) == [0, 1]


async def test_who_coordinates_no_more_gets_none_for_coordinators(circle: Circle) -> None:
    group = await circle.group("Tbilisi")
    leads = await circle.coordinator(group)
    await under_way(circle, role="coordinator")
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(leads), group.id, groups.MEMBER)
    await circle.chat.work()
    assert got(leads) == [0]


async def test_when_its_group_closes_nobody_gets_it(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await under_way(circle, group=group.number)
    async with circle.database.transaction() as session:
        await groups.close(session, group.id)
    await circle.chat.work()
    assert got(olha) == [0]


async def test_what_is_for_all_still_comes_to_who_leaves_a_group(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await under_way(circle)
    async with circle.database.transaction() as session:
        await groups.leave(session, circle.id(olha), group.id)
    await circle.chat.work()
    assert got(olha) == [1]


async def test_who_deletes_everything_gets_none(circle: Circle) -> None:
    olha, taras = await circle.joins(), await circle.joins()
    await under_way(circle)
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
        assert person is not None
        await persons.erase(session, person)
    await circle.chat.work()
    assert got(olha, taras) == [0, 1]


async def test_what_the_sender_began_with_has_gone_and_is_not_counted_as_left_out(circle: Circle) -> None:
    olha = await circle.joins()
    id = await under_way(circle)
    async with circle.database.transaction() as session:
        (message,) = await outbox.due(session, "telegram", ())
        assert await outbox.begin(session, message)
    await tells(circle, olha, news=0)
    assert await counted(circle, id) == {"put": 1, "still": 1}


async def test_what_was_taken_back_cannot_be_begun(circle: Circle) -> None:
    olha = await circle.joins()
    await under_way(circle)
    async with circle.database.transaction() as session:
        (message,) = await outbox.due(session, "telegram", ())
    await tells(circle, olha, news=0)
    async with circle.database.transaction() as session:
        assert not await outbox.begin(session, message)
