"""What the owner of a phone does on the page, handed to the emulated messenger of that phone."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from bot.sandbox.phones import Phone
from bot.sandbox.server.guard import HEADERS, Handler, Wrong
from bot.sandbox.server.parts import Parts
from bot.sandbox.server.reading import Reading
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi

Deed = Callable[[Phone, Reading], Awaitable[None]]

HOURS = (1, 24, 168)
ROLES = ("returnee", "helper", "relative")
LANGUAGES = ("uk", "ru", "en")
NAMES = ("Марія", "Богдан", "Ірина", "Тарас", "Олена", "Назар", "Софія", "Юрій", "Ганна", "Остап")


class Actions:
    """The POST routes: `/phones`, `/phones/{id}/<deed>` and `/clock`; each answers JSON."""

    def __init__(self, parts: Parts) -> None:
        self._phones, self._telegram, self._viber = parts.phones, parts.telegram, parts.viber
        self._jump, self._languages = parts.jump, parts.languages

    def routes(self) -> Iterable[tuple[str, Handler]]:
        """Give every path with its handler."""
        yield "/phones", self.new_phone
        yield "/clock", self.move_clock
        deeds = (
            self.write,
            self.press,
            self.photo,
            self.other,
            self.edit,
            self.block,
            self.unblock,
            self.leave,
            self.join,
            self.start,
        )
        for deed in deeds:
            yield f"/phones/{{id}}/{deed.__name__}", self._on_phone(deed)

    async def new_phone(self, request: web.Request) -> web.StreamResponse:
        """Put one more phone on the table: `{channel, role, language?}`; answers with its id."""
        wish = await Reading.of(request)
        channel, role = wish.one_of("channel", ("telegram", "viber")), wish.one_of("role", ROLES)
        language = wish.one_of("language", LANGUAGES) if wish.optional("language") else LANGUAGES[0]
        phone = self._messenger(channel).new_phone(self._free_name(), role, language=language)
        self._languages[phone.id] = language
        return done({"id": phone.id})

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """Move the clock: `{hours}`, one of `HOURS`; every page then hears the new time."""
        hours = (await Reading.of(request)).number("hours")
        if hours not in HOURS:
            raise Wrong("The clock can jump by an hour, a day or a week.")
        await self._jump(hours)
        for phone in self._phones:
            self._phones.changed(phone)
        return done({})

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """Answer with a picture that a bubble shows."""
        try:
            picture = self._phones.picture(request.path)
        except LookupError:
            raise Wrong("There is no such picture.", 404) from None
        return web.Response(body=picture.data, content_type=picture.content_type, headers=HEADERS)

    async def write(self, phone: Phone, wish: Reading) -> None:
        """Send `{text, reply_to?, author?}`."""
        text = wish.text("text")
        if phone.channel == "viber":
            return await self._viber.write(phone.id, text)
        reply_to, author = wish.optional("reply_to"), wish.optional("author")
        return await self._telegram.write(phone.id, text, reply_to=reply_to, author=author)

    async def press(self, phone: Phone, wish: Reading) -> None:
        """Press a button: `{row, column, bubble?, author?}`; without a bubble, on the keyboard."""
        row, column, author = wish.number("row"), wish.number("column"), wish.optional("author")
        bubble = wish.optional("bubble")
        if phone.channel == "viber":
            return await self._viber.press(phone.id, row, column)
        if bubble is None:
            return await self._telegram.press_key(phone.id, row, column, author=author)
        return await self._telegram.press(phone.id, bubble, row, column, author=author)

    async def photo(self, phone: Phone, wish: Reading) -> None:
        """Send a photo: `{data: base64, caption?, reply_to?, author?}`."""
        try:
            data = base64.b64decode(wish.text("data"), validate=True)
        except binascii.Error:
            raise Wrong("This is not a photo.") from None
        caption = wish.optional("caption") or ""
        if phone.channel == "viber":
            return await self._viber.send_photo(phone.id, data, caption)
        reply_to, author = wish.optional("reply_to"), wish.optional("author")
        return await self._telegram.send_photo(phone.id, data, caption, reply_to, author)

    async def other(self, phone: Phone, wish: Reading) -> None:
        """Send a message of another kind: `{kind, author?}`, such as a sticker."""
        kind = wish.text("kind")
        if phone.channel == "viber":
            return await self._viber.send_other(phone.id, kind)
        return await self._telegram.send_other(phone.id, kind, author=wish.optional("author"))

    async def edit(self, phone: Phone, wish: Reading) -> None:
        """Change a message of one's own: `{bubble, text}`; only Telegram tells a bot of it."""
        if phone.channel == "viber":
            raise Wrong("Viber does not tell a bot about changed messages.")
        await self._telegram.edit(phone.id, wish.text("bubble"), wish.text("text"))

    async def block(self, phone: Phone, wish: Reading) -> None:
        """Block the bot on this phone."""
        await self._messenger(phone.channel).block(phone.id)

    async def unblock(self, phone: Phone, wish: Reading) -> None:
        """Let the bot in again."""
        await self._messenger(phone.channel).unblock(phone.id)

    async def leave(self, phone: Phone, wish: Reading) -> None:
        """Let somebody leave a group: `{author}`."""
        await self._telegram.leave(phone.id, wish.text("author"))

    async def join(self, phone: Phone, wish: Reading) -> None:
        """Let them come back: `{author}`."""
        await self._telegram.join(phone.id, wish.text("author"))

    async def start(self, phone: Phone, wish: Reading) -> None:
        """Open the bot, perhaps by an invitation: `{code?}`."""
        code = wish.optional("code")
        if phone.channel == "viber":
            return await self._viber.start(phone.id, code)
        return await self._telegram.write(phone.id, f"/start {code}" if code else "/start")

    def _on_phone(self, deed: Deed) -> Handler:
        async def handler(request: web.Request) -> web.StreamResponse:
            try:
                await deed(self._phones.get(request.match_info["id"]), await Reading.of(request))
            except LookupError:
                raise Wrong("This is no longer on the phone.", 404) from None
            except ValueError:
                raise Wrong("The app on this phone does not allow that.") from None
            return done({})

        return handler

    def _messenger(self, channel: str) -> TelegramApi | ViberApi:
        return self._viber if channel == "viber" else self._telegram

    def _free_name(self) -> str:
        taken = {phone.title for phone in self._phones}
        return next((name for name in NAMES if name not in taken), f"{NAMES[0]} {len(taken)}")


def done(answer: dict[str, str]) -> web.Response:
    """Answer that it was done."""
    return web.json_response(answer, headers=HEADERS)
