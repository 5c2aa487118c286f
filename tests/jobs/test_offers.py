"""Offers by themselves: the next after silence, nobody at night, nobody left: said at the stated times, once."""

from dataclasses import replace

import pytest

from bot.domain import cadence
from bot.domain.catalogue import Urgency
from bot.domain.matching import Ask
from jobs import offers as job
from storage import accounts, helpers, media, offers, persons, requests
from storage.offers import Offer
from tests.chat import Phone
from tests.circle import PAPERS, SKILLS, Circle, heard

ASKED = "Can you help?"
NOBODY = "Nobody has been able to take request 1 yet"


async def offers_of(circle: Circle, request_id: int) -> list[Offer]:
    """All offers of a request, the oldest first."""
    async with circle.database.transaction() as session:
        found = await offers.of_request(session, request_id)
    return sorted(found, key=lambda offer: offer.deadline)


def asked(*phones: Phone) -> list[int]:
    """How often each was asked."""
    return [heard(phone, ASKED) for phone in phones]


@pytest.mark.parametrize("urgency, hours", [("today", 3), ("normal", 8)])
async def test_silence_until_the_deadline_passes_it_to_the_next(
    circle: Circle, urgency: Urgency, hours: int
) -> None:
    olha, petro, vira = (
        await circle.joins(),
        await circle.helper(region="GE"),
        await circle.helper(region="GE"),
    )
    request_id = await circle.asks(olha, replace(PAPERS, urgency=urgency))
    await circle.chat.work()
    assert sorted(asked(petro, vira)) == [0, 1], "one at a time"
    await circle.chat.passes(hours=hours, minutes=-1)
    assert sorted(asked(petro, vira)) == [0, 1]
    await circle.chat.passes(minutes=1)
    if urgency == "normal":  # by now it is night in Georgia
        await circle.chat.passes(hours=12)
    assert asked(petro, vira) == [1, 1]
    statuses = [offer.status for offer in await offers_of(circle, request_id)]
    assert statuses == [offers.EXPIRED, offers.OPEN]


async def test_about_what_is_needed_now_two_are_asked_at_once_and_the_first_yes_wins(circle: Circle) -> None:
    helpers_ = [await circle.helper() for _one in range(8)]
    request_id = await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    first, slow = (phone for phone in helpers_ if asked(phone) == [1])
    await first.presses("Not now")
    await circle.chat.work()
    (quick,) = (phone for phone in helpers_ if asked(phone) == [1] and phone is not slow)
    await quick.presses("I can help")
    await circle.chat.work()
    assert heard(slow, "Request 1: somebody has taken it by now.") == 1
    assert heard(first, "somebody has taken it by now") == 0, "who has answered hears no more of it"
    assert (await circle.request(request_id)).status == requests.MATCHED
    await slow.presses("I can help")
    assert "already with somebody" in slow.screen.text


async def test_the_last_few_who_could_help_now_are_asked_one_by_one(circle: Circle) -> None:
    helpers_ = [await circle.helper() for _one in range(6)]
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    assert sorted(asked(*helpers_)) == [0] * 5 + [1]


async def test_an_hour_of_silence_about_what_is_needed_now_lets_others_be_asked(circle: Circle) -> None:
    helpers_ = [await circle.helper() for _one in range(8)]
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    await circle.chat.passes(minutes=59)
    assert sorted(asked(*helpers_)) == [0] * 6 + [1, 1]
    await circle.chat.passes(minutes=1)
    assert sum(asked(*helpers_)) > 2


async def test_thanks_wait_for_the_morning_of_who_sleeps(circle: Circle) -> None:
    helpers_ = [await circle.helper() for _one in range(7)]
    await circle.chat.passes(hours=9)  # 23:00 in Kyiv
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    quick, slow = (phone for phone in helpers_ if asked(phone) == [1])
    await quick.presses("I can help")
    await circle.chat.passes(hours=8, minutes=59)
    assert heard(slow, "somebody has taken it by now") == 0
    await circle.chat.passes(minutes=1)
    assert heard(slow, "somebody has taken it by now") == 1


