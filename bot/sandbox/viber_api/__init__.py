"""An emulated Viber REST API over HTTP, with people on phones behind it."""

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.trouble import Trouble
from bot.sandbox.viber_api import others
from bot.sandbox.viber_api.callbacks import encoded
from bot.sandbox.viber_api.people import People
from bot.sandbox.viber_api.server import Server
from bot.sandbox.viber_api.statuses import Json
from bot.sandbox.viber_api.world import World

KINDS = (*others.KINDS, "client_status")
"""What `send_other` can send; the last one is an event that no document knows."""


class ViberApi:
    """Viber for one bot. Verbs of people raise LookupError for what is not there, ValueError for what the
    app would not let them do."""

    def __init__(self, phones: Phones, clock: Clock, token: str) -> None:
        self.trouble = Trouble()
        self.world = World(phones, clock, token)
        self.callbacks = self.world.callbacks
        self._people = People(self.world)
        self._server = Server(self.world, self.trouble)

    def app(self) -> web.Application:
        """Routes `/{method}` and `/media/{name}`, to be served or mounted once."""
        return self._server.app()

    @property
    def violations(self) -> list[str]:
        """Mistakes of the bot that Viber takes in silence or the app refuses; field names only."""
        return self.world.violations

    @property
    def paid(self) -> int:
        """Messages sent outside the free 24 hours after the person's last one."""
        return self.world.messages["paid"]

    @property
    def free(self) -> int:
        """Messages sent inside a session; welcome messages are not among them."""
        return self.world.messages["free"]

    def new_phone(self, title: str, role: str, *, language: str = "uk") -> Phone:
        """A person who has not opened the bot yet."""
        return self.world.new_account(title, role, language)

    async def start(self, phone_id: str, context: str | None = None) -> None:
        """Open the chat (by a link with `context`); returns when the bot has answered."""
        await self._people.start(phone_id, context)

    async def write(self, phone_id: str, text: str) -> None:
        """Type and send; whoever writes is subscribed by it."""
        self._people.write(phone_id, text)

    async def press(self, phone_id: str, row: int, column: int) -> None:
        """Press a button of the keyboard."""
        self._people.press(phone_id, row, column)

    async def press_data(self, phone_id: str, data: str, *, silent: bool = False) -> None:
        """Send an action body as if a button had it, which a person can also type."""
        self._people.press_data(phone_id, data, silent)

    async def send_photo(self, phone_id: str, data: bytes, caption: str = "") -> None:
        """Send a picture (JPEG, PNG, GIF); the bot gets a link that lives one hour of the clock."""
        self._people.send_photo(phone_id, data, caption)

    async def send_other(self, phone_id: str, kind: str) -> None:
        """Send one of KINDS."""
        self._people.send_other(phone_id, kind)

    async def block(self, phone_id: str) -> None:
        """Unsubscribe."""
        self._people.block(phone_id)

    async def unblock(self, phone_id: str) -> None:
        """Subscribe again by the app's button."""
        self._people.subscribe(phone_id)

    async def seen(self, phone_id: str, bubble_id: str) -> None:
        """Let the bot know that its message was looked at."""
        account = self.world.by_phone[phone_id]
        token = int(account.phone.bubble(bubble_id).id)
        self.world.tell(account, "seen", message_token=token, user_id=account.id)

    async def raw(self, event: Json | bytes, signature: str | None = None) -> bool:
        """Post any body once, rightly signed unless a signature is given; was it answered with 200?"""
        body = event if isinstance(event, bytes) else encoded(event)
        return await self.callbacks.post(body, signature) is not None

    def answer_next(self, status: int, *, method: str = "send_message", times: int = 1) -> None:
        """Let the next calls of that method (any method: "") be answered with this status."""
        self.world.statuses.extend([(method, status)] * times)

    def fail_next(self, reason: str = "the app could not show it", *, times: int = 1) -> None:
        """Let the next messages be taken with status 0 and then fail in the app."""
        self.world.failures.extend([reason] * times)

    def duplicate_next(self, events: int = 1) -> None:
        """Send the next events twice."""
        self.callbacks.duplicates += events

    def reorder_next(self, events: int = 2) -> None:
        """Hold the next events and send them in reverse."""
        self.callbacks.reorder(events)

    def retry_now(self) -> None:
        """Repeat what the bot did not take without waiting for the clock."""
        self.callbacks.retry_now()

    def old_app(self, phone_id: str, api_version: int = 1) -> None:
        """Let this person's app know features up to that version only."""
        self.world.by_phone[phone_id].api_version = api_version

    async def settled(self) -> None:
        """Return when the bot has taken (or lost) every event so far."""
        await self.callbacks.settled()
