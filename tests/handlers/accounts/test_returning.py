"""Coming back: the code from paper brings a person to a new phone, once, and the old one is cut off."""

import asyncio

import pytest

from bot.domain import codes
from bot.screens import Screen
from handlers.accounts.returning import OWN, SLIP
from handlers.accounts.trying import HAS_OWN, OF_MODERATORS, TOO_OFTEN, WRONG
from handlers.how_are_you import planning
from storage import accounts, audit, code_tries, desks, helpers, matches, outbox, persons
from tests.chat import Phone
from tests.circle import SKILLS, Circle
from tests.handlers.accounts.stand import code_on, owner, people, return_code, tries

EACH = pytest.mark.parametrize("there", ["telegram", "viber"])


def newcomer(circle: Circle, channel: str = "telegram", language: str = "uk") -> Phone:
    """Somebody with a new phone."""
    return circle.chat.person(channel, language=language)


@EACH
async def test_the_code_brings_everything_back_and_cuts_the_old_phone_off(circle: Circle, there: str) -> None:
    helper, olha = await circle.helper("viber"), await circle.joins()
    match_id = await circle.matched(olha, helper)
    group = await circle.group("Tbilisi", olha)
    async with circle.database.transaction() as session:
        await helpers.volunteer(session, circle.id(olha), SKILLS, 1)
    code = await return_code(olha)
    known, new = len(olha.messages), newcomer(circle, there)
    await new.says(codes.grouped(code))
    assert any(
        "You are back" in text for text in new.texts
    )  # in the language of the person, not of the phone
    assert await owner(circle, new) == circle.id(olha)
    assert "Request 1" in (await new.says("/menu")).text
    async with circle.database.transaction() as session:
        assert await helpers.get(session, circle.id(olha)) is not None
        assert len(await accounts.chats(session, circle.id(olha))) == 1
        assert await matches.get(session, match_id) is not None
    assert await circle.role(olha, group)
    async with circle.database.transaction() as session:
        assert await outbox.push(session, circle.id(olha), Screen("for the new phone"))
    await circle.chat.settle()
    assert new.screen.text == "for the new phone"
    assert len(olha.messages) <= known
    await olha.says("/menu")
    assert await owner(circle, olha) != circle.id(olha)


async def test_a_new_code_is_shown_at_once_and_the_old_one_is_spent(circle: Circle) -> None:
    olha, new, third = await circle.joins(), newcomer(circle), newcomer(circle, "viber", "en")
    code = await return_code(olha)
    await new.says(code)
    fresh = code_on(new)
    assert fresh != code
    assert (await third.says(code)).text == WRONG.text
    await third.says(fresh)
    assert await owner(circle, third) == circle.id(olha)


async def test_the_talk_goes_on_and_what_waited_for_the_old_phone_comes_to_the_new_one(
    circle: Circle,
) -> None:
    olha, petro = await circle.joins(), await circle.helper("viber")
    match_id = await circle.matched(olha, petro)
    code, new = await return_code(olha), newcomer(circle)
    deliver, circle.database.committed = circle.database.committed, lambda outgoing: None
    await petro.sends_payload(f"a:talk:{match_id}")
    await petro.says("the bus goes at five")
    circle.database.committed = deliver
    await new.says(code)
    assert any("the bus goes at five" in text for text in new.texts)
    assert not any("the bus goes at five" in text for text in olha.texts)
    await new.sends_payload(f"a:talk:{match_id}")
    await new.says("thank you, I will be there")
    assert any("thank you, I will be there" in text for text in petro.texts)


async def test_a_slip_of_the_pen_is_told_as_one_and_costs_no_try(circle: Circle) -> None:
    olha, new = await circle.joins(), newcomer(circle, language="en")
    code = await return_code(olha)
    wrong = str((int(code[7]) + 1) % 10)
    assert (await new.says(code[:7] + wrong + code[8:])).text == SLIP.text
    assert "these are 39" in (await new.says(code[:-1])).text
    assert "these are 0" in (await new.says("/return I lost my phone")).text
    assert await tries(circle) == 0
    await new.presses("Write it again")
    await new.says(f"{codes.grouped(code)}.")
    assert await owner(circle, new) == circle.id(olha)


