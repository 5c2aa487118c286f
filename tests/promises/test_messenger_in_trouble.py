"""Whatever a messenger does, no word is lost, each person reads in order, and the messenger's limits are kept.

Three calls in ten are refused as too many, others answer with server errors, pages of HTML, nothing at all or a broken
connection; a messenger is away for a day, and the bot is started anew in the middle of it. 0 words are lost or doubled,
each stands in the order in which it was written, no chat is called before the time that the messenger asked for, none
gets more than eight messages at once and one a second after that, all together no more than 30 a second. What could not
be brought within three days is deleted, and its author is told. In `make test` with few people, in `make promises` with
many, who write for minutes, with calls that hang until our patience ends.

On Viber "too many" bars a chat for a minute, since Viber does not say how long: that part is in `make promises` alone.
What is not promised: a call that was done although its answer was lost is made again: the message stands there twice.
"""

import asyncio
from datetime import timedelta
from typing import NamedTuple

import pytest
import structlog

from bot.i18n import translate
from bot.pace import BURST
from bot.sandbox.phones import Phone
from bot.sandbox.trouble import Trouble
from jobs.keeping import NOT_ARRIVED
from tests.app.calls import Call
from tests.app.town import Town, texts, until
from tests.machine import PATIENCE, granted, slowness
from tests.promises.talkers import Talkers, meet

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
A_SECOND, MOST_A_SECOND = 1.0, 30
JITTER = 0.05  # seconds that a call may take longer or shorter on its way than another
DAY = 24  # hours
LIFE = 72  # hours
GIVEN_UP = translate(NOT_ARRIVED, "uk").rpartition("}")[2]


class Size(NamedTuple):
    """How many pairs write how many lines each, one every so many seconds, and how bad it is."""

    pairs: int
    lines: int
    every: float
    viber_too_many: float
    hangs: float  # seconds
    patience: float


SLICE = Size(4, 6, 0.2, 0.0, 1, 200)  # who is unlucky five times waits a minute, since pauses double
FULL = Size(8, 5, 5, 0.3, 60, 900)
IN_MINUTES = [pytest.mark.minutes, pytest.mark.timeout(1200)]
SIZES = [
    pytest.param(SLICE, id="slice"),
    pytest.param(FULL, id="full", marks=IN_MINUTES),
]


def ail(trouble: Trouble, too_many: float, hangs: float) -> None:
    """Everything at once."""
    trouble.too_many, trouble.hold = too_many, hangs
    trouble.server_error = trouble.html_page = trouble.reset = 0.05
    trouble.timeout = 0.01


async def talk_on(two: Talkers, size: Size) -> None:
    """Both write line after line."""
    for _line in range(size.lines):
        for phone in (two.one, two.other):
            await two.write(phone)
        await asyncio.sleep(size.every)


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_lost_and_no_limit_passed_with_calls_failing_in_every_way(
    alive: Town, size: Size
) -> None:
    pairs = [await meet(alive, number) for number in range(size.pairs)]
    slower = slowness()
    alive.calls.all.clear()
    ail(alive.telegram.trouble, 0.3, size.hangs)
    ail(alive.viber.trouble, size.viber_too_many, size.hangs)
    await asyncio.gather(*(talk_on(two, size) for two in pairs))
    for two in pairs:
        await two.have_all(size.patience)
    await alive.quiet(size.patience)
    for phone, heard, written in outcome(pairs):
        assert heard == written, f"{phone.title} ({phone.channel})"
    assert await alive.waiting() == (0, 0)
    refused = [call for call in alive.calls.all if call.status == 429]
    lines, failed = 2 * size.pairs * size.lines, alive.calls.failed()
    log.info("trouble", lines=lines, calls=len(alive.calls.all), refused=len(refused), failed=failed)
    assert len(refused) > size.pairs * size.lines * 0.3
    assert not [early for call in refused for early in too_early(alive, call)]
    assert not too_fast(alive, granted(JITTER, max(slower, slowness())))


def outcome(pairs: list[Talkers]) -> list[tuple[Phone, list[str], list[str]]]:
    """Each phone with what came and what was written to it."""
    return [
        (phone, two.heard(phone), two.written_to(phone)) for two in pairs for phone in (two.one, two.other)
    ]


