"""Who was not here for half a year hears it once, can stay by a press, and is erased two weeks later as by /forget."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import StoppedClock
from bot.domain.keeping import DAY, PROMISED
from storage import accounts, bans, everything, groups, matches, moderators, persons, requests
from storage.bans import BannedAddressRow
from storage.requests import CLOSED, MATCHED
from tests.chat import DESK, Phone
from tests.circle import Circle, heard

ASKS, LINE = "Is this chat still needed?", "There is something here for you."
TELLS, ERASES = (span.days + 1 for span in (PROMISED.noted, PROMISED.away))


async def is_known(circle: Circle, phone: Phone) -> bool:
    async with circle.database.transaction() as session:
        return await everything.about(session, circle.id(phone)) != {}


async def lives_until_told(circle: Circle, *phones: Phone) -> None:
    """Half a year without a word, to the morning on which it is told."""
    await circle.chat.work()
    await circle.chat.passes(days=TELLS)
    assert [heard(phone, ASKS) for phone in phones] == [1] * len(phones)


async def test_one_line_that_tells_nobody_else_anything_comes_with_one_button(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.chat.work()
    await circle.chat.passes(days=TELLS - 1)
    assert heard(olha, ASKS) == 0
    await circle.chat.passes(days=1)
    assert olha.screen.text.splitlines()[0] == ASKS
    assert "On 21 May everything" in olha.screen.text
    assert olha.screen.labels == ["I am staying"]
    await circle.chat.passes(days=13)
    assert heard(olha, ASKS) == 1
    assert await is_known(circle, olha)
    await circle.chat.passes(days=1)
    assert not await is_known(circle, olha)


async def test_a_press_is_enough_to_stay_for_another_half_year(circle: Circle) -> None:
    olha = await circle.joins()
    await lives_until_told(circle, olha)
    await olha.presses("I am staying")
    assert "Everything stays as it is." in olha.screen.text
    await circle.chat.passes(days=TELLS - 1)
    assert await is_known(circle, olha)
    await circle.chat.passes(days=1)
    assert heard(olha, ASKS) == 1, "told anew; the press rewrote the first one"
    await circle.chat.passes(days=13)
    assert await is_known(circle, olha)
    await circle.chat.passes(days=1)
    assert not await is_known(circle, olha)


async def test_whatever_else_somebody_does_is_being_here(circle: Circle) -> None:
    olha = await circle.joins()
    await lives_until_told(circle, olha)
    await olha.says("/menu")
    await circle.chat.passes(days=20)
    assert await is_known(circle, olha)


async def test_who_blocked_the_bot_is_erased_without_a_word(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends("left")
    await lives_until_told(circle)
    assert heard(olha, ASKS) == 0
    await circle.chat.passes(days=14)
    assert not await is_known(circle, olha)


async def test_who_never_agreed_is_told_nothing_and_erased(circle: Circle) -> None:
    olha = circle.chat.person(language="en")
    await olha.says("/start")
    shown = len(olha.messages)
    await lives_until_told(circle)
    await circle.chat.passes(days=14)
    assert len(olha.messages) == shown
    async with circle.database.transaction() as session:
        assert await persons.arrive(session, "telegram", [olha.address]) == {}


async def test_in_danger_a_line_comes_and_a_press_opens_it_and_stays(circle: Circle) -> None:
    olha = await circle.joins(place="danger")
    await circle.chat.work()
    await circle.chat.passes(days=TELLS)
    assert [heard(olha, ASKS), heard(olha, LINE)] == [0, 1]
    await olha.presses("Open")
    assert "Everything stays as it is." in olha.screen.text


async def test_it_comes_by_day_and_outside_of_ones_own_quiet_hours(circle: Circle) -> None:
    olha = await circle.joins(quiet_from=9, quiet_until=12)
    await circle.chat.work()
    await circle.chat.passes(days=TELLS - 1, hours=12, minutes=1)  # two o'clock at night in Kyiv
    told: list[int] = []
    for _hour in range(10):
        await circle.chat.passes(hours=1)
        told.append(heard(olha, ASKS))
    assert told == [0] * 8 + [1, 1]


async def test_who_is_in_a_talk_or_waits_for_help_is_left_alone(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    waits = await circle.joins()
    await circle.asks(waits)
    await circle.chat.work()
    await circle.chat.passes(days=ERASES + 20)
    assert [await is_known(circle, phone) for phone in (olha, petro, waits)] == [True] * 3
    assert [heard(phone, ASKS) for phone in (olha, petro, waits)] == [0] * 3
    await _ends(circle, match_id)
    await circle.chat.passes(days=15)
    assert [await is_known(circle, phone) for phone in (olha, petro, waits)] == [True] * 3
    assert [heard(phone, ASKS) for phone in (olha, petro, waits)] == [1, 1, 0]


async def _ends(circle: Circle, match_id: int) -> None:
    async with circle.database.transaction() as session:
        match = await matches.get(session, match_id)
        assert match is not None
        await matches.close(session, match_id, "solved")
        done = {"outcome": "solved", "closed_at": session.now}
        await requests.move(session, match.request_id, (MATCHED,), CLOSED, **done)


@pytest.mark.parametrize("leads", [(), ("1000",)])
async def test_a_moderator_is_never_erased_by_the_clock(circle: Circle, leads: tuple[str, ...]) -> None:
    anna = await circle.joins()
    circle.database.leads = leads
    if not leads:
        async with circle.database.transaction() as session:
            await moderators.known(session, anna.address)
    await circle.chat.work()
    await circle.chat.passes(days=ERASES + 20)
    assert await is_known(circle, anna)
    assert heard(anna, ASKS) == 0


async def test_a_moderator_who_left_the_chat_is_told_like_others(circle: Circle) -> None:
    anna = await circle.joins()
    async with circle.database.transaction() as session:
        desk = await accounts.of_chat(session, "telegram", DESK)
        await moderators.known(session, anna.address)
        await moderators.moved(session, anna.address, desk.id, here=False, at=session.now)
    await lives_until_told(circle, anna)


async def test_the_desk_hears_that_a_group_lost_its_coordinator(circle: Circle) -> None:
    desk = circle.chat.desk()
    group = await circle.group("Tbilisi")
    petro = await circle.coordinator(group)
    await lives_until_told(circle, petro)
    await circle.chat.passes(days=14)
    assert not await is_known(circle, petro)
    assert any("Tbilisi" in text for text in desk.texts)
    async with circle.database.transaction() as session:
        assert await groups.role(session, circle.id(petro), group.id) == ""


async def test_who_was_banned_is_erased_and_recognised(circle: Circle) -> None:
    olha = await circle.joins()
    async with circle.database.transaction() as session:
        await bans.ban(session, circle.id(olha), "money")
    await lives_until_told(circle)
    await circle.chat.passes(days=14)
    assert not await is_known(circle, olha)
    async with circle.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(BannedAddressRow)) == 1


async def test_nobody_is_away_for_longer_than_this_is_counted(circle: Circle) -> None:
    """Whoever agreed before could not know of it: all count as here on the day when it begins."""
    olha = await circle.joins()
    moment = circle.database.clock
    assert isinstance(moment, StoppedClock)
    moment.jump(timedelta(days=400))
    await circle.chat.work()
    await circle.chat.passes(days=PROMISED.noted.days - 1)
    assert heard(olha, ASKS) == 0
    await circle.chat.passes(days=2)
    assert heard(olha, ASKS) == 1
    await circle.chat.passes(days=13)
    assert await is_known(circle, olha)


async def test_an_operator_can_make_it_shorter(circle: Circle) -> None:
    circle.database.kept = type(PROMISED)(away=60 * DAY)
    olha = await circle.joins()
    await circle.chat.work()
    await circle.chat.passes(days=47)
    assert heard(olha, ASKS) == 1
    await circle.chat.passes(days=14)
    assert not await is_known(circle, olha)
