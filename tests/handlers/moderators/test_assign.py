"""Asking a helper whom a moderator chose."""

from dataclasses import replace

import pytest

from bot.domain.matching import Ask, Skills
from storage import accounts, desks, helpers, offers, requests
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand


async def asked(chat: Chat) -> list[str]:
    """The states of all offers of request 1."""
    async with chat.database.transaction() as session:
        request = await requests.by_number(session, 1)
        assert request is not None
        return [offer.status for offer in await offers.of_request(session, request.id)]


async def test_the_chosen_helper_is_asked_and_can_accept(chat: Chat, desk: Phone) -> None:
    olha, iryna = chat.person(), chat.person()
    request = await stand.request(chat, olha)
    await stand.approved(chat, iryna)
    card = await desk.says("/assign 1 1")
    assert "Helper 1 is being asked, until" in card.text
    assert "A moderator thought of you" in iryna.screen.text
    await iryna.presses("I can help")
    assert (await stand.now(chat, request)).status == requests.MATCHED
    assert await stand.acts(chat) == ["assign request 1"]


async def test_choosing_lists_only_those_who_fit(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await stand.approved(chat, chat.person(), Skills(("medical",), ("en",)))
    await stand.approved(chat, chat.person())
    await stand.volunteer(chat, chat.person())
    await desk.says("/request 1")
    listed = await desk.presses("Choose a helper")
    assert listed.labels == ["Helper 2", "Back to the card"]
    assert "points, helps 0, free 2" in listed.text
    await desk.presses("Helper 2")
    await desk.presses("Ask now")
    assert await asked(chat) == [offers.OPEN]


async def test_asking_twice_asks_once(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await stand.approved(chat, chat.person())
    await desk.says("/assign 1 1")
    again = await desk.says("/assign 1 1")
    assert again.text == "Helper 1 is being asked about it already."
    assert await asked(chat) == [offers.OPEN]


async def test_a_held_request_is_released_by_it(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person(), held=True)
    await stand.approved(chat, chat.person())
    await desk.says("/assign 1 1")
    assert (await stand.now(chat, request)).status == requests.WAITING


async def test_who_said_no_is_not_asked_again(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    await stand.request(chat, chat.person())
    await stand.approved(chat, iryna)
    await desk.says("/assign 1 1")
    await iryna.presses("Not now")
    answer = await desk.says("/assign 1 1")
    assert "already said no" in answer.text
    assert await asked(chat) == [offers.DECLINED]


BROKEN: list[tuple[Ask, Skills, str]] = [
    (stand.PASSPORT, Skills(("documents",), ("uk",)), "does not speak the language"),
    (stand.asking(wants="woman"), Skills(("documents",), ("en",)), "The person asked for a woman"),
]
PASSED: list[tuple[Ask, Skills, str]] = [
    (stand.PASSPORT, Skills(("medical",), ("en",)), "does not help with such needs"),
    (stand.asking(region="PL", in_person=True), Skills(("documents",), ("en",)), "could not meet in person"),
    (
        stand.asking(region="PL", in_person=True),
        Skills(("documents",), ("en",), ("DE",), in_person=True),
        "could not meet in person",
    ),
    (
        stand.asking(region="UA-05", in_person=True, restricted=True),
        Skills(("documents",), ("en",), ("UA-18",), in_person=True),
        "neither of the two can travel",
    ),
    (
        stand.asking(times=("weekday-morning",)),
        Skills(("documents",), ("en",), times=("weekend-evening",)),
        "no time in common",
    ),
]


@pytest.mark.parametrize("ask,skills,why", [*BROKEN, *PASSED])
async def test_a_broken_rule_is_named_and_nothing_changes(
    chat: Chat, desk: Phone, ask: Ask, skills: Skills, why: str
) -> None:
    iryna = chat.person()
    request = await stand.request(chat, chat.person(), ask)
    await stand.approved(chat, iryna, skills)
    answer = await desk.says("/assign 1 1")
    assert why in answer.text
    assert await stand.now(chat, request) == request
    assert await asked(chat) == []
    assert not iryna.messages
    assert await stand.acts(chat) == []


@pytest.mark.parametrize("status", [helpers.PENDING, helpers.REFUSED, helpers.RESTING])
async def test_only_approved_helpers_are_asked(chat: Chat, desk: Phone, status: str) -> None:
    await stand.request(chat, chat.person())
    await stand.volunteer(chat, chat.person(), status=status)
    answer = await desk.says("/assign 1 1")
    assert "This helper cannot be asked" in answer.text
    assert await asked(chat) == []


async def test_nobody_is_asked_about_their_own_request(chat: Chat, desk: Phone) -> None:
    helper = await stand.approved(chat, chat.person())
    async with chat.database.transaction() as session:
        await requests.add(session, helper.person_id, "en", 0, replace(stand.PASSPORT), False)
    answer = await desk.says("/assign 1 1")
    assert "It is their own request." in answer.text


async def test_a_full_helper_is_not_asked(chat: Chat, desk: Phone) -> None:
    await stand.approved(chat, chat.person())
    for number in (1, 2, 3):
        await stand.request(chat, chat.person())
        await desk.says(f"/assign {number} 1")
        if number == 2:  # busy with the first question: a moderator asks all the same
            await desk.presses("The helper has agreed")
    assert "no free place" in desk.screen.text
    assert await stand.acts(chat) == ["assign request 1", "override request 2"]


async def test_past_a_rule_a_reason_is_asked_and_kept(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    await stand.request(chat, chat.person(), stand.asking(region="UA-05", in_person=True))
    await stand.approved(chat, iryna)
    answer = await desk.says("/assign 1 1")
    assert answer.text.startswith("They could not meet in person there.")
    assert "all the same? The reason is kept in the audit." in answer.text
    assert not iryna.messages
    await desk.presses("I know that it fits")
    assert "A moderator thought of you" in iryna.screen.text
    journal = await desk.says("/audit")
    assert "chosen past a rule: request 1\nhelper 1, I know that it fits" in journal.text


async def test_whom_a_moderator_chose_is_the_only_one_asked_even_about_what_is_needed_now(
    chat: Chat, desk: Phone
) -> None:
    iryna = chat.person()
    await stand.request(chat, chat.person(), stand.asking(urgency="now"))
    await stand.approved(chat, iryna)
    await desk.says("/assign 1 1")
    assert "It waits for you until" in iryna.screen.text
    assert len(await asked(chat)) == 1


async def test_no_reason_helps_where_a_rule_protects_somebody(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    await stand.request(chat, chat.person(), stand.asking(wants="man"))
    await stand.approved(chat, iryna)
    await desk.sends_payload("a:m-override:1-1-agreed")
    assert "Nothing was changed" in desk.screen.text
    assert "The person asked for a woman, or for a man." in desk.screen.text
    assert not iryna.messages


async def test_who_has_blocked_the_bot_is_not_asked(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    await stand.request(chat, chat.person())
    await stand.approved(chat, iryna)
    await iryna.sends("left")
    answer = await desk.says("/assign 1 1")
    assert "This helper rests, or no message can reach them now." in answer.text


async def test_a_closed_request_is_not_assigned(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await stand.approved(chat, chat.person())
    await desk.sends_payload("a:m-end:1-solved")
    answer = await desk.says("/assign 1 1")
    assert "Request 1 is not open any more" in answer.text
    assert await asked(chat) == []


async def test_a_moderator_too_does_not_bring_two_together_of_whom_one_had_enough(chat: Chat) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await olha.sends_payload(f"a:talk-reported:{match_id}:threats")
    await olha.sends_payload(f"a:outcome:{match_id}:not_needed")
    request = await circle.request(await circle.asks(olha))
    desk = chat.desk()
    async with chat.database.transaction() as session:
        for account in await desks.every(session):
            await accounts.speak(session, account.id, "en")
    await desk.says("/unpause 1")
    await desk.says(f"/assign {request.number} 1")
    assert "paused or reported" in desk.screen.text
    assert not heard(petro, f"Request {request.number}.")