def too_early(town: Town, refused: Call) -> list[Call]:
    """Calls to the chat of a refused one within the second that it was told to wait."""
    until = refused.answered + town.telegram.trouble.retry_after
    same = (call for call in town.calls.all if call.chat and call.chat == refused.chat)
    return [call for call in same if refused.answered < call.came < until]


def too_fast(town: Town, jitter: float) -> list[str]:
    """Where the limits were passed, by what the messengers saw; Viber has none that is known."""
    came = [call.came for call in town.calls.sent() if call.method != "send_message"]
    found = [f"more than {MOST_A_SECOND} in {gap:.2f} s" for gap in gaps(came, MOST_A_SECOND, jitter)]
    for chat in {call.chat for call in town.calls.sent() if call.method == "sendMessage"}:
        mine = [call.came for call in town.calls.sent(chat) if call.method == "sendMessage"]
        found += [f"more than {BURST} to a chat in {gap:.2f} s" for gap in gaps(mine, BURST, jitter)]
    return found


def gaps(came: list[float], most: int, jitter: float) -> list[float]:
    """The stretches, shorter than a second, in which more than so many came."""
    stretches = (later - sooner for sooner, later in zip(came, came[most:], strict=False))
    return [stretch for stretch in stretches if stretch < A_SECOND - jitter]


@pytest.mark.parametrize("away, other", [("telegram", "viber"), ("viber", "telegram")])
async def test_a_messenger_may_be_away_for_a_day_with_a_restart_in_the_middle(
    town: Town, sqlite_url: str, away: str, other: str
) -> None:
    async with town.bot(sqlite_url):
        pairs = [await meet(town, number, (away, other)) for number in range(3)]
        await town.quiet()
        trouble(town, away).outage = True
        await write_through(town, pairs, DAY // 2)
    async with town.bot(sqlite_url):
        await write_through(town, pairs, DAY // 2)
        assert not any(two.heard(two.one) for two in pairs)
        trouble(town, away).outage = False
        for (
            two
        ) in pairs:  # on Viber who has not written for a day costs money: what waits comes when they write
            await two.write(two.one)
            await two.have_all(PATIENCE)
        await town.quiet()
        for phone, heard, written in outcome(pairs):
            assert heard == written, f"{phone.title} ({phone.channel})"
        assert await town.waiting() == (0, 0)


async def write_through(town: Town, pairs: list[Talkers], hours: int) -> None:
    """Hours in which who can still write writes a line every other hour."""
    for _hour in range(0, hours, 2):
        for two in pairs:
            await two.write(two.other)
        await handled(town)
        town.clock.jump(timedelta(hours=2))


async def handled(town: Town) -> None:
    """Wait until everything that was written is in the bot's hands."""
    await until(lambda: not town.telegram.updates.pending(), "Telegram's updates are not taken")
    await town.viber.settled()


def trouble(town: Town, channel: str) -> Trouble:
    """What can go wrong with a messenger."""
    return town.viber.trouble if channel == "viber" else town.telegram.trouble


@pytest.mark.parametrize("away, other", [("telegram", "viber"), ("viber", "telegram")])
async def test_words_past_their_life_are_deleted_and_their_author_is_told(
    alive: Town, away: str, other: str
) -> None:
    two = await meet(alive, 1, (away, other))
    await alive.quiet()
    trouble(alive, away).outage = True
    await two.write(two.other, 2)
    await handled(alive)
    alive.clock.jump(timedelta(hours=LIFE - DAY))
    await two.write(two.other)
    await handled(alive)
    alive.clock.jump(timedelta(hours=DAY + 1))
    await alive.app.scheduler.run_all_now()
    await alive.write(
        two.other, "/menu"
    )  # on Viber what is said later than a day after their words waits for more
    await until(lambda: told(two.other) == 2, "the author is not told")
    trouble(alive, away).outage = False
    await two.write(two.one)
    await until(lambda: two.heard(two.one), "the last line does not come")
    await alive.quiet()
    assert two.heard(two.one) == ["рядок 3"]
    assert told(two.other) == 2


def told(phone: Phone) -> int:
    """How often an author was told that words did not arrive."""
    return sum(GIVEN_UP in text for text in texts(phone))
