"""Everything the emulated Telegram remembers: chats, messages, presses, files."""

import secrets
from typing import Any

from bot.clock import Clock
from bot.sandbox.phones import Bubble, Phone, Phones
from bot.sandbox.telegram_api.chats import Chat, Query, Stored
from bot.sandbox.telegram_api.errors import BadRequest, Forbidden, Json
from bot.sandbox.telegram_api.files import Files, Photo
from bot.sandbox.telegram_api.pictures import encoded_sizes

FIRST_MESSAGE_EPOCH = 1_760_000_000
"""Message ids start at the seconds since then, so that a restarted sandbox does not repeat its ids."""
FIRST_USER_ID = 5_000_000_001
"""Above 32 bits, as real ids are; the same at each start, so that a kept database knows its people."""


class World:
    """The state that methods and people's acts share."""

    def __init__(self, phones: Phones, clock: Clock, token: str) -> None:
        self.phones = phones
        self.clock = clock
        self.token = token
        bot_id = token.partition(":")[0]
        self.bot: Json = {
            "id": int(bot_id) if bot_id.isdigit() else 1,
            "is_bot": True,
            "first_name": "Kolo",
            "username": "kolo_sandbox_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.by_phone: dict[str, Chat] = {}
        self.messages: dict[tuple[int, int], Stored] = {}
        self.queries: dict[str, Query] = {}
        self.files = Files()
        self.settings: dict[tuple[str, ...], Any] = {}
        self._last_message = max(1, int(clock.now().timestamp()) - FIRST_MESSAGE_EPOCH)
        self._last_user = FIRST_USER_ID

    def now(self) -> int:
        """Seconds since the epoch, by the clock."""
        return int(self.clock.now().timestamp())

    def new_user(self, name: str, language: str) -> Json:
        user = {"id": self._last_user, "is_bot": False, "first_name": name, "language_code": language}
        self._last_user += 1
        return user

    def add_chat(self, chat: Chat) -> Phone:
        self.chats[chat.id] = self.by_phone[chat.phone.id] = chat
        return self.phones.add(chat.phone)

    def chat(self, chat_id: Any) -> Chat:
        """The chat of that id; BadRequest if there is none or it moved."""
        if chat_id in (None, ""):
            raise BadRequest("chat_id is empty")
        chat = self.chats.get(int(chat_id)) if str(chat_id).lstrip("-").isdigit() else None
        if chat is None:
            raise BadRequest("chat not found")
        if chat.moved_to is not None:
            raise BadRequest("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
        return chat

    def chat_to_write(self, chat_id: Any) -> Chat:
        """The same, and the bot may write there."""
        chat = self.chat(chat_id)
        if chat.deactivated:
            raise Forbidden("user is deactivated")
        if chat.left:
            raise Forbidden(f"bot is not a member of the {chat.kind} chat")
        if chat.phone.blocked:
            if chat.kind == "private":
                raise Forbidden("bot was blocked by the user")
            raise Forbidden(f"bot was kicked from the {chat.kind} chat")
        if not chat.phone.started:
            raise BadRequest("chat not found")
        return chat

    def upgrade_group(self, old: Chat) -> None:
        """Move a group to a supergroup; the old id stays known, to say where it went."""
        old.moved_to = -1_000_000_000_000 + old.id
        phone = old.phone
        phone.chat_id = str(old.moved_to)
        new = Chat(old.moved_to, "supergroup", phone, old.people, rights=old.rights)
        self.chats[new.id] = self.by_phone[phone.id] = new
        self.phones.changed(phone)

    def find(self, chat: Chat, message_id: Any) -> Stored | None:
        return self.messages.get((chat.id, int(message_id))) if str(message_id or "").isdigit() else None

    def add_message(self, chat: Chat, sender: Json, content: Json, reply_to: Stored | None = None) -> Stored:
        """Put a message into a chat and on its phone; the caller tells the phone's feed."""
        self._last_message += 1
        at = self.clock.now()
        body: Json = {
            "message_id": self._last_message,
            "from": sender,
            "chat": chat.body(),
            "date": self.now(),
        }
        if reply_to is not None:
            body["reply_to_message"] = {k: v for k, v in reply_to.body.items() if k != "reply_to_message"}
        body.update(content)
        by_bot = sender is self.bot
        bubble = Bubble(id=str(self._last_message), mine=not by_bot, text="", at=at)
        bubble.reply_to = reply_to.bubble.id if reply_to else None
        bubble.author = None if chat.kind == "private" or by_bot else sender["first_name"]
        stored = Stored(chat, body, bubble, by_bot)
        self.messages[chat.id, self._last_message] = stored
        chat.phone.bubbles.append(bubble)
        return stored

    def remove(self, stored: Stored) -> None:
        stored.bubble.deleted = True
        self.messages.pop((stored.chat.id, stored.body["message_id"]), None)
        self.phones.changed(stored.chat.phone)

    def new_query(self, phone: Phone) -> str:
        """An id for a press, unlike any of an earlier start."""
        query_id = str(secrets.randbelow(2**62) + 2**61)
        self.queries[query_id] = Query(phone, self.clock.now())
        return query_id

    def add_photo(self, data: bytes) -> Photo:
        """Keep a picture in its sizes; BadRequest if Telegram would not take it."""
        sizes = [
            self.files.add(jpeg, "image/jpeg", "photo.jpg", width, height)
            for jpeg, width, height in encoded_sizes(data)
        ]
        return self.files.remember(Photo(sizes, self.phones.keep_picture(sizes[-1].data, "image/jpeg")))
