"""Words of a talk on their way: what was withdrawn while it waited is never sent."""

import asyncio
from collections.abc import Callable

from bot.channels.base import Parcel
from bot.delivery import Delivery
from bot.errors import TryLater
from bot.tasks import start, stop
from storage.outbox import Outgoing
from tests.handlers.talk.conftest import Two, talks, two
from tests.machine import PATIENCE

__all__ = ["talks", "two"]


class Viber:
    """A messenger that is away until it is told otherwise."""

    name = "viber"
    per_second, chat_spacing = 1000.0, 0.0
    can_edit = can_delete = charges = hosts_pictures = False
    types_buttons = True

    def __init__(self) -> None:
        self.away, self.tries = True, 0
        self.got: list[Parcel] = []

    async def send(self, parcel: Parcel) -> str:
        self.tries += 1
        if self.away:
            raise TryLater("away", 0.05)
        self.got.append(parcel)
        return str(len(self.got))


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_what_is_withdrawn_while_it_waits_is_never_sent(two: Two) -> None:
    viber, database = Viber(), two.talks.database
    delivery = Delivery(database, viber)  # type: ignore[arg-type]
    shown = database.committed

    def committed(outgoing: list[Outgoing]) -> None:
        delivery.hand_over(outgoing)
        shown([out for out in outgoing if out.account.channel != "viber"])

    database.committed = committed
    sending = start(delivery.run(), "delivery")
    await two.olha.says("My name is Olha")
    await until(lambda: viber.tries)
    await two.olha.presses("Withdraw")
    await two.olha.says("Good evening")
    viber.away = False
    await until(lambda: viber.got and "Good evening" in viber.got[-1].text)
    await stop(sending)
    assert not any("My name is Olha" in parcel.text for parcel in viber.got)
