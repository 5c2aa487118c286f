"""An emulated Telegram Bot API over HTTP, with people on phones behind it."""

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.telegram_api import others
from bot.sandbox.telegram_api.errors import Json
from bot.sandbox.telegram_api.methods.commands import commands_shown
from bot.sandbox.telegram_api.people import People, new_chat
from bot.sandbox.telegram_api.server import Server
from bot.sandbox.telegram_api.updates import Updates
from bot.sandbox.telegram_api.webhook import Webhook
from bot.sandbox.telegram_api.world import World
from bot.sandbox.trouble import Trouble

KINDS = (*others.KINDS, "unknown")
"""What `send_other` can send."""


class TelegramApi:
    """The Bot API for one token. Verbs of people raise LookupError for what is not there, ValueError for
    what an app would not let them do."""

    def __init__(self, phones: Phones, clock: Clock, token: str) -> None:
        self.trouble = Trouble()
        self.world = World(phones, clock, token)
        self.updates = Updates(clock)
        self.webhook = Webhook(self.updates)
        self._people = People(self.world, self.updates)
        self._server = Server(self.world, self.updates, self.webhook, self.trouble)

    def app(self) -> web.Application:
        """Routes `/bot{token}/{method}` and `/file/bot{token}/{path}`, to be served or mounted once."""
        return self._server.app()

    @property
    def violations(self) -> list[str]:
        """Calls that did not fit the Bot API's published shape; field names only."""
        return self._server.violations

    def new_phone(self, title: str, role: str, *, language: str = "uk") -> Phone:
        """A person with an app in that language, who has not pressed Start yet."""
        return new_chat(self.world, "private", title, role, [title], language)

    def new_group(self, title: str, authors: list[str], *, role: str = "moderators") -> Phone:
        """A group with these people, in which the bot is an administrator."""
        return new_chat(self.world, "group", title, role, authors, "uk")

    def commands(self, phone_id: str, language: str = "uk") -> list[Json]:
        """What the phone's command menu shows: `command` and `description` each."""
        return commands_shown(self.world, self.world.by_phone[phone_id].id, language)

    async def write(
        self, phone_id: str, text: str, *, reply_to: str | None = None, author: str | None = None
    ) -> None:
        """Type and send; what is too long goes as several messages, as the apps do."""
        self._people.write(phone_id, text, reply_to, author)

    async def press(
        self, phone_id: str, bubble_id: str, row: int, column: int, *, author: str | None = None
    ) -> None:
        """Press an inline button; links and copy buttons tell the bot nothing."""
        button = self.world.phones.get(phone_id).bubble(bubble_id).buttons[row][column]
        if button.data:
            await self.press_data(phone_id, bubble_id, button.data, author=author)

    async def press_data(
        self, phone_id: str, bubble_id: str, data: str, *, author: str | None = None
    ) -> None:
        """Send a payload as if a button had it, which a changed app can do."""
        self._people.press_data(phone_id, bubble_id, data, author)

    async def press_key(self, phone_id: str, row: int, column: int, *, author: str | None = None) -> None:
        """Press a key of the reply keyboard: its text is sent as a message."""
        await self.write(phone_id, self.world.phones.get(phone_id).keyboard[row][column].data, author=author)

    async def send_photo(
        self,
        phone_id: str,
        data: bytes,
        caption: str = "",
        reply_to: str | None = None,
        author: str | None = None,
    ) -> None:
        """Send a picture; the app re-encodes it, so that no metadata is left."""
        self._people.send_photo(phone_id, data, caption, reply_to, author)

    async def send_other(self, phone_id: str, kind: str, *, author: str | None = None) -> None:
        """Send one of KINDS."""
        self._people.send_other(phone_id, kind, author)

    async def edit(self, phone_id: str, bubble_id: str, text: str) -> None:
        """Rewrite a message of one's own."""
        self._people.edit(phone_id, bubble_id, text)

    async def leave(self, phone_id: str, author: str) -> None:
        """Let somebody leave a group; what they do afterwards still arrives, as if it had been on its way."""
        self._people.move(phone_id, author, here=False)

    async def join(self, phone_id: str, author: str) -> None:
        """Let them come back."""
        self._people.move(phone_id, author, here=True)

    async def block(self, phone_id: str) -> None:
        """Block the bot, or throw it out of a group."""
        self._people.block(phone_id)

    async def unblock(self, phone_id: str) -> None:
        self._people.unblock(phone_id)

    async def deactivate(self, phone_id: str) -> None:
        """Delete the account: nothing is told to the bot, but calls answer 403 from now on."""
        self.world.by_phone[phone_id].deactivated = True

    async def upgrade_group(self, phone_id: str) -> None:
        """Make a group a supergroup: a new chat id, and the old one answers with where it went."""
        self.world.upgrade_group(self.world.by_phone[phone_id])

    def open_topics(self, phone_id: str) -> None:
        """Make a group a forum, as its owner can: from now on it may have topics."""
        self.world.by_phone[phone_id].is_forum = True

    def delete_topics(self, phone_id: str) -> None:
        """Delete all topics of a forum but the general one."""
        self.world.by_phone[phone_id].topics.clear()

    def allow(self, phone_id: str, right: str, allowed: bool) -> None:
        """Give the bot a right of an administrator in a group ("can_pin_messages"), or take it."""
        rights = self.world.by_phone[phone_id].rights
        (rights.add if allowed else rights.discard)(right)

    async def raw(self, update: Json) -> None:
        """Give the bot any update body; `update_id` is added if it is missing."""
        self.updates.push_raw(update)

    def retry_now(self) -> None:
        """Repeat failed webhook deliveries without waiting."""
        self.webhook.retry_now()
