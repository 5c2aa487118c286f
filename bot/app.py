"""The composition root: the one file that knows everything and puts it together."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, TypeVar

import structlog
from aiohttp import web

from bot.channels.base import Channel, Messenger
from bot.clock import Clock
from bot.crisis import CrisisLine
from bot.data_keys import read_key
from bot.delivery import Delivery
from bot.dispatch import Dispatcher
from bot.domain import distress
from bot.domain.obstacles.known import Known
from bot.encoder import installed
from bot.errors import Halted, TryLater
from bot.hush import LOOK, Hush
from bot.i18n import catalogues
from bot.lead import Lead
from bot.leading import while_leading
from bot.settings import Settings
from bot.tasks import keep, start, stop
from bot.unsure import Unsure
from bot.web import serve, site
from handlers.moderators.registry import described
from handlers.registry import COMMANDS
from jobs.registry import jobs
from jobs.scheduler import Scheduler
from storage import desks, keys, known_cards, known_obstacles, migrate
from storage.crypto import Vault
from storage.database import Database
from storage.outbox import Outgoing

log = structlog.get_logger(__name__)
T = TypeVar("T")
GATHER = 0.05  # seconds between two commits: those who press in the meantime share the second
CLEAN_STOP = 3.0  # seconds for what is being sent; jobs had up to 5, and `docker stop` grants 10 in all


class App:
    """The running bot."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        vault = Vault(tuple(read_key(key.get_secret_value()) for key in settings.data_keys))
        self.database = Database(settings.database_url, vault, clock)
        self.database.budget, self.database.leads = settings.viber_monthly_budget, settings.leads
        self.database.backups, self.database.kept = settings.backups, settings.kept
        self.channels: dict[str, Channel] = {}
        self._deliveries: dict[str, Delivery] = {}  # while this process leads
        self._before: dict[str, Delivery] = {}  # the same, since it led first
        self._unsure = Unsure()
        self._hush = Hush(self.database)
        self._tasks: list[asyncio.Task[None]] = []
        self._listening: list[asyncio.Task[None]] = []  # from when this process led first until another does
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Migrate, unlock, and begin to listen and to send."""
        try:
            await self._start()
        except BaseException:  # Ctrl-C too: the database's threads must end before the loop does
            await self.database.close()
            raise

    async def _start(self) -> None:
        catalogues()
        distress.signs("-")  # reads all its words now, and not while the first person in danger waits
        await migrate.upgrade(self.settings.database_url)
        await keys.unlock(self.database)
        async with self.database.transaction() as session:
            await desks.appoint(session, self.settings.moderators_chat_id)
        encoder = installed()
        self.database.known, self.database.known_cards = Known(encoder), Known(encoder)
        self._run(partial(known_obstacles.fill, self.database), "reading obstacles")
        self._run(partial(known_cards.fill, self.database), "reading cards")
        await self._hush.look()
        self._run(self._hush.watch, "hush")
        line = CrisisLine(self.database, self.channels)
        line.mute = lambda: self._hush.all
        self.dispatcher = Dispatcher(self.database, line.takes, self.settings.moderators_chat_id, GATHER)
        messengers = self._messengers()
        self.channels.update({messenger.channel.name: messenger.channel for messenger in messengers})
        fetchers = {name: channel.fetch for name, channel in self.channels.items()}
        openers = {name: partial(self._open_topic, channel) for name, channel in self.channels.items()}
        self.scheduler = Scheduler(self.database, jobs(fetchers, openers))
        self.database.committed = self._hand_over
        self.database.wake_jobs = self.scheduler.wake
        self.dispatcher.farewell = self._say_farewell
        self.dispatcher.may_welcome = lambda: not self._hush.any
        self._run(self.dispatcher.run, "dispatch")
        # Serve first: Viber calls back while its webhook is being set.
        webhooks = {path: handler for m in messengers for path, handler in m.webhooks().items()}
        page = site(self.database, webhooks)
        self._runner = await serve(page, self.settings.http_host, self.settings.http_port)
        self._run(
            partial(while_leading, self.database, partial(self._lead, messengers), self._stop_listening),
            "leading",
        )
        for messenger in messengers:
            self._run(partial(self._meet, messenger), f"{messenger.channel.name} meeting")

    async def _lead(self, messengers: Sequence[Messenger], lead: Lead) -> None:
        """Listen, send and keep the clock: of several replicas one does all three.

        It goes on listening when it loses the lead with the database, since /sos needs none.
        """
        works: list[tuple[Callable[[], Coroutine[Any, Any, Any]], str]] = [
            (partial(self.scheduler.run, lead.holds), "clock"),
        ]
        for messenger in messengers:
            name = messenger.channel.name
            works.append((partial(self._deliver, messenger.channel, lead), f"delivery {name}"))
        tasks = [keep(work, name) for work, name in works]
        if not self._listening:
            self._listening = [
                keep(partial(_insist, messenger.listen), f"{messenger.channel.name} listening")
                for messenger in messengers
            ]
        try:
            await asyncio.gather(*tasks)
        finally:
            await stop(*tasks)

    async def _stop_listening(self) -> None:
        """Another process listens now; while there is no database nobody does, and calls for help are heard here."""
        listening, self._listening = self._listening, []
        await stop(*listening)

    async def stop(self) -> None:
        """Finish what is under way, write it down, and close."""
        listening = [self._runner.cleanup()] if self._runner is not None else []
        await asyncio.gather(self.scheduler.stop(), *listening)
        await asyncio.gather(*(delivery.drain(CLEAN_STOP) for delivery in self._deliveries.values()))
        await stop(*self._tasks, *self._listening)
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()

    async def is_idle(self) -> bool:
        """Whether everything that may go out now has gone; while sending is stopped, nobody waits for it."""
        for delivery in self._deliveries.values():
            await delivery.look()
        return self._hush.any or all(delivery.is_idle for delivery in self._deliveries.values())

    async def _deliver(self, channel: Channel, lead: Lead) -> None:
        """Send what is in the outbox; what was handed over before we led is read from the table.

        When we lead again, what was sent before and not written down yet is known, and not sent again.
        """
        delivery = self._before.setdefault(channel.name, Delivery(self.database, channel, self._unsure))
        delivery.may_send, delivery.lets = lead.holds, self._hush.lets
        self._deliveries[channel.name] = delivery
        try:
            await delivery.run()
        finally:
            del self._deliveries[channel.name]

    def _hand_over(self, messages: list[Outgoing]) -> None:
        for delivery in self._deliveries.values():
            delivery.hand_over(messages)

    def _say_farewell(self, message: Outgoing) -> None:
        """The last message to somebody who is in no table any more: no other process could send it."""
        if self._deliveries:
            self._hand_over([message])
        else:
            start(self._send_alone(message), "farewell")

    async def _send_alone(self, message: Outgoing) -> None:
        while not self._hush.lets(message):  # noqa: ASYNC110 - it is in no event but the database's
            await asyncio.sleep(LOOK)
        await Delivery(self.database, self.channels[message.account.channel]).send_alone(message)

    async def _open_topic(self, channel: Channel, address: str, name: str) -> str:
        if self._hush.all:
            raise TryLater("hushed")
        return await channel.open_topic(address, name)

    def _messengers(self) -> list[Messenger]:
        """Put together what has a token. Imported here: aiogram alone takes half a second."""
        settings, found = self.settings, list[Messenger]()
        if settings.telegram_bot_token is not None:
            from bot.channels.telegram.messenger import Telegram

            said = [(command.name, command.describe) for command in COMMANDS.values()]
            found.append(Telegram(settings, self.dispatcher, said, described()))
        if settings.viber_auth_token is not None:
            from bot.channels.viber.messenger import Viber

            found.append(Viber(settings, self.dispatcher))
        return found

    async def _meet(self, messenger: Messenger) -> None:
        """Learn who we are there, then introduce ourselves; a messenger that is away at start is asked again."""
        setattr(self.database.links, messenger.channel.name, await _insist(messenger.meet))
        await _insist(messenger.introduce)

    def _run(self, work: Callable[[], Coroutine[Any, Any, Any]], name: str) -> None:
        self._tasks.append(keep(work, name))


async def _insist(call: Callable[[], Awaitable[T]]) -> T:
    pause = 1.0
    while True:
        try:
            return await call()
        except (TryLater, Halted) as error:
            log.warning("messenger_not_ready", reason=str(error))
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    app = App(settings, Clock())
    await app.start()
    log.info("running", channels=sorted(app.channels))
    await until_told()
    await app.stop()


async def until_told() -> None:
    """Wait for SIGTERM or SIGINT."""
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    await told.wait()
