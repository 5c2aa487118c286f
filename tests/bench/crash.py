"""The bot is killed at random moments while people ask, volunteer, accept and talk: all they notice is a wait."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import ledger
from tests.bench.ledger import Verdict
from tests.bench.world import LOOK, World, opened

HELPERS = 0.125  # of all people; each needs two messages in the moderators' group, of 18 a minute
PATIENCE = 15.0  # seconds until a person presses again
LONGEST = 900.0
STILL = 3.0  # seconds of silence after which nothing more is expected


@dataclass
class Outcome:
    """What people met, and what the database holds."""

    verdict: Verdict
    kills: int
    people: int
    events: int
    requests: int
    matches: int
    talked: int
    tries: int  # how often somebody waited too long and did something again
    repeats: int  # messages that came twice, and rewritings that changed nothing
    brought_again: int  # Viber's callbacks
    clean: bool  # whether the end came without being asked twice

    def __str__(self) -> str:
        wrong = {name: len(found) for name, found in vars(self.verdict).items()}
        met = {name: value for name, value in vars(self).items() if name != "verdict"}
        return ", ".join(f"{name} {value}" for name, value in {**wrong, **met}.items())


async def run(folder: Path, url: str, people: int, kills: int, messengers: Sequence[str]) -> Outcome:
    """Let people come while the bot is killed `kills` times; look into the database at the end."""
    async with opened(folder, url) as world:
        await world.start_bot()
        world.add_people(people, messengers, HELPERS, PATIENCE)
        watch = asyncio.get_running_loop().create_task(_watch(world))
        await world.let_begin(min(5.0, people / 20))
        done = await _kill(world, kills)
        async with asyncio.timeout(LONGEST):
            await _until_still(world)
        watch.cancel()
        await world.bot.stop()
        kept = await ledger.kept_in(url, world.data_key)
        phones = [person.phone for person in world.people]
        return Outcome(
            verdict=ledger.judge(world.people, world.witness, kept),
            kills=done,
            people=people,
            events=world.brought,
            requests=len(kept.requests),
            matches=len(kept.together) // 2,
            talked=sum(person.talked for person in world.people),
            tries=sum(person.tries for person in world.people),
            repeats=sum(phone.repeats for phone in phones) + world.telegram.not_modified,
            brought_again=world.viber.repeated,
            clean=True,
        )


async def _kill(world: World, kills: int) -> int:
    """Kill the bot again and again, sometimes while it starts, and start it at once."""
    for number in range(kills):
        await asyncio.sleep(world.random.uniform(0.2, 4.0))
        await world.bot.kill()
        world.telegram.polled.clear()
        await world.bot.start()
        if number % 5 == 4:
            await asyncio.sleep(world.random.uniform(0.0, 2.0))  # too early: it is still starting
            await world.bot.kill()
            await world.bot.start()
        await asyncio.wait_for(world.telegram.polled.wait(), 60)
    return world.bot.starts - 1


async def _watch(world: World) -> None:
    while True:
        world.look_at_the_patient()
        await asyncio.sleep(LOOK)


async def _until_still(world: World) -> None:
    """Wait until everybody has a number and nothing has moved for a while."""
    loop, events, since = asyncio.get_running_loop(), -1, 0.0
    while not (world.finished and world.still and loop.time() - since > STILL):
        moved = world.brought + world.telegram.meter.taken + world.viber.meter.taken
        if moved != events:
            events, since = moved, loop.time()
        await asyncio.sleep(LOOK)