async def test_silence_bars_a_helper_for_a_day_and_no_for_good(circle: Circle) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    await circle.chat.passes(hours=8)  # silence until 22:00 in Kyiv
    await circle.chat.passes(hours=23)
    assert asked(petro) == [1]
    await circle.chat.passes(hours=12)  # over a day later, and morning again
    assert asked(petro) == [2]
    await petro.presses("Not now")
    for _day in range(5):
        await circle.chat.passes(days=1)
    statuses = [offer.status for offer in await offers_of(circle, request_id)]
    assert statuses == [offers.EXPIRED, offers.DECLINED]


async def test_a_helper_is_asked_five_times_a_week_at_most_and_seven_when_it_is_needed_now(
    circle: Circle,
) -> None:
    petro = await circle.helper()
    for _request in range(7):
        await circle.asks(await circle.joins())
        await circle.chat.work()
        if "Not now" in petro.screen.labels:
            await petro.presses("Not now")
    assert len(await made_to(circle, petro)) == 5
    for _request in range(3):
        await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
        await circle.chat.work()
        if "Not now" in petro.screen.labels:
            await petro.presses("Not now")
    assert len(await made_to(circle, petro)) == 7
    await circle.chat.passes(days=7)
    assert len(await made_to(circle, petro)) > 7, "a new week"


async def made_to(circle: Circle, phone: Phone) -> list[int]:
    """The ids of all offers that were ever made to a helper."""
    async with circle.database.transaction() as session:
        found = [
            offer
            for number in range(1, 40)
            if (request := await requests.by_number(session, number)) is not None
            for offer in await offers.of_request(session, request.id)
        ]
    return [offer.id for offer in found if offer.helper_id == circle.id(phone)]


async def test_running_again_and_again_asks_once(circle: Circle) -> None:
    olha, petro, vira = await circle.joins(), await circle.helper(), await circle.helper()
    request_id = await circle.asks(olha)
    assert await job.run(circle.database) == 1
    for _again in range(5):
        assert await job.run(circle.database) == 0
    await circle.chat.settle()
    assert sum(asked(petro, vira)) == 1
    assert len(await offers_of(circle, request_id)) == 1


async def test_a_helper_has_one_question_at_a_time(circle: Circle) -> None:
    petro = await circle.helper(capacity=2)
    for _person in range(3):
        await circle.asks(await circle.joins())
    await circle.chat.work()
    assert asked(petro) == [1]
    await petro.presses("I can help")
    await circle.chat.work()
    assert asked(petro) == [1], "the first was rewritten, the second came"
    await petro.presses("I can help")
    await circle.chat.work()
    assert asked(petro) == [0], "both places are taken"


async def test_what_is_needed_now_does_not_wait_for_an_answer_to_something_else(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.asks(await circle.joins())
    await circle.chat.work()
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    assert asked(petro) == [2]


async def test_at_night_a_helper_is_left_in_peace_unless_it_is_urgent(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(hours=9)  # 23:00 in Kyiv
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert asked(petro) == [0]
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    assert asked(petro) == [1]
    assert "needed now" in petro.screen.text
    await petro.presses("Not now")
    await circle.chat.work()
    assert asked(petro) == [1], "who has just answered is awake"
    assert "no hurry" in petro.screen.text


async def test_who_wants_to_sleep_is_not_woken_even_when_it_is_urgent(circle: Circle) -> None:
    petro = await circle.helper(skills=replace(SKILLS, night_ok=False))
    await circle.chat.passes(hours=9)
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="now"))
    await circle.chat.work()
    assert asked(petro) == [0]
    await circle.chat.passes(hours=9)
    assert asked(petro) == [1]


