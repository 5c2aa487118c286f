"""The line for /sos: answered at once, past the queue, and even when the database is gone."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from bot import routing
from bot.channels.base import Channel, Parcel
from bot.errors import Halted, TryLater, Undeliverable, Unpaid, Unreachable
from bot.i18n import language_or_default
from bot.incoming import Incoming
from bot.screens import render
from bot.tasks import start
from handlers import sos
from storage import accounts, persons, phone_messages
from storage.database import Database
from storage.persons import Person

log = structlog.get_logger(__name__)
LOOK_UP = 1.0  # seconds that finding the person may take; the numbers do not wait longer
TRIES = 5
REMEMBERED = 1_000  # calls: while the database is away, a messenger repeats what came along with them
PAUSE = 1.0  # seconds after an answer in which the same chat needs no other: it stands there


class CrisisLine:
    """Answers calls for the numbers of help."""

    def __init__(self, database: Database, channels: Mapping[str, Channel]) -> None:
        self._database, self._channels = database, channels
        self._answering: set[tuple[str, str]] = set()
        self.mute: Callable[[], bool] = lambda: False  # is nothing at all to be sent?
        self._taken: deque[tuple[str, str]] = deque(maxlen=REMEMBERED)

    def takes(self, event: Incoming) -> bool:
        """Answer the event if it calls for the numbers, and say whether it did."""
        if event.in_group or event.channel not in self._channels or not _calls(event):
            return False
        if (event.channel, event.key) in self._taken:
            return True
        if self.mute():  # it goes the way of all others, and is answered when they are
            return False
        self._taken.append((event.channel, event.key))
        chat = event.channel, event.address
        if (
            chat not in self._answering
        ):  # a hundred presses at once must not keep the messenger from the others
            self._answering.add(chat)
            start(self._answer_once(event), "crisis line")
        return True

    async def _answer_once(self, event: Incoming) -> None:
        try:
            await self._answer(event)
            await asyncio.sleep(PAUSE)
        finally:
            self._answering.discard((event.channel, event.address))

    async def _answer(self, event: Incoming) -> None:
        person = await self._person(event)
        language = person.language if person else language_or_default(event.language)
        shown = render(sos.screen(person), language)
        rows = tuple(tuple((label, data, style) for label, data, style in row) for row in shown["rows"])
        parcel = Parcel(event.address, shown["text"], rows)
        for attempt in range(TRIES):
            while self.mute():  # noqa: ASYNC110 - nobody tells when it ends
                await asyncio.sleep(PAUSE)
            try:
                sent = await self._channels[event.channel].send(parcel)
                start(self._note(event, sent), "crisis note")
                return
            except TryLater as later:
                await asyncio.sleep(min(later.seconds or 0.5 * 2**attempt, 30))
            except (Unreachable, Undeliverable, Unpaid, Halted):
                break
        log.error("crisis_answer_not_delivered", channel=event.channel)

    async def _note(self, event: Incoming, sent: str) -> None:
        """Note that call and answer stand on the phone, so that /clean takes them back too; as well as it can be."""
        if not self._channels[event.channel].can_delete:
            return
        asked = [event.message] if event.kind == "words" else []
        try:
            async with self._database.transaction() as session:
                account = await accounts.of_address(session, event.channel, event.address)
                if account is not None:
                    await phone_messages.note(session, [(account, one) for one in (*asked, *sent.split())])
        except Exception as error:  # the numbers stand there: nothing else matters as much
            log.warning("crisis_without_database", error=type(error).__name__)

    async def _person(self, event: Incoming) -> Person | None:
        """Who calls, if the database says so in time; a look-up that hangs is left behind, its end not waited for."""
        looking = start(self._look_up(event), "crisis look-up")
        await asyncio.wait((looking,), timeout=LOOK_UP)
        if looking.done():
            found: Person | None = looking.result()
            return found
        looking.cancel()
        log.warning("crisis_without_database", error="TimeoutError")
        return None

    async def _look_up(self, event: Incoming) -> Person | None:
        try:
            async with self._database.transaction() as session:
                found = await persons.arrive(session, event.channel, [event.address])
        except Exception as error:  # whatever ails the database, the numbers go out
            log.warning("crisis_without_database", error=type(error).__name__)
            return None
        return found[event.address].person if event.address in found else None


def _calls(event: Incoming) -> bool:
    if event.kind == "press":
        return event.text == "c:sos"
    # A slip of the finger is put right by rewriting the message: that calls too.
    command = routing.named(replace(event, kind="words") if event.kind == "edited" else event)
    return command is not None and command.name == "sos"
