"""Replicas that die at named points of their work, one for each line that is read: `POINT SECONDS`.

The first time it passes that point so many seconds after its start, a replica kills itself, as a power cut would; a
point of the start itself waits for nothing, and `- 0` lives on. The id of its process is printed, and at its end how
it ended. All is loaded before, and each is a fork: so a start costs a second, and hundreds of lives minutes. Run it
with the seconds that the clock is ahead.
"""

import asyncio
import functools
import importlib
import inspect
import math
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import logs
from bot.app import App, until_told
from bot.clock import Clock
from bot.settings import read_settings

# Each is a point before and a point after the call: on the way of an event, of a message, of a start, of the clock.
CALLS = (
    "bot.channels.telegram.sending.TelegramChannel.updates",
    "bot.channels.telegram.intake.Intake.take",
    "bot.channels.telegram.sending.TelegramChannel.acknowledge",
    "bot.dispatch.Dispatcher.receive_all",
    "bot.dispatch.Dispatcher._commit",
    "storage.inbox.fresh",
    "storage.persons.arrive",
    "storage.persons.welcome",
    "handlers.distress.watch",
    "bot.routing.answer",
    "storage.talk_messages.add",
    "storage.matches.spoke",
    "storage.persons.remember",
    "storage.requests.add",
    "storage.outbox.write",
    "storage.audit_chain.extend",
    "bot.delivery.Delivery.hand_over",
    "bot.delivery.Delivery._attempt",
    "bot.delivery.Delivery._waits",
    "bot.delivery.pack",
    "bot.channels.telegram.sending.TelegramChannel.send",
    "bot.channels.viber.sending.ViberChannel.send",
    "bot.delivery.write",
    "storage.outbox.delivered",
    "storage.talk_messages.arrived",
    "storage.outbox.due",
    "storage.migrate.upgrade",
    "storage.keys.unlock",
    "storage.desks.appoint",
    "bot.app.serve",
    "jobs.scheduler.Scheduler._run",
)
POINTS = tuple(f"{side}:{call}" for call in CALLS for side in ("before", "after"))
AT_START = ("migrate.upgrade", "keys.unlock", "desks.appoint", "app.serve")
NONE = "-"


@dataclass
class Fate:
    """From when on the point is deadly, on a monotonic clock."""

    since: float = math.inf


def arm(point: str) -> Fate:
    """Let this process die when it passes a point; that of a start is deadly at once."""
    side, _colon, call = point.partition(":")
    owner, name = _owner(call)
    fate = Fate(0.0 if of_the_start(point) else math.inf)
    setattr(owner, name, _deadly(getattr(owner, name), side, fate))
    return fate


def of_the_start(point: str) -> bool:
    """Whether a start passes this point, and nothing does later."""
    return any(call in point for call in AT_START)


def _owner(call: str) -> tuple[Any, str]:
    path, _dot, name = call.rpartition(".")
    try:
        return importlib.import_module(path), name
    except ModuleNotFoundError:
        module, _dot, kind = path.rpartition(".")
        return getattr(importlib.import_module(module), kind), name


def _deadly(call: Callable[..., Any], side: str, fate: Fate) -> Callable[..., Any]:
    def passes(where: str) -> None:
        if where == side and time.monotonic() >= fate.since:
            os.kill(os.getpid(), signal.SIGKILL)

    @functools.wraps(call)
    async def waited_for(*arguments: Any, **named: Any) -> Any:
        passes("before")
        found = await call(*arguments, **named)
        passes("after")
        return found

    @functools.wraps(call)
    def at_once(*arguments: Any, **named: Any) -> Any:
        passes("before")
        found = call(*arguments, **named)
        passes("after")
        return found

    return waited_for if inspect.iscoroutinefunction(call) else at_once


async def _live(ahead: float, fate: Fate, seconds: float) -> None:
    clock = Clock()
    clock.jump(timedelta(seconds=ahead))
    app = App(read_settings(), clock)
    await app.start()
    fate.since = min(fate.since, time.monotonic() + seconds)
    await until_told()
    await app.stop()


def _breed(ahead: float) -> None:
    for line in sys.stdin:
        point, seconds = line.split()
        child = os.fork()
        if not child:
            fate = Fate() if point == NONE else arm(point)
            asyncio.run(_live(ahead, fate, float(seconds)))
            os._exit(0)
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    for call in CALLS:
        _owner(call)
    importlib.import_module("bot.channels.telegram.messenger")
    importlib.import_module("bot.channels.viber.messenger")
    logs.set_up()
    _breed(float(sys.argv[1]))
