"""What people do on their Telegram phones, and the updates that come of it."""

from typing import Any

from bot.sandbox.phones import Bubble, Phone
from bot.sandbox.telegram_api import others
from bot.sandbox.telegram_api.chats import Chat, Stored
from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.methods.chats import bot_as_member
from bot.sandbox.telegram_api.text import Formatted, for_phone, typed
from bot.sandbox.telegram_api.updates import Updates
from bot.sandbox.telegram_api.world import World

LONGEST_MESSAGE = 4096
"""The apps cut what is longer into several messages."""


class People:
    """Acts of people; each changes the phone first, as an app does, and then tells the bot."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates

    def write(self, phone_id: str, text: str, reply_to: str | None, author: str | None) -> None:
        chat = self._open(phone_id)
        for start in range(0, len(text), LONGEST_MESSAGE):
            read = typed(text[start : start + LONGEST_MESSAGE])
            if read.text:
                self._say(
                    chat, {"text": read.text, **_marked("entities", read)}, read, "text", reply_to, author
                )

    def send_photo(
        self, phone_id: str, data: bytes, caption: str, reply_to: str | None, author: str | None
    ) -> None:
        chat = self._open(phone_id)
        try:
            photo = self._world.add_photo(data)
        except BadRequest as refused:
            raise ValueError("the app cannot read this picture") from refused
        read = typed(caption)
        words = {"caption": read.text, **_marked("caption_entities", read)} if read.text else {}
        self._say(chat, {"photo": photo.body(), **words}, read, "photo", reply_to, author).photo = photo.path
        self._world.phones.changed(chat.phone)

    def send_other(self, phone_id: str, kind: str, author: str | None) -> None:
        chat = self._open(phone_id)
        if kind == "unknown":
            self._updates.push_raw({"update_id": self._updates.next_id(), "hologram": {"chat": chat.body()}})
            return
        content, shown = others.content(self._world, chat.person(author), kind)
        self._say(chat, content, typed(shown), kind, None, author)

    def press_data(self, phone_id: str, bubble_id: str, data: str, author: str | None) -> None:
        chat = self._open(phone_id)
        chat.phone.toast = ""
        stored = self._world.messages.get((chat.id, int(bubble_id) if bubble_id.isdigit() else 0))
        gone = {"message_id": int(bubble_id) if bubble_id.isdigit() else 0, "chat": chat.body(), "date": 0}
        person = chat.person(author)
        query: Json = {
            "id": self._world.new_query(chat.phone),
            "from": person,
            "message": stored.body if stored else gone,
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        self._world.phones.changed(chat.phone)
        self._updates.push("callback_query", query, f"press {person['id']}")

    def edit(self, phone_id: str, bubble_id: str, text: str) -> None:
        chat = self._open(phone_id)
        stored = self._world.messages[chat.id, int(bubble_id)]
        field = "text" if "text" in stored.body else "caption"
        if stored.by_bot:
            raise ValueError("people edit only what they wrote")
        read = typed(text)
        marks = "entities" if field == "text" else "caption_entities"
        stored.body.pop(marks, None)
        stored.body.update({field: read.text, **_marked(marks, read), "edit_date": self._world.now()})
        _show(stored.bubble, read, stored.bubble.kind)
        stored.bubble.edited = True
        self._world.phones.changed(chat.phone)
        self._updates.push("edited_message", stored.body, str(chat.id))

    def block(self, phone_id: str) -> None:
        chat = self._world.by_phone[phone_id]
        if not chat.phone.blocked:
            self._member(chat, "kicked")

    def unblock(self, phone_id: str) -> None:
        chat = self._world.by_phone[phone_id]
        if chat.phone.blocked:
            self._member(chat, "member" if chat.kind == "private" else "administrator")

    def move(self, phone_id: str, author: str, here: bool) -> None:
        """Let somebody leave a group or come back: Telegram writes so in it, and tells an administrator once more."""
        chat = self._world.by_phone[phone_id]
        if author not in chat.phone.authors:
            raise LookupError("nobody of this name is in the group")
        if here != (author in chat.phone.gone):
            raise ValueError("they are there already, or gone")
        chat.phone.gone = [one for one in chat.phone.gone if one != author] + ([] if here else [author])
        person, moved = chat.person(author), "new_chat_members" if here else "left_chat_member"
        kind = "came" if here else "left"
        self._say(chat, {moved: [person] if here else person}, Formatted("", []), kind, None, author)
        before, after = ("left", "member") if here else ("member", "left")
        update = {
            "chat": chat.body(),
            "from": person,
            "date": self._world.now(),
            "old_chat_member": {"status": before, "user": person},
            "new_chat_member": {"status": after, "user": person},
        }
        self._updates.push("chat_member", update, str(chat.id))

    def _member(self, chat: Chat, status: str) -> None:
        before = "member" if chat.kind == "private" else "administrator"
        old = before if status == "kicked" else "kicked"
        chat.phone.blocked = status == "kicked"
        chat.phone.typing = False
        self._world.phones.changed(chat.phone)
        update = {
            "chat": chat.body(),
            "from": chat.people[0],
            "date": self._world.now(),
            "old_chat_member": bot_as_member(self._world, old),
            "new_chat_member": bot_as_member(self._world, status),
        }
        self._updates.push("my_chat_member", update, str(chat.id))

    def _open(self, phone_id: str) -> Chat:
        """The chat of a phone, ready to write: the app's button "Restart bot" unblocks first."""
        chat = self._world.by_phone[phone_id]
        if chat.deactivated:
            raise ValueError("this account is deleted")
        if chat.phone.blocked:
            self.unblock(phone_id)
        chat.phone.started = True
        return chat

    def _say(
        self, chat: Chat, content: Json, shown: Formatted, kind: str, reply_to: str | None, author: str | None
    ) -> Bubble:
        answered = self._answered(chat, reply_to)
        stored = self._world.add_message(chat, chat.person(author), content, answered)
        _show(stored.bubble, shown, kind)
        self._world.phones.changed(chat.phone)
        self._updates.push("message", stored.body, str(chat.id))
        return stored.bubble

    def _answered(self, chat: Chat, reply_to: str | None) -> Stored | None:
        return self._world.messages[chat.id, int(reply_to)] if reply_to else None


def _marked(field: str, read: Formatted) -> dict[str, Any]:
    return {field: read.entities} if read.entities else {}


def _show(bubble: Bubble, read: Formatted, kind: str) -> None:
    bubble.text, bubble.entities, bubble.kind = read.text, for_phone(read.entities), kind


def new_chat(world: World, kind: str, title: str, role: str, authors: list[str], language: str) -> Phone:
    """A phone with a private chat (one author) or a group (several)."""
    people = [world.new_user(name, language) for name in authors]
    chat_id = people[0]["id"] if kind == "private" else -people[0]["id"]
    phone = Phone(
        id=world.phones.free_id(f"telegram-{role}"),
        channel="telegram",
        title=title,
        role=role,
        chat_id=str(chat_id),
        user_id=str(people[0]["id"]),
        authors=[] if kind == "private" else authors,
        started=kind != "private",
    )
    return world.add_chat(Chat(chat_id, kind, phone, people))
