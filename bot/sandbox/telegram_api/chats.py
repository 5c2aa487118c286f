"""What a chat, a message and a press are in the emulated Telegram."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.phones import Bubble, Phone
from bot.sandbox.telegram_api.errors import Json


@dataclass
class Chat:
    """A chat; `people` are the users in it (one in a private chat)."""

    id: int
    kind: str
    phone: Phone
    people: list[Json]
    deactivated: bool = False
    left: bool = False
    moved_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    is_forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    rights: set[str] = field(default_factory=lambda: {"can_pin_messages", "can_manage_topics"})
    """What the bot may do as an administrator of a group; in a private chat nobody asks."""

    def body(self) -> Json:
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.people[0]["first_name"]}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.kind, "title": self.phone.title, **forum}

    def person(self, author: str | None) -> Json:
        """The user who acts: the named author of a group, or the first one."""
        return next((one for one in self.people if one["first_name"] == author), self.people[0])


@dataclass
class Stored:
    """A message as the API tells it, and its bubble."""

    chat: Chat
    body: Json
    bubble: Bubble
    by_bot: bool


@dataclass
class Query:
    """A press that waits for its answer."""

    phone: Phone
    at: datetime
