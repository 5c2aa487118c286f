"""A chat tester: people on phones talk to the real dispatcher and database, without HTTP; tests read as transcripts."""

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from PIL import Image

from bot import settling
from bot.clock import StoppedClock
from bot.dispatch import Dispatcher
from bot.incoming import Incoming
from bot.screens import Rendered
from bot.settling import Settled
from bot.tasks import start, stop
from jobs.base import Job
from jobs.registry import jobs
from storage import desks, outbox
from storage.database import Database
from storage.outbox import Outgoing

DESK = "-1001"


@dataclass
class _Messenger:
    """What of a messenger decides what is kept of a message."""

    can_delete: bool
    types_buttons: bool


MESSENGERS = {"telegram": _Messenger(True, False), "viber": _Messenger(False, True)}
ROUNDS = 20  # of the jobs, until nothing is due


def photo() -> bytes:
    """A small picture, as a messenger would give it."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    return picture.getvalue()


@dataclass
class Message:
    """A message as it stands on a phone."""

    id: str
    text: str
    rows: list[list[tuple[str, str, str]]]
    picture: bool = False
    document: int | None = None
    rewritten: bool = False
    thread: str = ""

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [label for row in self.rows for label, _data, _style in row]


@dataclass
class Phone:
    """One phone: a person's chat with the bot, or the moderators' group."""

    chat: "Chat"
    channel: str
    address: str
    language: str = "uk"
    sender: str = ""
    messages: list[Message] = field(default_factory=list)
    board: Message | None = None  # what is pinned on top
    _number: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def screen(self) -> Message:
        """The newest message of the bot."""
        return self.messages[-1]

    @property
    def texts(self) -> list[str]:
        """All texts of the bot, the oldest first."""
        return [message.text for message in self.messages]

    async def says(self, text: str, **more: str) -> Message:
        """Write a text (or a command); return the newest message after it."""
        kind = "opened" if more.get("context") and self.channel == "viber" else "words"
        return await self._does(kind=kind, text=text, **more)

    async def presses(self, label: str) -> Message:
        """Press the newest button that is called so, or begins so."""
        for message in reversed(self.messages):
            for row in message.rows:
                for said, data, _style in row:
                    if said.removeprefix("✓ ").startswith(label):
                        return await self.sends_payload(data, message.id)
        raise AssertionError(f"no button {label!r}; the newest screen has {self.screen.labels}")

    async def sends_payload(self, data: str, message: str = "") -> Message:
        """Send what a button would send, true or forged."""
        press = "press" if self.channel == "telegram" else ""
        return await self._does(kind="press", text=data, message=message or self.new_id(), press=press)

    async def sends_photo(self, caption: str = "") -> Message:
        """Send a photo."""
        return await self._does(kind="photo", text=caption, file="a-file")

    async def sends(self, kind: str, **more: str) -> Message:
        """Send anything: "voice", "other", "edited", "left" ..."""
        return await self._does(kind=kind, **more)

    async def replies(self, message: Message, text: str) -> Message:
        """Answer a message natively."""
        return await self._does(kind="words", text=text, reply_to=message.id)

    def new_id(self) -> str:
        """A message id of the messenger."""
        return str(next(self._number))

    async def _does(self, **event: str) -> Message:
        key = str(next(self.chat.keys))
        message = event.pop("message", "") or self.new_id()
        sender = event.pop("sender", "") or self.sender or self.address
        incoming = Incoming(
            self.channel,
            key,
            self.address,
            message=message,
            sender=sender,
            language=self.language,
            **event,  # type: ignore[arg-type]
        )
        await self.chat.receive(incoming)
        return self.screen if self.messages else Message("", "", [])

    def _rewrites(self, body: Rendered, rows: list[list[tuple[str, str, str]]]) -> bool:
        """Rewrite a message: where it stands, or (the answer to a press) below all others, where tests look."""
        found = next(
            (m for m in (*self.messages, self.board) if m is not None and m.id == body["edit"]), None
        )
        if found is None:
            return False
        found.text, found.rows, found.rewritten = body["text"], rows, True
        if found is not self.board and not body.get("only_edit"):
            self.messages.remove(found)
            self.messages.append(found)
        return True

    def pins(self, id: str) -> None:
        """Keep a message on top, and no longer among the others."""
        if self.board is None or self.board.id != id:
            self.board = next(message for message in self.messages if message.id == id)
            self.messages.remove(self.board)

    def shows(self, out: Outgoing) -> str:
        """Show a message of the bot; return its id."""
        return self.sees(out.body)

    def sees(self, body: Rendered) -> str:
        """Show what the bot says, perhaps in the place of an earlier message; return its id."""
        if "delete" in body:
            self.messages = [m for m in self.messages if m.id not in body["delete"].split()]
            return body["delete"]
        if "pin" in body:
            self.pins(body["pin"])
            return body["pin"]
        rows = [[(label, data, str(style)) for label, data, style in row] for row in body.get("rows", [])]
        if "freeze" in body:
            for message in self.messages:
                message.rows = [] if message.id == body["freeze"] else message.rows
        if "edit" in body and self.channel == "telegram" and self._rewrites(body, rows):
            return body["edit"]
        if body.get("only_edit"):
            return body["edit"]
        new = Message(self.new_id(), body.get("text", ""), rows, "picture" in body or "voice" in body)
        new.document, new.thread = body.get("document"), body.get("thread", "")
        self.messages.append(new)
        return new.id


class Chat:
    """Phones, the dispatcher, the jobs, and a clock that tests move."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.dispatcher = Dispatcher(database, lambda event: False, limited=False)
        self.keys = itertools.count(1)
        self.phones: dict[tuple[str, str], Phone] = {}
        self._sent: list[Outgoing] = []
        self.has_topics, self.topics = False, list[str]()  # of the moderators' group
        self.dispatcher.farewell = self._sent.append
        database.committed = self._sent.extend
        database.budget = 1_000  # paid messages a month; tests of money set their own
        self.jobs: Sequence[Job] = jobs({"telegram": _fetch, "viber": _fetch}, {"telegram": self._open_topic})

    def person(self, channel: str = "telegram", address: str = "", language: str = "uk") -> Phone:
        """A person with a new phone."""
        address = address or str(1000 + len(self.phones))
        return self._phone(Phone(self, channel, address, language))

    def desk(self) -> Phone:
        """The moderators' group."""
        return self._phone(Phone(self, "telegram", DESK, sender="7"))

    def _phone(self, phone: Phone) -> Phone:
        return self.phones.setdefault((phone.channel, phone.address), phone)

    async def _open_topic(self, address: str, name: str) -> str:
        """Open a topic, if the group has any."""
        if not self.has_topics:
            return ""
        self.topics.append(name)
        return str(len(self.topics))

    async def receive(self, *events: Incoming) -> None:
        """Let events come in, and what follows from them arrive."""
        receipts = await self.dispatcher.receive_all(events)
        await self.settle()
        for event, receipt in zip(events, receipts, strict=True):
            if receipt.welcome is not None:
                self.phones[event.channel, event.address].sees(receipt.welcome)

    async def settle(self) -> None:
        """Deliver what was committed, what waited until now, and what follows from it (a pin), as delivery notes it."""
        while sent := self._due():
            settled = Settled()
            async with self.database.transaction() as session:
                sent = [out for out in sent if "news" not in out.body or await outbox.begin(session, out)]
            for out in sorted(sent, key=lambda out: (out.priority, out.id)):
                phone = self.phones.get((out.account.channel, out.account.address))
                message = phone.shows(out) if phone is not None else "0"
                settled.note(MESSENGERS[out.account.channel], out, message)
            async with self.database.transaction() as session:
                await settling.write(session, settled)

    def _due(self) -> list[Outgoing]:
        now, waiting = self.database.clock.now(), list(self._sent)
        self._sent[:] = [out for out in waiting if out.due_at > now]
        return [out for out in waiting if out.due_at <= now]

    async def work(self) -> int:
        """Run the jobs until nothing is due; return how many items they did."""
        total = 0
        for _round in range(ROUNDS):
            done = sum([await job.run(self.database) for job in self.jobs])
            await self.settle()
            total += done
            if not done:
                return total
        raise AssertionError("the jobs do not come to an end")

    async def passes(self, **span: float) -> None:
        """Let time pass (`hours=3`), then let the jobs work."""
        assert isinstance(self.database.clock, StoppedClock)
        self.database.clock.jump(timedelta(**span))
        await self.work()


async def _fetch(source: str) -> bytes:
    return photo()


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Chat]:
    """A chat over a database, with one moderators' group."""
    chat = Chat(database)
    async with database.transaction() as session:
        await desks.appoint(session, [DESK])
    worker = start(chat.dispatcher.run(), "dispatch")
    yield chat
    await stop(worker)
