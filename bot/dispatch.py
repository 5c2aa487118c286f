"""The way of an event: seen before? who? what does it mean? - and one commit for all that follows from it.

Events that wait together share a transaction, one event a person; when anything in it fails, nothing of it is kept
and each event is tried alone, so that each stays all-or-nothing and one bad event never stops another.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace

import structlog
from sqlalchemy.exc import DBAPIError

from bot import desk_routing, escape, routing, sweeping
from bot.domain import codes
from bot.errors import Refused
from bot.i18n import _, language_or_default
from bot.incoming import Incoming
from bot.line import Line, Receipt, Waiting
from bot.screens import Screen, command_button, render, typed_labels
from handlers import distress, flood, held_back
from handlers.base import Turn
from handlers.how_are_you import planning
from storage import accounts, desks, inbox, outbox, persons, phone_messages, quarantine, requests
from storage.accounts import Account
from storage.database import Database, Session, is_away
from storage.outbox import Outgoing, Priority
from storage.persons import Arrival

log = structlog.get_logger(__name__)
TRIES = 3  # of one event that the database refuses
# What a person did not do to us: nobody becomes known by it, and it opens no free session.
UNSPOKEN = ("left", "joined", "came", "went", "moved", "failed", "ignored")
SORRY = _(
    "Something went wrong on our side, and nothing was changed. Please try again, or open the menu. "
    "If it happens again, tell us this code: {code}"
)


class _SamePerson(Exception):
    """Several events of one person, which are handled one after another."""


class Dispatcher:
    """Takes events in, many at once, and hands each to its handler inside a transaction."""

    def __init__(
        self,
        database: Database,
        sos: Callable[[Incoming], bool],
        moderators: Collection[str] | None = None,
        gather: float = 0.0,
        limited: bool = True,
    ) -> None:
        """`sos` answers a call for help without the database, and says whether the event was one.

        `moderators`: the addresses of their chats, so that they are looked up for these and for groups (None: for all).
        `gather`: seconds between two commits, so that events that come together share one; `limited`: see flood.py.
        """
        self._database, self._sos, self._gather = database, sos, gather
        self._moderators, self.limited = moderators, limited
        self.farewell: Callable[[Outgoing], None] = lambda message: None
        self.may_welcome: Callable[[], bool] = lambda: True  # whether the answer of a webhook may carry words
        self._line, self._wake = Line(), asyncio.Event()

    async def receive(self, event: Incoming) -> Receipt:
        """Handle one event; when this returns, it and all that follows from it are committed."""
        receipt = (await self.receive_all([event]))[0]
        if not self.may_welcome():
            receipt.welcome = None
        return receipt

    async def receive_all(self, events: Sequence[Incoming]) -> list[Receipt]:
        """Handle events in their order; raises what the database raises when it cannot be reached."""
        loop = asyncio.get_running_loop()
        waiting = [Waiting(event, loop.create_future()) for event in events if not self._sos(event)]
        self._line.join(waiting)
        self._wake.set()
        done = await asyncio.gather(*(w.receipt for w in waiting), return_exceptions=True)
        failed = next((found for found in done if isinstance(found, BaseException)), None)
        if failed is not None:
            raise failed
        receipts = {id(w.event): w.receipt.result() for w in waiting}
        return [receipts.get(id(event), Receipt()) for event in events]

    async def set_aside_raw(self, channel: str, key: str, raw: bytes) -> None:
        """Keep an event that could not even be read; a repetition of it is dropped."""
        event = Incoming(channel, key, "", "ignored")
        async with self._database.transaction() as session:
            if await inbox.fresh(session, [event]):
                await quarantine.add(session, channel, secrets.token_hex(4), "unreadable", raw)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._line:
                together = self._line.take()
                try:
                    await self._handle(together)
                except asyncio.CancelledError:
                    _fail(together, ConnectionError("stopping"))
                    raise
                except Exception as error:  # the messenger will repeat what was not confirmed
                    _fail(together, error)
                if self._gather:
                    await asyncio.sleep(self._gather)

    async def _handle(self, together: list[Waiting]) -> None:
        try:
            receipts = await self._commit([waiting.event for waiting in together])
        except Exception as error:
            if is_away(error):
                raise  # not an event's fault: the messengers bring them all again
            if len(together) > 1:
                for waiting in together:
                    await self._handle([waiting])
                return
            if isinstance(error, DBAPIError):
                receipts = [await self._once_more(together[0].event)]
            else:
                receipts = [await self._set_aside(together[0].event, error)]
        self._line.handled(together, receipts)
        for waiting, receipt in zip(together, receipts, strict=True):
            if not waiting.receipt.done():
                waiting.receipt.set_result(receipt)

    async def _once_more(self, event: Incoming, tries: int = TRIES - 1) -> Receipt:
        """A database error may be another's doing (a race, a deadlock): try again."""
        try:
            return (await self._commit([event]))[0]
        except DBAPIError as error:
            if is_away(error):
                raise
            return await (self._once_more(event, tries - 1) if tries > 1 else self._set_aside(event, error))

    async def _commit(self, events: Sequence[Incoming]) -> list[Receipt]:
        receipts = [Receipt() for _event in events]
        async with self._database.transaction() as session:
            new = {id(event) for event in await inbox.fresh(session, events)}
            fresh = [
                (event, receipt) for event, receipt in zip(events, receipts, strict=True) if id(event) in new
            ]
            moderators = {
                account.address: account for account in await self._desks(session, [e for e, _r in fresh])
            }
            arrivals = await _arrive(session, [event for event, _r in fresh if not event.in_group])
            heard = set[tuple[str, str]]()
            for event, receipt in fresh:
                desk = moderators.get(event.address) if event.channel == "telegram" else None
                if desk is not None and await desk_routing.handle(session, desk, event):
                    continue
                arrival = arrivals.get(who := (event.channel, event.address))
                if arrival is not None:  # in other groups than the moderators' Kolo is silent
                    await _one(session, Turn(session, arrival, event, limited=self.limited), receipt)
                    if not receipt.shut and who in heard:
                        raise _SamePerson
                    heard.add(who)
            active = {
                (event.channel, event.address) for event, _receipt in fresh if event.kind not in UNSPOKEN
            }
            await _remember(session, [arrival for who, arrival in arrivals.items() if who in active])
            await phone_messages.note(session, sweeping.came((event for event, _r in fresh), arrivals))
        await self._part(receipts)
        return receipts

    async def _part(self, receipts: Sequence[Receipt]) -> None:
        """Say farewell to those who were erased, and take the last of them out of the log."""
        gone = [farewell for receipt in receipts for farewell in receipt.farewells]
        for message in gone:
            self.farewell(message)
        try:
            if gone and not await self._database.scrub():
                log.warning("log_not_scrubbed", error="busy")
        except Exception as error:  # what was committed is committed
            log.warning("log_not_scrubbed", error=type(error).__name__)

    async def _desks(self, session: Session, events: Sequence[Incoming]) -> list[Account]:
        chats = {event.address for event in events if event.channel == "telegram"}
        known = self._moderators is None or not chats.isdisjoint(self._moderators)
        if not chats or not (known or any(event.in_group for event in events)):
            return []
        return await desks.every(session)

    async def _set_aside(self, event: Incoming, error: Exception) -> Receipt:
        """Keep an event that we failed on, and tell the person so, with a code."""
        code = secrets.token_hex(4)
        log.error(
            "event_failed", code=code, channel=event.channel, kind=event.kind, error=type(error).__name__
        )
        kept = replace(event, text=codes.blanked(event.text), context="")
        raw = json.dumps(asdict(kept), ensure_ascii=False).encode("utf-8", "surrogatepass")
        async with self._database.transaction() as session:
            if not await inbox.fresh(session, [event]):
                return Receipt()
            await quarantine.add(session, event.channel, code, type(error).__name__, raw)
            account = await accounts.of_chat(session, event.channel, event.address)
            sorry = Screen(SORRY.format(code=code), ((command_button(_("Menu"), "menu"),),))
            outbox.push_to(session, account, sorry)
            if event.channel == "telegram" and event.kind in sweeping.WRITTEN:
                await phone_messages.note(session, [(account.id, event.message)])
        return Receipt(code=code)


