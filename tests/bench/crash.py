"""The bot dies at named points of its work and at random moments while people talk: all they notice is a wait."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.unsure import SERIES
from tests.bench import ledger
from tests.bench.ledger import Verdict
from tests.bench.mortal import NONE, POINTS, of_the_start
from tests.bench.nursery import Nursery
from tests.bench.person import Person
from tests.bench.replicas import until_noon
from tests.bench.talkers import Talks
from tests.bench.world import LOOK, World, opened

HELPERS = 0.125  # of the newcomers; each needs two messages in the moderators' group, of 18 a minute
PATIENCE = 30.0  # seconds until a person presses again
THINK = (
    0.5  # seconds without anything new before a person presses, or each repetition brings one more for ever
)
LONGEST = 300.0  # seconds until everything must have come to rest
START = 120.0  # seconds until it must have begun to listen, on a machine that may be busy
LIFE = 0.0, 3.0  # seconds after its start until it dies
OLD = 10  # one life in so many sees the end of the time in which one message at a time goes in any case
NOT_PASSED = 5.0  # seconds after which a point counts as not reached, and it is killed all the same
STILL = 3.0  # seconds of silence after which nothing more is expected


@dataclass
class Outcome:
    """What people met, and what the database holds."""

    verdict: Verdict  # of those who came meanwhile and asked for help or volunteered
    kills: int = 0
    at_points: Counter[str] = field(default_factory=Counter)  # how often it died at each
    talking: int = 0  # people
    words: int = 0  # that they wrote
    newcomers: int = 0
    events: int = 0
    lost: int = 0  # words that never arrived
    doubled: int = 0  # words that the database took in twice
    misdirected: int = 0  # words that came to somebody else
    out_of_order: int = 0  # people who heard words in another order
    unanswered: int = 0  # words without a receipt for their author
    repeats: list[int] = field(default_factory=list)  # messages that came again, by the crash
    repeats_late: list[int] = field(default_factory=list)  # the same, of crashes outside of a series
    stops: list[float] = field(default_factory=list)  # seconds that it took to stop when asked
    brought_again: int = 0  # Viber's callbacks
    stuck: list[str] = field(default_factory=list)  # who still waits at the end, and for what

    @property
    def wrong(self) -> dict[str, int]:
        """What must not happen, by its name; empty: nothing did."""
        own = {name: getattr(self, name) for name in ("lost", "doubled", "misdirected", "out_of_order")}
        own["unanswered"] = self.unanswered
        of_newcomers = {f"{name} of newcomers": len(found) for name, found in vars(self.verdict).items()}
        return {name: times for name, times in {**own, **of_newcomers}.items() if times}

    def __str__(self) -> str:
        missed = ", ".join(point for point in POINTS if point not in self.at_points)
        return (
            f"{self.kills} kills, {self.at_points.total()} at {len(self.at_points)} of {len(POINTS)} points; "
            f"{self.talking} people wrote {self.words} words, {self.newcomers} came new, {self.events} events; "
            f"wrong: {self.wrong or 'nothing'}; messages repeated: {_told(self.repeats)}; "
            f"in lives of more than {SERIES:.0f} s {_told(self.repeats_late)}; brought again {self.brought_again}"
            + (f"; {len(self.stops)} stops of at most {max(self.stops):.1f} s" if self.stops else "")
            + (f"\n  never died at {missed}" if self.kills > len(POINTS) else "")
            + "".join(f"\n  waits: {one}" for one in self.stuck)
        )


def _told(repeats: Sequence[int]) -> str:
    after = ", ".join(f"{many} after {times}" for many, times in sorted(Counter(repeats).items()))
    return f"{sum(repeats)}, {sum(repeats) / max(1, len(repeats)):.2f} a kill ({after or 0} kills)"


async def run(
    folder: Path,
    url: str,
    people: int,
    kills: int,
    messengers: Sequence[str],
    kindly: bool = False,
    latency: float = 0.0,
    age: float = 0.0,
) -> Outcome:
    """Let so many people talk and newcomers come while the bot is killed `kills` times; judge what is there then.

    `kindly`: it is asked to stop instead, as a deployment does; `latency`: seconds until the messengers answer;
    `age`: seconds that each life is spared, every OLD-th as long as a series of crashes takes in any case.
    """
    clock = Clock()
    ahead = until_noon(clock.now())
    clock.jump(ahead)
    command = ("-m", "tests.bench.mortal", str(ahead.total_seconds()))
    async with opened(folder, url, command, latency) as world:
        bot = world.bot = Nursery(world.bot.command, world.bot.environment, world.bot.folder)
        lines = {name: getattr(world, name) for name in messengers}
        talks = await Talks.prepare(url, world.data_key, clock, lines, people // 2)
        try:
            return await _run(world, bot, talks, kills, messengers, kindly, age)
        finally:
            await bot.close()


async def _run(
    world: World,
    bot: Nursery,
    talks: Talks,
    kills: int,
    messengers: Sequence[str],
    kindly: bool,
    age: float,
) -> Outcome:
    loop, old = asyncio.get_running_loop(), list[bool]()
    outcome = Outcome(Verdict(), talking=len(talks.people))
    world.add_people(max(8, kills), messengers, HELPERS, PATIENCE)
    for person in world.people:
        person.think = THINK
    for phone in (world.desk.phone, *(person.phone for person in world.people)):
        phone.shown = partial(talks.lives.shown, phone.address)
    world.random.shuffle(world.people)
    newcomers, world.people = world.people, []
    world.desk.begins()
    going = [loop.create_task(_watch(world)), loop.create_task(talks.go_on())]
    for number in range(kills):
        world.people.append(newcomers[number])
        talks.lives.now = number
        spared = age or (SERIES if number % OLD == OLD - 1 else 0.0)
        old.append(spared >= SERIES)
        life = spared + world.random.uniform(*LIFE)
        world.telegram.polled.clear()
        coming = loop.create_task(_comes(world, newcomers[number], life))
        await (_stop(world, bot, life, outcome) if kindly else _live(world, bot, number, life, outcome))
        if not coming.done():  # it died too soon
            coming.cancel()
            newcomers[number].begins()
    talks.silent, talks.lives.now = True, kills
    bot.point, bot.seconds = NONE, 0
    await world.start_bot()
    with suppress(TimeoutError):  # who still waits then is told in the outcome
        await asyncio.wait_for(_until_still(world, talks), LONGEST)
    for number, is_old in enumerate(old):
        (outcome.repeats_late if is_old else outcome.repeats).append(talks.lives.repeated[number])
    for task in going:
        task.cancel()
    await bot.stop()
    await _judge(world, talks, outcome)
    return outcome


async def _comes(world: World, newcomer: Person, life: float) -> None:
    """Let somebody new come just when the end is near: some points are passed with them alone."""
    await world.telegram.polled.wait()
    await asyncio.sleep(life)
    newcomer.begins()


async def _live(world: World, bot: Nursery, number: int, life: float, outcome: Outcome) -> None:
    """Start the bot and let it die: two times of three at the next point of the list, else by chance."""
    by_chance = number % 3 == 2
    bot.point = NONE if by_chance else POINTS[(number - number // 3) % len(POINTS)]
    bot.seconds = life
    await bot.start()
    if by_chance and number % 2:  # in the middle of its start, perhaps
        await bot.died(life)
    elif of_the_start(bot.point):
        await bot.died(START)
    elif not await bot.died_before(world.telegram.polled, START):
        await bot.died(life if by_chance else life + NOT_PASSED)
    if not bot.runs and not by_chance:
        outcome.at_points[bot.point] += 1
    await bot.kill()
    outcome.kills += 1


async def _stop(world: World, bot: Nursery, life: float, outcome: Outcome) -> None:
    """Start the bot, let it work for a while, and ask it to stop."""
    bot.point, bot.seconds = NONE, 0
    await world.start_bot()
    await asyncio.sleep(life)
    began = asyncio.get_running_loop().time()
    await bot.stop()
    outcome.stops.append(asyncio.get_running_loop().time() - began)


async def _judge(world: World, talks: Talks, outcome: Outcome) -> None:
    kept = await ledger.kept_in(world.database_url, world.data_key)
    kept = replace(kept, requests=tuple(found for found in kept.requests if found[1]))  # of the newcomers
    outcome.verdict = ledger.judge(world.people, world.witness, kept)
    outcome.newcomers, outcome.events = len(world.people), world.brought
    outcome.words = sum(len(talker.wrote) for talker in talks.people)
    outcome.lost, outcome.misdirected = len(talks.lost()), len(talks.misdirected())
    outcome.out_of_order, outcome.unanswered = talks.out_of_order(), talks.unanswered()
    outcome.doubled = await talks.doubled(world.database_url, world.data_key)
    outcome.brought_again = world.viber.repeated
    newcomers = (str(person) for person in world.people if person.waits or not person.number)
    outcome.stuck = [*newcomers, *(str(talker) for talker in talks.people if not talker.settled)]


async def _watch(world: World) -> None:
    while True:
        world.look_at_the_patient()
        await asyncio.sleep(LOOK)


async def _until_still(world: World, talks: Talks) -> None:
    """Wait until every word arrived, every newcomer has a number and nothing has moved for a while."""
    loop, events, since = asyncio.get_running_loop(), -1, 0.0
    while not (talks.settled and world.finished and world.still and loop.time() - since > STILL):
        moved = world.brought + world.telegram.meter.taken + world.viber.meter.taken
        if moved != events:
            events, since = moved, loop.time()
        await asyncio.sleep(LOOK)
