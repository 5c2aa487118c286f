"""A helper who is removed is out in the same moment; the case waits again, and the person hears nothing bad.

What somebody told a helper who is banned goes from the helper's phone within five seconds: on Telegram, of the last 48
hours. What the helper wrote stays there, and so does it all while a report is looked into (a pause).
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog

from bot.clock import StoppedClock
from bot.incoming import Incoming
from bot.screens import Screen
from handlers import pairing
from storage import bans as storage_bans, hand_over_notes, outbox, person_numbers, requests
from storage.outbox import Outgoing, Priority
from tests.app.town import Town, sees, texts, until
from tests.chat import Message, Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.conftest import circle as circle
from tests.handlers.moderators.conftest import desk as desk
from tests.handlers.moderators.test_banning import bans
from tests.promises.talkers import meet

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
WORDS = "kanarka"
SECONDS = 5
OF_BLAME = ("ban", "moderator", "remov", "report", "broke", "rule")


async def paused(circle: Circle, desk: Phone, helps: Phone) -> None:
    """Pause the helper, as after a report."""
    await desk.says("/pause 1")


async def reassigned(circle: Circle, desk: Phone, helps: Phone) -> None:
    """Lead the request on to somebody else."""
    await desk.says("/reassign 1")
    await desk.presses("Lead it on")


async def tries_everything(helps: Phone, known: Message, match_id: int) -> None:
    """A note, words, a native answer, a rewriting, a photo, and each button of the talk."""
    await helps.sends_payload(f"a:note:{match_id}")
    await helps.says("wait, it is me")
    if "Send" in helps.screen.labels:
        await helps.presses("Send")
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("wait, it is me")
    await helps.replies(known, "wait, it is me")
    await helps.sends("edited", text="wait, it is me", message="77")
    await helps.sends_photo("wait, it is me")
    for action in ("talk-resume", "talk-pause", "talk-report", "talk-end", "hand-over-yes", "note"):
        await helps.sends_payload(f"a:{action}:{match_id}")
        await helps.says("wait, it is me")
        await helps.sends_payload("c:menu")
    for action in ("talk-reported", "outcome"):
        await helps.sends_payload(f"a:{action}:{match_id}:threats")


async def stopped(circle: Circle, desk: Phone, helps: Phone) -> None:
    """Pause the helper, who then stops helping by themselves."""
    await paused(circle, desk, helps)
    await helps.sends_payload("a:stop-helping:yes")


@pytest.mark.parametrize("remove", [bans, paused, stopped, reassigned])
async def test_who_is_removed_reaches_nobody_from_that_moment_and_the_case_waits_again(
    circle: Circle,
    desk: Phone,
    remove: Callable[[Circle, Phone, Phone], Awaitable[None]],
) -> None:
    asks, helps, match_id = await circle.talking()
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("hello", message="77")
    await asks.sends_payload(f"a:talk:{match_id}")
    await asks.says("Can we meet at five?")
    known = next(message for message in helps.messages if "Can we meet" in message.text)
    hello = next(message for message in asks.messages if "hello" in message.text)
    (withdraw,) = [
        data for one in helps.messages for row in one.rows for label, data, _ in row if label == "Withdraw"
    ]
    await remove(circle, desk, helps)
    told = len(asks.texts)
    assert "It keeps its place" in asks.texts[-1]
    assert not [word for word in OF_BLAME if word in asks.texts[-1].casefold()]
    request_id = (await circle.match(match_id)).request_id
    assert (await circle.request(request_id)).status == requests.WAITING
    await tries_everything(helps, known, match_id)
    await helps.sends_payload(withdraw)
    assert hello in asks.messages, "what was said may be needed for a report"
    assert asks.texts[told:] == []
    await asks.says("are you there?")
    assert heard(helps, "are you there?") == 0
    another = await circle.helper(name="Klen")
    await circle.chat.work()
    assert PAPERS.words in another.screen.text


async def entrusts(circle: Circle) -> tuple[Phone, Phone, int]:
    """All that a helper is shown of somebody: the request, words, a photo, a correction, a note of the one before."""
    asks, helps, match_id = await circle.talking()
    await asks.sends_payload(f"a:talk:{match_id}")
    await asks.says(f"{WORDS}: come at five", message="501")
    await asks.sends_photo(WORDS)
    await asks.sends("edited", text=f"{WORDS}: come at six", message="501")
    match = await circle.match(match_id)
    async with circle.database.transaction() as session:
        ids = match_id, match.request_id, circle.id(asks), match.requester_id
        note = await hand_over_notes.add(session, *ids, WORDS)
        assert note is not None
        assert await hand_over_notes.move(session, note, hand_over_notes.ASKED, hand_over_notes.AGREED)
        await pairing.show_notes(session, match, awake=True)
    await circle.chat.settle()
    assert heard(helps, WORDS) == 3
    return asks, helps, match_id


async def test_what_somebody_told_a_banned_helper_goes_from_the_phone_and_their_own_stays(
    circle: Circle, desk: Phone
) -> None:
    asks, helps, _match_id = await entrusts(circle)
    another = await circle.joins()
    await circle.asks(another, replace(PAPERS, words=WORDS))
    await circle.chat.work()
    await helps.says("/sos")
    seen = asks.texts
    assert "Can you help?" in "".join(helps.texts)
    await bans(circle, desk, helps)
    assert heard(helps, WORDS) == heard(helps, "Can you help?") == heard(helps, "sends a photo") == 0
    assert heard(helps, "112") == 1
    assert "is being deleted from this chat" in helps.screen.text
    assert "Look at it again" in helps.screen.labels
    assert asks.texts[: len(seen)] == seen


async def test_who_is_paused_or_ends_a_talk_keeps_what_a_report_may_be_about(
    circle: Circle, desk: Phone
) -> None:
    _asks, helps, match_id = await entrusts(circle)
    await helps.sends_payload(f"a:talk-end:{match_id}")
    await desk.says("/pause 1")
    assert heard(helps, WORDS) == 3


async def test_who_asked_and_is_banned_keeps_what_their_helper_wrote(circle: Circle, desk: Phone) -> None:
    asks, helps, match_id = await circle.talking()
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("the office is open until five")
    await bans(circle, desk, asks)
    assert heard(asks, "the office is open until five") == 1
    assert heard(asks, "is being deleted") == 0


async def test_what_was_on_its_way_when_the_ban_came_goes_as_soon_as_it_stands_there(circle: Circle) -> None:
    asks, helps, match_id = await circle.talking()
    await asks.sends_payload(f"a:talk:{match_id}")
    said = Incoming("telegram", "a-key", asks.address, "words", text=WORDS, message="700")
    await circle.chat.dispatcher.receive_all([said])
    async with circle.database.transaction() as session:
        assert await storage_bans.ban(session, circle.id(helps), "harm")
    seen = list[str]()

    def shows(out: Outgoing) -> str:
        seen.append(out.body.get("text", ""))
        return helps.sees(out.body)

    helps.shows = shows  # type: ignore[method-assign]
    await circle.chat.settle()
    assert [WORDS in text for text in seen] == [True, False]
    assert heard(helps, WORDS) == 0


async def test_within_five_seconds_nothing_of_it_stands_on_the_phone_not_even_in_parts(
    alive: Town,
) -> None:
    two = await meet(alive, 1, ("telegram", "telegram"))
    async with alive.app.database.transaction() as session:  # as a request that was told at length
        long = Screen("слово " * 700, entrusted=True)
        await outbox.push(session, alive.people[two.other.id].id, long, Priority.TALK)
    await two.write(two.one, 3)
    await two.write(two.other, 1)
    await two.have_all(20)
    await until(
        lambda: sum("слово" in text for text in texts(two.other)) == 2, "it is not there in two parts"
    )
    await alive.quiet()
    async with alive.app.database.transaction() as session:
        number = await person_numbers.of(session, alive.people[two.other.id].id)
    began = time.monotonic()
    await alive.telegram.write(alive.desk.id, f"/ban {number}")
    asked = await sees(alive.desk, "За що бан")
    await alive.telegram.press_data(alive.desk.id, asked.id, f"a:m-banned:{number}-harm")
    left = [one for one in two.other.bubbles if not one.mine and ("слово" in one.text or "рядок" in one.text)]
    assert len(left) == 5
    await until(lambda: all(one.deleted for one in left), "words stand there still", SECONDS)
    log.info("taken off", seconds=round(time.monotonic() - began, 2))
    assert not [one for one in two.other.bubbles if one.mine and one.deleted]
    assert not [one for one in two.one.bubbles if one.deleted]
    assert not alive.calls.begun["deleteMessage"]


@pytest.mark.parametrize("remove", [bans, paused, reassigned])
async def test_what_waited_for_the_morning_does_not_come_from_who_is_removed(
    circle: Circle,
    desk: Phone,
    remove: Callable[[Circle, Phone, Phone], Awaitable[None]],
) -> None:
    asks, helps, match_id = await circle.talking()
    await circle.chat.passes(hours=9)  # past nine in the evening
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("you will be sorry")
    assert "has quiet hours now" in helps.screen.text
    await remove(circle, desk, helps)
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=11))
    async with circle.database.transaction() as session:
        due = await outbox.due(session, "telegram", ())
    told = [one.body["text"] for one in due if one.account.address == asks.address]
    assert told
    assert not [text for text in told if "you will be sorry" in text]
