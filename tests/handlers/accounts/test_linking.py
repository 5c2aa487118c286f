"""Connecting two chats: a short code, a plain question, and a button that undoes it at once."""

import asyncio

import pytest

from bot.incoming import Incoming
from bot.screens import Screen
from handlers.accounts.linking import OWN
from handlers.accounts.trying import HAS_OWN, OF_MODERATORS, TOO_OFTEN, TWO_ALREADY, WRONG
from handlers.moderators.registry import COMMANDS as OF_DESK
from storage import audit, code_tries, desks, outbox, persons
from storage.outbox import Priority
from tests.circle import Circle
from tests.handlers.accounts.stand import account, link_code, linked, owner, people, tries

ACROSS = pytest.mark.parametrize(
    "here, there", [("telegram", "viber"), ("viber", "telegram"), ("telegram", "telegram")]
)


@ACROSS
async def test_a_code_of_one_chat_connects_the_other(circle: Circle, here: str, there: str) -> None:
    olha = await circle.joins(here)
    second = circle.chat.person(there, language="en")
    asked = await second.says(await link_code(olha))
    assert "Do you use both chats yourself?" in asked.text
    assert await owner(circle, second) != circle.id(olha)
    await second.presses("Yes, both are mine")
    assert "Both chats are yours now." in second.screen.text
    assert "What would you like to do?" in second.screen.text
    assert f"A second chat, on {there.capitalize()}" in olha.screen.text
    assert await owner(circle, second) == await owner(circle, olha) == circle.id(olha)
    assert await people(circle) == 1


async def test_that_was_not_me_cuts_the_new_chat_off_at_once(circle: Circle) -> None:
    olha = await circle.joins()
    thief = circle.chat.person("viber", language="en")
    await linked(olha, thief)
    await olha.presses("That was not me")
    assert "disconnected: nothing goes there any more" in olha.screen.text
    known = len(thief.messages)
    async with circle.database.transaction() as session:
        assert await outbox.push(session, circle.id(olha), Screen("for Olha alone"))
    await circle.chat.settle()
    assert (len(thief.messages), olha.screen.text) == (known, "for Olha alone")
    await thief.says("/menu")
    assert await owner(circle, thief) != circle.id(olha)