async def _arrive(session: Session, events: Sequence[Incoming]) -> dict[tuple[str, str], Arrival]:
    arrivals: dict[tuple[str, str], Arrival] = {}
    for channel in {event.channel for event in events}:
        addresses = [event.address for event in events if event.channel == channel]
        known = await persons.arrive(session, channel, addresses)
        arrivals.update({(channel, address): arrival for address, arrival in known.items()})
    for event in events:
        if event.kind not in UNSPOKEN and (event.channel, event.address) not in arrivals:
            language = language_or_default(event.language)
            newcomer = await persons.welcome(session, event.channel, event.address, language)
            arrivals[event.channel, event.address] = newcomer
    return arrivals


async def _remember(session: Session, acted: Sequence[Arrival]) -> None:
    """Write where conversations stand; what was held back for those who write again goes out now."""
    if len({arrival.person.id for arrival in acted}) < len(acted):
        raise _SamePerson  # each would write over what the other remembers
    stay = [arrival for arrival in acted if "erased" not in arrival.state]
    await persons.remember(session, stay)
    for arrival in stay:
        if arrival.lapsed and arrival.wrote and arrival.account.channel == accounts.CHARGES:
            await held_back.release(session, arrival.here)
            await requests.look_at_all(session)  # they can be asked again


async def _one(session: Session, turn: Turn, receipt: Receipt) -> None:
    arrival, event = turn.arrival, turn.event
    if event.kind == "left":
        await accounts.close(session, arrival.account.id)
    elif arrival.status != accounts.OPEN and event.kind not in ("ignored", "failed"):
        await accounts.reopen(session, arrival.account.id)
        await requests.look_at_all(session)  # they can be asked again, or others about what they asked
        await planning.back(session, arrival.person)
    if event.kind in UNSPOKEN:
        return
    arrival.wrote = event.kind != "opened"
    await distress.watch(turn)
    gate = flood.OPEN
    try:
        gate = _gate(turn)
        screen = await routing.answer(turn) if gate.open else gate.says
    except Refused as refused:
        screen = await routing.current(turn, refused.text)
    if screen is None:
        receipt.shut = not gate.open
        return
    if event.kind == "opened":
        receipt.welcome = render(screen, arrival.person.language)
        await accounts.set_shown(session, {arrival.account.id: typed_labels(receipt.welcome)})
    else:
        _reply(session, arrival, event, screen)
    if arrival.state.get("erased"):
        receipt.farewells = outbox.farewells(session, arrival.person.id)


