"""What people do on their Viber phones, and the events that come of it."""

import json
from typing import Any

from bot.sandbox.viber_api import others
from bot.sandbox.viber_api.accounts import Account
from bot.sandbox.viber_api.callbacks import encoded
from bot.sandbox.viber_api.media import picture_kind
from bot.sandbox.viber_api.sending import show_welcome
from bot.sandbox.viber_api.statuses import Json
from bot.sandbox.viber_api.world import World

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}


class People:
    """Acts of people; each changes the phone first, as the app does, and then tells the bot."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def start(self, phone_id: str, context: str | None) -> None:
        """Open the chat; the bot's answer may carry a welcome message."""
        account = self._world.by_phone[phone_id]
        account.phone.started = True
        self._world.phones.changed(account.phone)
        fields: Json = {"type": "open", "user": self._world.user(account), "subscribed": account.subscribed}
        if context is not None:
            fields["context"] = context
        callbacks = self._world.callbacks
        if not callbacks.url or not callbacks.wants("conversation_started"):
            return
        said = await callbacks.post(encoded(self._world.event("conversation_started", **fields)))
        if welcome := _message_in(said):
            show_welcome(self._world, account, welcome)

    def say(self, account: Account, message: Json, silent: bool = False) -> None:
        """A message of any type reaches the bot; the person is subscribed and the session is open."""
        phone = account.phone
        phone.started, phone.blocked = True, False
        account.wrote(self._world.clock.now())
        self._world.phones.changed(phone)
        if account.tracking_data:
            message["tracking_data"] = account.tracking_data
        self._world.tell(account, "message", sender=self._world.user(account), message=message, silent=silent)

    def write(self, phone_id: str, text: str) -> None:
        account = self._world.by_phone[phone_id]
        if not text.strip():
            return
        self._world.bubble(account, True, text)
        self.say(account, {"type": "text", "text": text})

    def press(self, phone_id: str, row: int, column: int) -> None:
        account = self._world.by_phone[phone_id]
        button = account.keyboard[row][column]
        kind, silent = button.get("ActionType", "reply"), bool(button.get("Silent"))
        if kind == "none" or (kind == "open-url" and silent):
            return
        if kind in ("share-phone", "location-picker"):
            self.send_other(phone_id, "contact" if kind == "share-phone" else "location")
            return
        self.press_data(phone_id, button["ActionBody"], silent)

    def press_data(self, phone_id: str, data: str, silent: bool) -> None:
        account = self._world.by_phone[phone_id]
        if not silent:
            self._world.bubble(account, True, data)
        self.say(account, {"type": "text", "text": data}, silent)

    def send_photo(self, phone_id: str, data: bytes, caption: str) -> None:
        account = self._world.by_phone[phone_id]
        content_type = picture_kind(data)
        bubble = self._world.bubble(account, True, caption, "photo")
        bubble.photo = self._world.phones.keep_picture(data, content_type)
        link = self._link(data, content_type, ENDINGS[content_type])
        name = {"file_name": f"photo{ENDINGS[content_type]}", "size": len(data)}
        self.say(account, {"type": "picture", "media": link, "thumbnail": link, "text": caption, **name})

    def send_other(self, phone_id: str, kind: str) -> None:
        account = self._world.by_phone[phone_id]
        if kind == "client_status":
            self._world.tell(account, "client_status", user=self._world.user(account))
            return
        message, shown = others.content(kind, self._link)
        self._world.bubble(account, True, shown, kind)
        self.say(account, message)

    def block(self, phone_id: str) -> None:
        account = self._world.by_phone[phone_id]
        if not account.phone.blocked:
            account.phone.blocked, account.subscribed = True, False
            self._world.phones.changed(account.phone)
            self._world.tell(account, "unsubscribed", user_id=account.id)

    def subscribe(self, phone_id: str) -> None:
        account = self._world.by_phone[phone_id]
        if not account.subscribed:
            account.phone.blocked, account.subscribed, account.phone.started = False, True, True
            self._world.phones.changed(account.phone)
            self._world.tell(account, "subscribed", user=self._world.user(account))

    def _link(self, data: bytes, content_type: str, ending: str) -> str:
        name = self._world.media.add(data, content_type, ending, self._world.clock.now())
        return f"{self._world.base_url}/media/{name}"


def _message_in(said: bytes | None) -> Json | None:
    """The message that an answer carries, if any."""
    try:
        body: Any = json.loads(said or b"null")
    except ValueError:
        return None
    return body if isinstance(body, dict) and ("type" in body or "keyboard" in body) else None
