"""From the outbox to the phones: in order for each person, at the messengers' pace, again when they stumble.

Messages are handed over in memory after their commit; the table is read for what is due later, came from another
process, or was left by one that died. A message is forgotten only after the messenger took it.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Channel
from bot.errors import Halted, NotAllowed, TopicGone, TryLater, Unpaid, Unreachable, may_have_arrived
from bot.pace import Pace
from bot.packing import BeingFetched, pack
from bot.queues import PATIENT, Queues
from bot.settling import Settled, write
from bot.tasks import keep, start, stop
from bot.unsure import GLANCE, TakenBack, Unsure, begin
from storage import outbox, spending
from storage.database import Database, is_away
from storage.outbox import LIFE, Outgoing, Priority

log = structlog.get_logger(__name__)
SCAN = 2.0  # seconds between looks into the table
GATHER = 0.05  # seconds between a delivery and its commit: those in the meantime share it
AT_ONCE = 30  # messages under way on one channel
PATIENT_AT_ONCE = 20  # of these, what comes unasked
FIRST_PAUSE, LONGEST_PAUSE = 2, 300  # seconds before a failed message is tried again, doubling
HALT = 60  # seconds of silence when the messenger refuses us altogether
DENIED = 3  # refusals in a row after which the whole channel is patient
LOST = 1.0  # seconds between looks whether we may send again
CRISIS_PAUSE = 60.0  # seconds before a crisis is tried again that nobody pays for
FRESH = timedelta(seconds=2)  # so long nobody looks whether a message still waits in the table


class Delivery:
    """Sends what is in the outbox over one channel."""

    def __init__(self, database: Database, channel: Channel, unsure: Unsure | None = None) -> None:
        """`unsure` is shared with the other messengers."""
        self._database, self._channel = database, channel
        self.may_send: Callable[[], bool] = lambda: True  # does this process still lead?
        self.lets: Callable[[Outgoing], bool] = lambda message: True  # or is it hushed?
        self._pace = Pace(channel.per_second, channel.chat_spacing, time.monotonic)
        self._queues = Queues()
        self._busy: set[int] = set()  # accounts with a message under way
        self._settled, self._writing = Settled(), False
        self._wake, self._unsettled, self._at_once = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._unsure = unsure or Unsure()
        self._denied_in_a_row = 0

    def hand_over(self, messages: Sequence[Outgoing]) -> None:
        """Take messages that were just committed."""
        now = self._now()
        for message in messages:
            ours = message.account.channel == self._channel.name and message.due_at <= now
            if ours and self._queues.fits(message):
                self._queues.hold(message)
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        self._unsure.starts(self._channel.name, self._wake)
        tasks = [keep(work, f"{self._channel.name} {work.__name__}") for work in (self._scan, self._settle)]
        try:
            while True:
                self._wake.clear()
                pause = self._send_what_may_go()
                try:
                    await asyncio.wait_for(self._wake.wait(), pause)
                except TimeoutError:
                    continue
        finally:
            await stop(*tasks)  # a transaction under way must end before its connection does

    @property
    def is_idle(self) -> bool:
        """Whether nothing that was handed over waits to be sent or to be written down."""
        return not self._queues

    async def send_alone(self, message: Outgoing) -> None:
        """Send one message that stands in no table, past all others; it is tried once."""
        await self._channel.send(await pack(self._database, self._channel, message))

    async def drain(self, seconds: float) -> None:
        """Begin nothing more; wait until nothing is under way and all settled is written, at most `seconds`."""
        self.may_send = lambda: False  # what waits goes after the next start: cut off, it would come twice
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not (self._busy or self._writing or self._settled != Settled()):
                return
            await asyncio.sleep(0.02)

    def _now(self) -> datetime:
        return self._database.clock.now()

    def _send_what_may_go(self) -> float | None:
        """Start what may go now; return the seconds until something more may, None when nothing waits."""
        pause: float | None = None
        for priority, _id, account in self._queues.ready(self._busy):
            patient = priority in PATIENT
            if len(self._busy) >= (PATIENT_AT_ONCE if patient else AT_ONCE):
                return pause
            if not self.may_send():  # it was stopped or cut off, and another may send by now
                return LOST
            message = self._queues.head(account)
            group = message.account.address.startswith("-")
            wait = self._pace.wait(patient)
            if wait > 0.001:
                return wait if pause is None else min(pause, wait)
            wait = self._pace.wait_for(account, group, "edit" in message.body, patient)
            if (wait := wait if self.lets(message) else LOST) > 0:
                pause = wait if pause is None else min(pause, wait)
                continue
            if not self._unsure.has_room(message):
                pause = GLANCE if pause is None else min(pause, GLANCE)
                continue
            self._unsure.begins(message)
            self._pace.took(account, group, "edit" in message.body)
            self._busy.add(account)
            start(self._deliver(message), f"{self._channel.name} send")
        return pause

    async def _deliver(self, message: Outgoing) -> None:
        """Try to send; what ended is dropped from the queue, what must wait stays at its head."""
        try:
            await self._attempt(message)
            self._denied_in_a_row = 0
            self._queues.drop(message)
        except TryLater as later:
            self._try_later(message, later)
        except BeingFetched:
            self._pace.bar(message.account.id, 0.5)
        except Unpaid as unpaid:
            self._hold_back(message, unpaid)
        except TopicGone:  # the general place is always there
            self._settled.lost_topics.append((message.account.id, message.body.pop("thread", "")))
        except Unreachable:  # what waited goes to the person's other account, or is forgotten
            left = [waiting.id for waiting in self._queues.close(message.account.id)]
            self._settled.closed[message.account.id] = left
        except Halted as error:
            log.error("channel_halted", channel=self._channel.name, reason=str(error))
            self._pace.bar_all(HALT)
        except Exception as error:  # refused for good, or a bug: this one is set aside, the others go on
            log.error(
                "undeliverable", channel=self._channel.name, message=message.id, error=type(error).__name__
            )
            self._settled.parked.append(message.id)
            self._queues.drop(message)
        finally:
            self._pace.answered()
            self._busy.discard(message.account.id)
            self._unsettled.set()
            self._wake.set()

    async def _attempt(self, message: Outgoing) -> None:
        body, account = message.body, message.account
        try:
            if self._may_be_withdrawn(message) and not await self._waits(message):
                raise TakenBack
            sent = await self._send(message)
        except TakenBack:
            self._settled.gone.append(message.id)
            return
        except Exception:  # it did not go out, or is tried again in any case
            self._unsure.ended([message.id])
            raise
        self._settled.note(self._channel, message, sent)
        if message.id in self._unsure:
            self._at_once.set()
            self._unsettled.set()
        if body.get("freeze"):
            self._pace.bar(account.id, await self._channel.freeze(account.address, body["freeze"]))

    async def _waits(self, message: Outgoing) -> bool:
        """Whether the table still has it; while the database is away, only words of a talk wait for the answer."""
        try:
            async with self._database.transaction() as session:
                return await outbox.waits(session, message.id)
        except Exception as error:
            if not is_away(error):
                raise
            if "relay" in message.body:
                raise TryLater("the database is away") from None
            return True

    def _may_be_withdrawn(self, message: Outgoing) -> bool:
        """Words of a talk; and what has waited: the account may have been cut off, or the message redirected."""
        waited = self._now() - message.due_at > FRESH
        late = message.written and "news" not in message.body and (waited or message.attempts > 0)
        return "relay" in message.body or late

    async def _send(self, message: Outgoing) -> str:
        """Send, counting a message that costs money; one that did not go out is taken off the count again."""
        parcel = await pack(self._database, self._channel, message)
        paid = self._channel.charges and not parcel.delete and message.account.costs(self._now())
        if paid:
            await self._pay(message)
        try:
            if not (self.may_send() and self.lets(message)):  # stopped between its start and this moment
                raise TryLater("it may not be sent now", LOST)
            if "news" in message.body:
                await begin(self._database, message)
            return await self._channel.send(parcel)
        except NotAllowed:
            if not parcel.pin:
                raise
            self._settled.denied.append(message.account.id)
            return ""
        except Exception as error:
            if paid:
                self._settled.given_back += 1
            if message.begun and not may_have_arrived(error):
                self._settled.not_begun.append(message.id)
            raise

    async def _pay(self, message: Outgoing) -> None:
        """Raise Unpaid when the budget does not allow it; a crisis goes out in any case."""
        urgent = message.priority == Priority.CRISIS
        async with self._database.transaction() as session:
            if not await spending.spend(session, self._channel.name, self._database.budget, urgent):
                raise Unpaid

    def _hold_back(self, message: Outgoing, unpaid: Unpaid) -> None:
        """Hold back what waits for this account; only a crisis is tried again and again."""
        self._settled.refused = self._settled.refused or unpaid.refused
        account = message.account.id
        queue = self._queues.close(account)
        urgent = [waiting for waiting in queue if waiting.priority == Priority.CRISIS]
        self._settled.unpaid.extend(waiting.id for waiting in queue if waiting not in urgent)
        if urgent:
            self._queues.put_back(account, urgent)
        if message in urgent:
            self._try_later(message, TryLater("no money", CRISIS_PAUSE))

    def _try_later(self, message: Outgoing, later: TryLater) -> None:
        """Bar the chat for a while; the message stays at the head of its queue, so that the order is kept."""
        if message.begun and may_have_arrived(later):  # rather once too few than twice
            self._settled.gone.append(message.id)
            self._queues.drop(message)
            self._pace.bar_patient(HALT)
            return
        seconds = later.seconds or min(FIRST_PAUSE * 2.0 ** min(message.unexplained, 10), LONGEST_PAUSE)
        message.attempts += 1
        message.unexplained += not later.seconds
        self._pace.bar(message.account.id, seconds, message.priority in PATIENT)
        if later.seconds and later.seconds <= HALT:
            self._denied_in_a_row += 1
            if self._denied_in_a_row >= DENIED:  # the messenger as a whole asks for patience
                self._pace.bar_all(seconds)
        if self._now() - message.due_at > LIFE:
            self._settled.parked.append(message.id)
            self._queues.drop(message)

    async def look(self) -> None:
        """Find what is due in the table and not held yet."""
        async with self._database.transaction() as session:
            for priorities, held, room in self._queues.wanted():
                for message in await outbox.due(session, self._channel.name, held, room, priorities):
                    self._queues.hold(message)
        self._wake.set()

    async def _scan(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # the database is away: what is held goes on
                log.warning("outbox_unreadable", channel=self._channel.name, error=type(error).__name__)
            await asyncio.sleep(SCAN)

    async def _settle(self) -> None:
        """Write what became of messages; while the database is away, keep it and try again."""
        while True:
            await self._unsettled.wait()
            with suppress(TimeoutError):  # others wait until the message is written that a crash would repeat
                await asyncio.wait_for(self._at_once.wait(), GATHER)
            self._unsettled.clear()
            self._at_once.clear()
            settled, self._settled, self._writing = self._settled, Settled(), True
            try:
                async with self._database.transaction() as session:
                    await write(session, settled)
                self._queues.ended(settled.ended())
                self._unsure.ended(settled.ended())
                self._writing = False
            except BaseException as error:
                log.warning("outbox_unwritable", channel=self._channel.name, error=type(error).__name__)
                self._unsure.ended(settled.ended())  # nobody waits for a database that is away
                if isinstance(error, Exception) and not is_away(error):  # ours: nothing sent is sent again
                    settled = settled.without_the_rest()
                self._settled, self._writing = settled.joined(self._settled), False
                self._unsettled.set()
                if not isinstance(error, Exception):  # stopped: it is written when we lead again
                    raise
                await asyncio.sleep(FIRST_PAUSE)