async def test_for_a_day_the_new_chat_cannot_turn_out_the_old_one_nor_make_a_return_code(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    second = circle.chat.person("viber", language="en")
    await circle.chat.passes(minutes=1)
    await linked(olha, second)
    for payload in (f"a:unlink:{(await account(circle, olha)).id}", "a:code:new"):
        await second.sends_payload(payload)
        assert "only the older one may do this until" in second.screen.text
    assert await owner(circle, olha) == circle.id(olha)
    await circle.chat.passes(hours=25)
    await second.says("/link")
    await second.presses("Disconnect Telegram")
    assert "disconnected" in second.screen.text
    assert await owner(circle, olha) is None


async def test_no_takes_the_code_out_of_the_world(circle: Circle) -> None:
    olha = await circle.joins()
    second = circle.chat.person("viber", language="en")
    code = await link_code(olha)
    await second.says(code)
    await second.presses("No")
    assert "Nothing was connected" in second.screen.text
    assert (await second.says(code)).text == WRONG.text
    await second.sends_payload("a:link:yes")
    assert await owner(circle, second) != circle.id(olha)


async def test_a_code_is_worth_nothing_after_ten_minutes_even_when_it_was_written_in_time(
    circle: Circle,
) -> None:
    olha, second = await circle.joins(), circle.chat.person("viber", language="en")
    code = await link_code(olha)
    await second.says(code)
    await circle.chat.passes(minutes=10)
    await second.presses("Yes, both are mine")
    assert second.screen.text == (await second.says(code)).text == WRONG.text
    assert await owner(circle, second) != circle.id(olha)


async def test_a_code_works_once_and_an_unknown_one_is_answered_alike(circle: Circle) -> None:
    olha, second, third = (
        await circle.joins(),
        circle.chat.person("viber", language="en"),
        await circle.joins(),
    )
    code = await link_code(olha)
    await second.says(code)
    claimed = await third.says(f"/link {code}")
    await second.presses("Yes, both are mine")
    spent, unknown = await third.says(f"/link {code}"), await third.says("/link 0000000000")
    assert {claimed.text, spent.text, unknown.text} == {WRONG.text}


async def test_a_new_code_takes_the_place_of_the_one_before(circle: Circle) -> None:
    olha, second = await circle.joins(), circle.chat.person("viber", language="en")
    first, newer = await link_code(olha), await link_code(olha)
    assert (await second.says(first)).text == WRONG.text
    assert "Do you use both" in (await second.says(newer)).text


async def test_ones_own_code_is_told_to_be_ones_own_and_stays_valid(circle: Circle) -> None:
    olha, second = await circle.joins(), circle.chat.person("viber", language="en")
    code = await link_code(olha)
    assert (await olha.says(f"/link {code}")).text == OWN.text
    assert await tries(circle) == 0
    assert "Do you use both" in (await second.says(code)).text


async def test_a_chat_with_matters_of_its_own_is_refused_with_a_way_out(circle: Circle) -> None:
    olha, helper, asking = await circle.joins(), await circle.helper("viber"), await circle.joins("viber")
    await circle.asks(asking)
    code = await link_code(olha)
    for phone in (helper, asking):
        before = await owner(circle, phone)
        assert (await phone.says(f"/link {code}")).text == HAS_OWN.text
        assert await owner(circle, phone) == before
    await asking.says("/forget")
    await asking.presses("Delete everything")
    assert "Do you use both" in (await asking.says(code)).text


async def test_a_person_has_two_chats_at_most(circle: Circle) -> None:
    olha, second, third = (
        await circle.joins(),
        circle.chat.person("viber", language="en"),
        await circle.joins(),
    )
    code = await link_code(olha)
    await linked(olha, second)
    assert "Your chats:" in (await olha.says("/link")).text
    other = await link_code(third)
    assert (await second.says(f"/link {other}")).text == TWO_ALREADY.text
    assert (await third.says(f"/link {code}")).text == WRONG.text


async def test_a_moderators_own_chat_is_not_connected(circle: Circle) -> None:
    olha, moderator = await circle.joins(), await circle.joins()
    async with circle.database.transaction() as session:
        await desks.appoint(session, [moderator.address])
    code = await link_code(olha)
    assert (await moderator.says(f"/link {code}")).text == OF_MODERATORS.text
    desk = circle.chat.desk()
    assert "link" not in OF_DESK
    known = len(desk.messages)
    await desk.says(f"/link {code}")
    assert len(desk.messages) <= known + 1
    assert "Do you use both" in (await circle.chat.person("viber", language="en").says(code)).text


async def test_twenty_tries_are_answered_and_change_nothing_and_then_not_even_the_right_code_works(
    circle: Circle,
) -> None:
    olha, stranger = await circle.joins(), await circle.joins()
    code = await link_code(olha)
    answers = [(await stranger.says(f"/link {number:010}")).text for number in range(20)]
    assert answers == [WRONG.text] * code_tries.OF_ONE + [TOO_OFTEN.text] * (20 - code_tries.OF_ONE)
    assert (await stranger.says(f"/link {code}")).text == TOO_OFTEN.text
    assert await tries(circle) == code_tries.OF_ONE
    async with circle.database.transaction() as session:
        assert [entry.act for entry in await audit.about(session, ["code"])] == ["guesses"]
    await circle.chat.passes(hours=1, minutes=1)
    assert "Do you use both" in (await stranger.says(f"/link {await link_code(olha)}")).text


async def test_erasing_oneself_buys_no_new_tries(circle: Circle) -> None:
    stranger = await circle.joins()
    for number in range(code_tries.OF_ONE):
        await stranger.says(f"/link {number:010}")
    await stranger.says("/forget")
    await stranger.presses("Delete everything")
    assert (await stranger.says("0123456789")).text == TOO_OFTEN.text


async def test_many_chats_together_do_not_guess_short_codes_either(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_tries, "OF_ALL", 3)
    crowd = [await circle.joins() for _one in range(4)]
    answers = [(await phone.says("/link 0123456789")).text for phone in crowd]
    assert answers == [WRONG.text] * 3 + [TOO_OFTEN.text]


async def test_of_two_chats_that_write_the_same_code_at_once_one_is_asked(circle: Circle) -> None:
    olha = await circle.joins()
    two = [circle.chat.person("viber", address, "en") for address in ("v1", "v2")]
    code = await link_code(olha)
    await asyncio.gather(*(phone.says(code) for phone in two))
    asked = [phone for phone in two if any("Do you use both" in text for text in phone.texts)]
    assert len(asked) == 1
    await asyncio.gather(*(phone.sends_payload("a:link:yes") for phone in two))
    assert [await owner(circle, phone) == circle.id(olha) for phone in two].count(True) == 1


async def test_a_deep_link_brings_the_code_along(circle: Circle) -> None:
    olha = await circle.joins()
    circle.database.links.viber = "kolo"
    shown = (await olha.says("/link")).text
    context = shown.partition("context=")[2].split()[0]
    viber = circle.chat.person("viber", language="en")
    await viber.says("/start", context=context)
    assert "Do you use both chats yourself?" in viber.screen.text
    await viber.presses("Yes, both are mine")
    assert await owner(circle, viber) == circle.id(olha)


async def test_an_answer_goes_where_it_was_asked_and_news_to_the_chat_used_last(circle: Circle) -> None:
    olha = await circle.joins()
    viber = circle.chat.person("viber", language="en")
    await linked(olha, viber)
    for phone, other in ((olha, viber), (viber, olha), (olha, viber)):
        await circle.chat.passes(minutes=1)
        known = len(other.messages)
        await phone.says("/menu")
        assert "What would you like to do?" in phone.screen.text
        async with circle.database.transaction() as session:
            await outbox.push(session, circle.id(olha), Screen("news"), Priority.REPLY)
        await circle.chat.settle()
        assert (phone.screen.text, len(other.messages)) == ("news", known)


async def test_a_draft_goes_on_in_the_other_chat(circle: Circle) -> None:
    olha = await circle.joins()
    viber = circle.chat.person("viber", language="en")
    await olha.says("/ask")
    question = olha.screen.text
    await linked(olha, viber)
    assert question in viber.screen.text


async def test_both_chats_can_write_in_the_same_moment(circle: Circle) -> None:
    olha = await circle.joins()
    viber = circle.chat.person("viber", language="en")
    await linked(olha, viber)
    await circle.chat.receive(
        Incoming(
            "telegram", "both-1", olha.address, "words", "/language", sender=olha.address, message="901"
        ),
        Incoming("viber", "both-2", viber.address, "words", "/settings", sender=viber.address, message="902"),
    )
    assert "Мова" in olha.screen.text
    assert "Your settings" in viber.screen.text
    async with circle.database.transaction() as session:
        assert len(await persons.arrive(session, "viber", [viber.address])) == 1


async def test_when_one_chat_is_blocked_what_waits_goes_to_the_other(circle: Circle) -> None:
    olha = await circle.joins()
    viber = circle.chat.person("viber", language="en")
    await linked(olha, viber)
    circle.database.committed = lambda outgoing: None
    async with circle.database.transaction() as session:
        await outbox.push(session, circle.id(olha), Screen("it waits"))
    await viber.sends("left")
    async with circle.database.transaction() as session:
        (waiting,) = await outbox.due(session, "telegram", ())
        assert (waiting.body["text"], await outbox.due(session, "viber", ())) == ("it waits", [])
