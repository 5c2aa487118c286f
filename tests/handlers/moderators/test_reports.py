"""A helper whom a report is about is asked about nobody new until a moderator has looked; nobody is judged by it."""

import pytest

from storage import helpers, matches, requests
from storage.helpers import Helper
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


@pytest.fixture
async def helps(chat: Chat, desk: Phone) -> tuple[Phone, Helper]:
    phone = chat.person(language="en")
    return phone, await stand.approved(chat, phone)


async def talk(chat: Chat, helper: Helper) -> tuple[Phone, int]:
    """Somebody whom the helper accompanies, and the match."""
    asks = chat.person(language="en")
    request = await stand.request(chat, asks)
    async with chat.database.transaction() as session:
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        pair = (request.person_id, "Klen"), (helper.person_id, "Osyka")
        match = await matches.add(session, request.id, *pair)
    return asks, match.id


async def active(chat: Chat, helper: Helper) -> int:
    async with chat.database.transaction() as session:
        return len(await matches.active_of(session, helper.person_id))


async def test_a_helper_who_is_reported_is_paused_and_told_kindly(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    phone, helper = helps
    asks, match_id = await talk(chat, helper)
    await talk(chat, helper)
    await asks.sends_payload(f"a:talk-reported:{match_id}:threats")
    assert await stand.state(chat, helper) == helpers.PAUSED
    assert "This says nothing about you yet" in phone.screen.text
    assert "Talk with somebody" in phone.screen.labels
    assert await active(chat, helper) == 2
    assert (
        "Helper 1, whom it is about, is paused until one of you ends it; nothing is proven."
        in desk.screen.text
    )
    assert "2 talks of theirs are open." in desk.screen.text


async def test_a_moderator_ends_the_pause_from_the_card(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await asks.sends_payload(f"a:talk-reported:{match_id}:other")
    await desk.presses("End the pause")
    assert await stand.state(chat, helps[1]) == helpers.APPROVED


async def test_a_moderator_gives_the_talks_to_others_once(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await talk(chat, helps[1])
    await asks.sends_payload(f"a:talk-reported:{match_id}:money")
    await desk.presses("Give talks to others")
    assert await active(chat, helps[1]) == 0
    assert (await desk.sends_payload("a:m-hand-on:1")).text == "This helper has no open talks."


async def test_the_talks_of_a_helper_who_is_not_paused_stay(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    await talk(chat, helps[1])
    assert (await desk.sends_payload("a:m-hand-on:1")).text.startswith("This helper is not paused")
    assert await active(chat, helps[1]) == 1


async def test_who_asked_for_help_and_is_reported_goes_on_asking(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await helps[0].sends_payload(f"a:talk-reported:{match_id}:threats")
    assert await stand.state(chat, helps[1]) == helpers.APPROVED
    assert not any("This says nothing about you yet" in text for text in asks.texts)


async def test_nothing_is_opened_that_was_not_shown(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await asks.sends_payload(f"a:talk-reported:{match_id}:money")
    for data in ("a:m-report-why:1", "a:m-report-open:1-complaint"):
        assert (await desk.sends_payload(data)).text == "Nothing was shown with report 1."
    assert (await desk.sends_payload("a:m-report:7")).text == "There is no report 7, or not any more."


async def test_when_who_reported_erases_everything_the_pause_is_not_forgotten(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await asks.sends_payload(f"a:talk-reported:{match_id}:threats")
    await asks.says("/forget")
    await asks.presses("Delete everything")
    await chat.work()
    assert any(text.startswith("Alert 1, report about a talk: closed.") for text in desk.texts)
    (said,) = [one for one in desk.messages if "The helper is still paused." in one.text]
    assert "I take it" in said.labels
    await desk.says("/unpause 1")
    await chat.work()
    assert any(text.startswith("Alert 2, helper still paused: closed.") for text in desk.texts)


async def test_when_a_report_was_done_with_nothing_more_is_said_of_it(
    chat: Chat, desk: Phone, helps: tuple[Phone, Helper]
) -> None:
    asks, match_id = await talk(chat, helps[1])
    await asks.sends_payload(f"a:talk-reported:{match_id}:threats")
    await desk.presses("I take it")
    await desk.presses("It is done")
    await asks.says("/forget")
    await asks.presses("Delete everything")
    assert not any("still paused" in text for text in desk.texts)