async def test_unknown_spent_and_erased_codes_are_answered_alike(circle: Circle) -> None:
    olha, erased, new = await circle.joins(), await circle.joins(), newcomer(circle, language="en")
    spent, gone = await return_code(olha), await return_code(erased)
    await return_code(olha)
    await erased.says("/forget")
    await erased.presses("Delete everything")
    unknown = codes.return_code(b"0123456789abcdef")
    assert {(await new.says(code)).text for code in (spent, gone, unknown)} == {WRONG.text}
    assert await tries(circle) == 3


async def test_ones_own_code_stays_valid(circle: Circle) -> None:
    olha, new = await circle.joins(), newcomer(circle)
    code = await return_code(olha)
    assert (await olha.says(f"/return {code}")).text == OWN.text
    await new.says(code)
    assert await owner(circle, new) == circle.id(olha)


async def test_who_has_matters_of_their_own_is_refused_and_the_code_is_not_spent(circle: Circle) -> None:
    olha, busy, new = await circle.joins(), await circle.helper(), newcomer(circle)
    code = await return_code(olha)
    assert (await busy.says(f"/return {code}")).text == HAS_OWN.text
    moderator = await circle.joins()
    async with circle.database.transaction() as session:
        await desks.appoint(session, [moderator.address])
    assert (await moderator.says(f"/return {code}")).text == OF_MODERATORS.text
    await new.says(code)
    assert await owner(circle, new) == circle.id(olha)


async def test_a_code_tried_twenty_times_is_answered_and_changes_nothing(circle: Circle) -> None:
    olha, stranger = await circle.joins(), await circle.joins()
    code, known = await return_code(olha), await people(circle)
    guesses = [codes.return_code(bytes([number] * 16)) for number in range(20)]
    answers = [(await stranger.says(f"/return {guess}")).text for guess in guesses]
    assert answers == [WRONG.text] * code_tries.OF_ONE + [TOO_OFTEN.text] * (20 - code_tries.OF_ONE)
    assert (await stranger.says(f"/return {code}")).text == TOO_OFTEN.text
    assert (await people(circle), await owner(circle, olha)) == (known, circle.id(olha))
    async with circle.database.transaction() as session:
        assert [entry.act for entry in await audit.about(session, ["code"])] == ["guesses"]


async def test_of_two_phones_with_the_same_code_at_once_one_comes_back(circle: Circle) -> None:
    olha, two = await circle.joins(), [newcomer(circle), newcomer(circle, "viber")]
    code = await return_code(olha)
    await asyncio.gather(*(phone.says(code) for phone in two))
    back = [phone for phone in two if await owner(circle, phone) == circle.id(olha)]
    assert len(back) == 1


async def test_a_moderators_chat_stays_one_when_its_owner_comes_back_elsewhere(circle: Circle) -> None:
    olha, new = await circle.joins(), newcomer(circle)
    async with circle.database.transaction() as session:
        await desks.appoint(session, [olha.address])
    await new.says(await return_code(olha))
    async with circle.database.transaction() as session:
        assert [desk.address for desk in await desks.every(session)] == [olha.address]
    assert await owner(circle, olha) is None


async def test_nothing_of_a_code_is_kept_with_the_conversation(circle: Circle) -> None:
    olha, new = await circle.joins(), newcomer(circle)
    code = await return_code(olha)
    await olha.presses("It is on paper")
    await olha.says("11111 22222")
    await new.sends_payload("a:return:type")
    await new.says(codes.return_code(b"0123456789abcdef"))
    async with circle.database.transaction() as session:
        states = [
            str((await persons.arrive(session, phone.channel, [phone.address]))[phone.address].state)
            for phone in (olha, new)
        ]
    assert not any(code[at : at + 5] in state for state in states for at in range(0, 40, 5))
    assert not any("11111" in state for state in states)


async def test_whom_nothing_reached_is_asked_again_how_they_are(circle: Circle) -> None:
    olha, new = await circle.joins(), newcomer(circle, "viber")
    async with circle.database.transaction() as session:
        await planning.choose(session, circle.people[olha.address], "week", 18, "nothing")
    code = await return_code(olha)
    await olha.sends("left")
    await circle.chat.passes(days=3)
    await new.says(code)
    await circle.chat.passes(hours=28)
    assert "How are you these days?" in new.screen.text
