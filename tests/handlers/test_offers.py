"""Offers: shown without who asks, answered once, by nobody else; of two who press at once, one helps."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.dispatch import Dispatcher
from bot.domain.matching import Ask
from bot.incoming import Incoming
from bot.tasks import start, stop
from storage import helpers, matches, offers, requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard

OVER = "The time for this one is over"


async def offered(circle: Circle, ask: Ask = PAPERS) -> tuple[Phone, Phone, int]:
    """Olha asks, and Petro sees the offer."""
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    request_id = await circle.asks(olha, ask)
    await circle.chat.work()
    return olha, petro, request_id


def payload(phone: Phone, label: str) -> str:
    """What the newest button with this label sends."""
    return next(
        data
        for message in reversed(phone.messages)
        for row in message.rows
        for said, data, _s in row
        if said == label
    )


async def test_a_helper_reads_what_is_needed_and_not_who_asks(circle: Circle) -> None:
    ask = replace(PAPERS, region="UA-05", in_person=False, urgency="today")
    _olha, petro, _request = await offered(circle, ask)
    shown = petro.screen.text
    for told in ("Request 1", "in Vinnytsia Oblast", "from afar", "needed today", "in English", PAPERS.words):
        assert told in shown
    assert "21 November, 17:00" in shown  # three hours from 14:00 in Kyiv
    assert "Kalyna" not in shown
    assert petro.screen.labels == ["I can help", "Not now", "Never this kind", "Menu"]


async def test_what_is_needed_now_does_not_promise_to_wait(circle: Circle) -> None:
    _olha, petro, _request = await offered(circle, replace(PAPERS, urgency="now"))
    assert "Others may be asked at the same time: the first yes counts." in petro.screen.text
    assert "It waits for you" not in petro.screen.text


async def test_what_has_time_waits_for_the_one_who_is_asked(circle: Circle) -> None:
    _olha, petro, _request = await offered(circle, replace(PAPERS, urgency="today"))
    assert "It waits for you until 21 November, 17:00." in petro.screen.text


async def test_the_deadline_is_told_by_the_helpers_own_clock(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper(region="GE")
    await circle.asks(olha, replace(PAPERS, urgency="today"))
    await circle.chat.work()
    assert "21 November, 19:00" in petro.screen.text


async def test_of_a_sensitive_need_only_its_kind_is_shown(circle: Circle) -> None:
    sensitive = Ask("medical", "medical.medicine", words="which medicine", media=7, media_kind="photo")
    _olha, petro, _request = await offered(circle, sensitive)
    assert "which medicine" not in petro.screen.text
    assert not petro.screen.picture
    assert "Doctor and medicines" in petro.screen.text


async def test_accepting_brings_the_two_together_under_chosen_names(circle: Circle) -> None:
    olha, petro, request_id = await offered(circle)
    await petro.presses("I can help")
    assert "You talk with Kalyna. You are shown as Yavir." in petro.screen.text
    assert petro.screen.rewritten
    assert petro.screen.labels == ["Open the talk", "Menu"]
    assert "There is somebody for your request 1: Yavir." in olha.screen.text
    assert olha.screen.labels == ["Open the talk", "Menu"]
    assert (await circle.request(request_id)).status == requests.MATCHED


async def test_without_names_both_get_different_ones(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Олена"), await circle.helper(name="олена")
    match = await circle.match(await circle.matched(olha, petro))
    assert match.requester_name == "Олена"
    assert match.helper_name.casefold() != "олена"
    ivan, vira = await circle.joins(), await circle.helper()
    match = await circle.match(await circle.matched(ivan, vira))
    assert match.helper_name
    assert match.requester_name not in ("", match.helper_name)


async def test_pressing_twice_begins_one_match(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    accept = payload(petro, "I can help")
    await petro.presses("I can help")
    match = await circle.match_of(request_id)
    await petro.sends_payload(accept)
    assert "You have accepted this one" in petro.screen.text
    assert await circle.match_of(request_id) == match


async def test_of_two_helpers_who_press_at_once_one_gets_it_and_the_other_reads_why(circle: Circle) -> None:
    olha, petro, vira = await circle.joins(), await circle.helper(), await circle.helper()
    for _time in range(5):
        request_id = await circle.asks(olha)
        async with circle.database.transaction() as session:
            until = session.now + timedelta(hours=1)
            both = [await offers.add(session, request_id, circle.id(phone), until) for phone in (petro, vira)]
        await asyncio.gather(  # two transactions, as two processes would have them
            *(
                press(circle, phone, f"a:accept:{offer.id}")
                for phone, offer in zip((petro, vira), both, strict=True)
            )
        )
        async with circle.database.transaction() as session:
            statuses = sorted(offer.status for offer in await offers.of_request(session, request_id))
            match = await matches.of_request(session, request_id)
            assert match is not None
            await matches.close(session, match.id, "solved")
        assert statuses == [offers.ACCEPTED, offers.WITHDRAWN]
        told = [phone.screen.text for phone in (petro, vira)]
        assert sum("you are helping" in text for text in told) == 1
        assert sum("already with somebody" in text for text in told) == 1


async def press(circle: Circle, phone: Phone, data: str) -> None:
    """Press as if another process took it: past the queue that puts one event after another."""
    key, message = str(next(circle.chat.keys)), phone.new_id()
    another = Dispatcher(circle.database, lambda event: False)
    worker = start(another.run(), "another process")
    await another.receive(Incoming("telegram", key, phone.address, "press", data, message=message, press="p"))
    await stop(worker)
    await circle.chat.settle()


async def test_not_now_goes_to_the_next_best_at_once(circle: Circle) -> None:
    olha, petro, vira = await circle.joins(), await circle.helper(), await circle.helper()
    request_id = await circle.asks(olha)
    await circle.chat.work()
    first, second = (petro, vira) if petro.messages else (vira, petro)
    assert not second.messages, "one is asked at a time"
    await first.presses("Not now")
    assert "not now" in first.screen.text
    await circle.chat.work()
    await second.presses("I can help")
    match = await circle.match_of(request_id)
    assert match is not None
    assert match.helper_id == circle.id(second)
    assert heard(first, "Can you help?") == 0, "the offer was rewritten, and none came again"


async def test_never_this_kind_is_never_asked_again(circle: Circle) -> None:
    olha, petro, _request = await offered(circle)
    await petro.presses("Never this kind")
    assert "“Documents” will not come any more" in petro.screen.text
    await circle.asks(olha)
    await circle.asks(olha, Ask("medical", "medical.family_doctor", words="a doctor"))
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 1
    assert "a doctor" in petro.screen.text or "Doctor" in petro.screen.text


async def test_after_the_deadline_a_press_reads_kindly_that_it_is_over(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    accept = payload(petro, "I can help")
    await circle.chat.passes(hours=8)
    await petro.sends_payload(accept)
    assert OVER in petro.screen.text
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_somebody_elses_offer_is_not_here(circle: Circle) -> None:
    olha, petro, request_id = await offered(circle)
    vira = await circle.helper()
    for label in ("I can help", "Not now", "Never this kind"):
        for phone in (vira, olha):
            await phone.sends_payload(payload(petro, label))
            assert "This offer is not here any more" in phone.screen.text
    await vira.sends_payload(f"a:offer:{payload(petro, 'Not now').rpartition(':')[2]}")
    assert PAPERS.words not in vira.screen.text
    assert await circle.match_of(request_id) is None


async def test_forged_rows_change_nothing(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    for row in ("", "x", "-1", "0", "9" * 40, "1:2", "١"):
        await petro.sends_payload(f"a:accept:{row}")
        assert "not here any more" in petro.screen.text
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_a_request_taken_back_is_no_longer_there_to_accept(circle: Circle) -> None:
    olha, petro, request_id = await offered(circle)
    await olha.sends_payload(f"a:drop-request:{request_id}")
    await petro.presses("I can help")
    assert "already with somebody, or closed" in petro.screen.text
    assert await circle.match_of(request_id) is None


async def test_a_helper_without_a_free_place_passes_it_on(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    for _other in range(2):
        await circle.already_helps(petro)
    await petro.presses("I can help")
    assert "as many people as you wished" in petro.screen.text
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_a_helper_who_is_no_longer_one_cannot_accept(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    async with circle.database.transaction() as session:
        await helpers.move(session, circle.id(petro), (helpers.APPROVED,), helpers.RESTING)
    await petro.presses("I can help")
    assert "You are not asked about requests at the moment" in petro.screen.text
    assert await circle.match_of(request_id) is None


async def test_an_open_offer_can_be_opened_from_the_menu(circle: Circle) -> None:
    _olha, petro, request_id = await offered(circle)
    await petro.says("/menu")
    await petro.presses("An offer waits")
    assert PAPERS.words in petro.screen.text
    await petro.presses("I can help")
    assert await circle.match_of(request_id) is not None