def _gate(turn: Turn) -> flood.Gate:
    """Whether the event may go on: a call for help always may, and so may leaving."""
    free = routing.calls_for(turn, "sos") or escape.is_first(turn)
    gate = flood.OPEN if free else flood.at_the_door(turn, forgets=routing.calls_for(turn, "forget"))
    if gate.open:
        escape.note(turn)
    return gate


def _reply(session: Session, arrival: Arrival, event: Incoming, screen: Screen) -> None:
    """Put the answer on its way: a Telegram press rewrites its own message, everything else gets a new one."""
    more: dict[str, str] = {}
    live = arrival.live_message
    if _rewrites(event, screen, live):
        more["edit"] = event.message
    if screen.passing and live and live != more.get("edit"):
        more["freeze"] = live
    if live and live == more.get("edit"):
        more["live"] = "kept" if screen.passing else "over"
    outbox.push_to(session, arrival.here, screen, Priority.REPLY, **more)


def _rewrites(event: Incoming, screen: Screen, live: str) -> bool:
    """Whether the answer takes the place of the pressed message; a command under another's words leaves them."""
    if not event.press or not event.message or screen.picture is not None or screen.voice is not None:
        return False
    return not event.text.startswith("c:") or event.message == live


def _fail(together: Sequence[Waiting], error: Exception) -> None:
    for waiting in together:
        if not waiting.receipt.done():
            waiting.receipt.set_exception(error)
