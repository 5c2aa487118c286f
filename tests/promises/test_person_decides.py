"""Whoever is helped can at any time pause, change the helper, and report; a report never goes to who it is about."""

import pytest

from bot.domain import outcomes
from storage import matches, requests
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.conftest import circle as circle
from tests.handlers.moderators.conftest import desk as desk

SAID = "give me the number of your card"
ELSEWHERE = (outcomes.SILENT, outcomes.HALF_ELSEWHERE, outcomes.REFUSED_ELSEWHERE)


async def talking_with_a_moderator(circle: Circle) -> tuple[Phone, Phone, int]:
    """Olha is helped by somebody who is moderator 1 as well."""
    asks, helps = await circle.joins(name="Kalyna"), await circle.approved(await circle.joins_as("7"))
    match_id = await circle.matched(asks, helps)
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says(SAID)
    await helps.presses("Send anyway")
    assert SAID in asks.screen.text
    return asks, helps, match_id


@pytest.mark.parametrize("said", ELSEWHERE)
@pytest.mark.parametrize("paused", [False, True])
async def test_another_helper_is_looked_for_whenever_the_person_wishes(
    circle: Circle, said: str, paused: bool
) -> None:
    asks, helps, match_id = await circle.talking()
    if paused:
        await asks.sends_payload(f"a:talk-pause:{match_id}")
    await asks.sends_payload(f"a:outcome:{match_id}:{said}")
    match = await circle.match(match_id)
    assert match.status == matches.CLOSED
    assert (await circle.request(match.request_id)).status == requests.WAITING
    asked = heard(helps, "Can you help?")
    another = await circle.helper()
    await circle.chat.work()
    assert (heard(helps, "Can you help?"), heard(another, "Can you help?")) == (asked, 1)


async def test_a_report_pauses_tells_no_words_and_is_decided_by_another(circle: Circle, desk: Phone) -> None:
    asks, helps, match_id = await talking_with_a_moderator(circle)
    told = len(helps.texts)
    await asks.sends_payload(f"a:talk-reported:{match_id}:money")
    assert not (await circle.match(match_id)).open
    assert "No messages are attached." in desk.screen.text
    assert not [text for text in desk.texts if SAID in text]
    assert not [text for text in helps.texts[told:] if "report" in text.casefold() or "money" in text]
    for press in ("a:m-take:1", "a:m-report-why:1", "a:m-unpause:1"):
        assert "another moderator decides" in (await desk.sends_payload(press)).text
    await desk.says("/take 1", sender="8")
    assert heard(desk, "another moderator decides") == 3


async def test_what_was_written_is_shown_by_whoever_reports_or_not_at_all(
    circle: Circle, desk: Phone
) -> None:
    asks, _helps, match_id = await talking_with_a_moderator(circle)
    await asks.sends_payload(f"a:talk-reported:{match_id}:money")
    await asks.presses("Show what was written")
    await asks.says(SAID)
    await asks.sends_payload("c:cancel")
    await circle.chat.passes(days=1)
    assert not [text for text in desk.texts if SAID in text]