async def test_an_offer_that_waited_for_the_morning_comes_in_the_morning(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(hours=9)
    await circle.asks(await circle.joins())
    await circle.chat.passes(hours=8, minutes=59)
    assert asked(petro) == [0]
    await circle.chat.passes(minutes=1)
    assert asked(petro) == [1]


async def test_whoever_is_awake_is_asked_before_who_sleeps(circle: Circle) -> None:
    await circle.helper(region="GE")
    in_berlin = await circle.helper(region="DE")
    await circle.chat.passes(hours=8)  # midnight in Tbilisi, 21:00 in Berlin
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert asked(in_berlin) == [1]


async def test_who_cannot_be_reached_is_not_asked(circle: Circle) -> None:
    petro, vira = await circle.helper(), await circle.helper()
    async with circle.database.transaction() as session:
        account = await accounts.of_person(session, circle.id(petro))
        assert account is not None
        await accounts.close(session, account.id)
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    assert [offer.helper_id for offer in await offers_of(circle, request_id)] == [circle.id(vira)]


async def test_nobody_is_asked_for_a_person_who_cannot_be_reached(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    request_id = await circle.asks(olha)
    await olha.sends("left")
    await circle.chat.work()
    assert asked(petro) == [0]
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_a_new_helper_is_asked_about_what_has_been_waiting(circle: Circle) -> None:
    await circle.asks(await circle.joins())
    await circle.chat.passes(hours=5)
    petro = await circle.helper()
    await circle.chat.work()
    assert asked(petro) == [1]


WEEK = 7 * 24 * 60


@pytest.mark.parametrize(
    "urgency, stated, cards",
    [
        ("now", [15, 60], [0, 15, 60]),
        ("today", [120], [120, 240]),
        ("normal", [24 * 60, 72 * 60], [48 * 60, 72 * 60]),
    ],
)
async def test_nobody_left_is_told_at_the_stated_times_exactly_once(
    circle: Circle, urgency: Urgency, stated: list[int], cards: list[int]
) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    await circle.asks(olha, replace(PAPERS, urgency=urgency))
    await circle.chat.work()
    passed = 0
    for minutes in sorted({*stated, *cards, WEEK}):
        for until in (minutes - 1, minutes):
            await circle.chat.passes(minutes=max(0, until - passed))
            await circle.chat.work()
            passed = max(passed, until)
            assert heard(olha, NOBODY) == sum(at <= passed for at in stated), f"after {passed} minutes"
            said_again = passed >= WEEK - 1  # nobody takes the alert, and it goes on
            told = sum(at <= passed for at in cards) + said_again
            assert heard(desk, "Nobody has accepted this request yet") == told


async def test_the_stated_times_of_what_was_read_first_count_from_its_release(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    request_id = await circle.asks(olha, replace(PAPERS, urgency="now"))
    async with circle.database.transaction() as session:
        assert await requests.move(session, request_id, (requests.WAITING,), requests.HELD)
    await circle.chat.passes(hours=5)  # all stated times passed while nobody had read it
    assert heard(olha, "Request 1 has not been read yet") == 1
    await desk.sends_payload("a:m-release:1")
    for minutes, told, alerted in ((0, 0, 0), (14, 0, 0), (1, 1, 1), (44, 1, 1), (1, 2, 2)):
        await circle.chat.passes(minutes=minutes)
        await circle.chat.work()
        assert heard(olha, NOBODY) == told
        assert heard(desk, "Nobody has accepted this request yet") == alerted


async def test_the_notice_says_when_the_next_comes_and_which_other_ways_there_are(circle: Circle) -> None:
    olha = await circle.joins(region="UA-05")
    await circle.asks(olha)
    await circle.chat.passes(days=1)
    assert "24 November, 14:00" in olha.screen.text
    assert "You can also call:" in olha.screen.text
    assert olha.screen.labels == ["My request", "Menu"]
    await circle.chat.passes(days=2)
    assert "A moderator has it now" in olha.screen.text


async def test_in_danger_no_ukrainian_number_is_named(circle: Circle) -> None:
    olha = await circle.joins(place="danger", region="UA-05")
    await circle.asks(olha)
    await circle.chat.passes(days=1)
    assert heard(olha, NOBODY) == 1
    assert "call" not in olha.screen.text


async def test_the_notices_come_also_while_somebody_is_being_asked(circle: Circle) -> None:
    olha, _petro = await circle.joins(), await circle.helper()
    await circle.asks(olha, replace(PAPERS, urgency="today"))
    await circle.chat.passes(hours=2)
    assert heard(olha, NOBODY) == 1


async def test_after_a_long_standstill_one_notice_is_enough(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.asks(olha, replace(PAPERS, urgency="now"))
    await circle.chat.passes(hours=5)
    assert heard(olha, NOBODY) == 1


async def test_what_has_no_hurry_is_said_by_day(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.chat.passes(hours=10)  # midnight in Kyiv
    await circle.asks(olha)
    await circle.chat.passes(days=1)
    assert heard(olha, NOBODY) == 0
    await circle.chat.passes(hours=8)
    assert heard(olha, NOBODY) == 1


async def test_when_the_helper_was_erased_the_request_seeks_again(circle: Circle) -> None:
    olha, petro, vira = await circle.joins(), await circle.helper(), await circle.helper()
    request_id = await circle.asks(olha)
    await circle.chat.work()
    first, second = (petro, vira) if asked(petro) == [1] else (vira, petro)
    await first.presses("I can help")
    async with circle.database.transaction() as session:
        await persons.erase(session, circle.people[first.address])
    await circle.chat.work()
    assert "is not here any more. We are asking others" in olha.screen.text
    assert asked(second) == [1]
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_one_request_that_fails_does_not_stop_the_others(circle: Circle) -> None:
    broken = await circle.asks(await circle.joins(), replace(PAPERS, subneed="documents.no_such"))
    petro, request_id = await circle.helper(), await circle.asks(await circle.joins())
    async with circle.database.transaction() as session:
        await requests.look_again(session, broken, session.now)
    vira = await circle.helper()
    await circle.chat.work()
    assert sorted(asked(petro, vira)) == [0, 1]
    assert len(await offers_of(circle, request_id)) == 1
    assert await offers_of(circle, broken) == []


async def test_a_request_that_cannot_be_asked_keeps_its_helper_from_nobody(circle: Circle) -> None:
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="today", subneed="documents.no_such"))
    petro = await circle.helper()
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 1


async def test_more_requests_than_fit_one_look_are_all_served(circle: Circle) -> None:
    olha = await circle.joins()
    for _request in range(60):
        last = await circle.asks(olha, replace(PAPERS, wants="woman"))
    async with circle.database.transaction() as session:
        late = await requests.to_look_at(session, limit=100)
    assert len(late) == 60
    await circle.chat.work()
    async with circle.database.transaction() as session:
        assert not await requests.to_look_at(session)
    assert (await circle.request(last)).status == requests.WAITING


async def test_a_photo_of_a_waiting_request_is_shown_and_kept(circle: Circle) -> None:
    olha = await circle.joins()
    async with circle.database.transaction() as session:
        await media.add(session, 77, circle.id(olha), "photo", "telegram", "a-file")
    await circle.asks(olha, replace(PAPERS, media=77, media_kind="photo"))
    await circle.chat.passes(days=20)
    petro = await circle.helper()
    await circle.chat.work()
    assert petro.screen.picture
    async with circle.database.transaction() as session:
        state, _body = await media.body(session, 77)
    assert state == media.READY


async def test_resting_helpers_are_not_asked(circle: Circle) -> None:
    petro = await circle.helper()
    async with circle.database.transaction() as session:
        await helpers.move(session, circle.id(petro), (helpers.APPROVED,), helpers.RESTING)
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert asked(petro) == [0]


@pytest.mark.parametrize("who", ["requester", "helper"])
async def test_two_of_whom_one_had_enough_are_not_brought_together_again(circle: Circle, who: str) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    phone = olha if who == "requester" else petro
    await phone.sends_payload(f"a:talk-reported:{match_id}:threats")
    await phone.sends_payload(f"a:outcome:{match_id}:{'not_needed' if who == 'requester' else 'left'}")
    async with circle.database.transaction() as session:  # a moderator has looked
        await helpers.move(session, circle.id(petro), (helpers.PAUSED,), helpers.APPROVED)
    await circle.asks(olha)
    await circle.chat.passes(hours=1)
    assert asked(petro) == [0], "the first was rewritten, and no second came"


async def test_a_request_that_no_moderator_reads_is_not_silent(circle: Circle) -> None:
    olha, desk = await circle.joins(), circle.chat.desk()
    urgent = Ask("housing", "housing.tonight", urgency="now")
    async with circle.database.transaction() as session:
        await requests.add(session, circle.id(olha), "en", 0, urgent, held=True)
    await circle.chat.work()
    stated = [after.total_seconds() / 60 for after in cadence.NOBODY_YET["now"]]
    for minutes in range(0, 120, 5):
        told = sum(at <= minutes for at in stated)
        assert heard(olha, "Request 1 has not been read yet.") == told, f"after {minutes} minutes"
        await circle.chat.passes(minutes=5)
    assert heard(desk, "A request waits for a moderator before helpers see it.") > 1
    assert heard(olha, NOBODY) == 0
