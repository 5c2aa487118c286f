"""A moderator pauses a helper: nobody asks them, nobody is left alone, and only a moderator ends it."""

from storage import helpers, matches, requests
from tests.chat import Chat, Phone
from tests.circle import Circle, heard


async def test_a_paused_helper_is_asked_nothing_and_their_talks_go_on_with_others(
    chat: Chat, desk: Phone
) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    match = await circle.match(await circle.matched(olha, petro))
    await desk.says("/pause 1")
    assert "Helper 1: paused by a moderator" in desk.screen.text
    assert heard(petro, "A moderator has paused your helping.") == 1
    assert heard(olha, "Yavir cannot go on with request 1. It keeps its place") == 1
    assert not any("paused" in text for text in olha.texts), "no reason"
    assert (await circle.match(match.id)).status == matches.CLOSED
    assert (await circle.request(match.request_id)).status == requests.WAITING
    vira = await circle.helper()
    await chat.work()
    assert [heard(phone, "Can you help?") for phone in (petro, vira)] == [0, 1]


async def test_only_a_moderator_ends_the_pause(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    petro = await circle.helper()
    await desk.says("/pause 1")
    for data in ("a:back:now", "a:rest:monday", "a:offer-anew:now"):
        await petro.sends_payload(data)
        assert "A moderator has paused your helping" in petro.screen.text
    await desk.presses("End the pause")
    assert heard(petro, "The pause of your helping is over") == 1
    async with chat.database.transaction() as session:
        assert (await helpers.counts(session)) == {helpers.APPROVED: 1}


async def test_an_offer_that_waits_is_taken_back(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    petro = await circle.helper()
    await circle.asks(await circle.joins())
    await chat.work()
    await desk.says("/pause 1")
    await petro.presses("I can help")
    assert "already with somebody, or closed" in petro.screen.text


async def test_pressed_twice_it_is_done_already(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    petro = await circle.helper()
    for command in ("/pause 1", "/unpause 1"):
        await desk.says(command)
        before = len(petro.texts)
        await desk.says(command)
        assert "This is done already." in desk.screen.text
        assert len(petro.texts) == before


async def test_a_paused_helper_who_stops_and_volunteers_again_waits_for_a_moderator(
    chat: Chat, desk: Phone
) -> None:
    circle = Circle(chat)
    petro = await circle.helper()
    await desk.says("/pause 1")
    await petro.sends_payload("a:stop-helping:yes")
    async with chat.database.transaction() as session:
        helper = await helpers.get(session, circle.id(petro))
        assert helper is not None
        assert (helper.status, helper.skills.needs, helper.word_at) == (helpers.STOPPED, (), None)
        await helpers.volunteer(session, circle.id(petro), helper.skills, 2)
        assert (await helpers.counts(session)) == {helpers.PENDING: 1}
