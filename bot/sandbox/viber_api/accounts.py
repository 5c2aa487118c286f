"""The people of the emulated Viber, their sessions, and the bill."""

import base64
import hashlib
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.phones import Phone
from bot.sandbox.viber_api.statuses import Json

SESSION = timedelta(hours=24)
MOST_WITHOUT_REPLY = 100
WITHOUT_REPLY_WITHIN = timedelta(hours=1)
NEWEST_API = 10


@dataclass
class Account:
    """A person on Viber: subscribed or not, in a free session or not."""

    phone: Phone
    language: str
    subscribed: bool = False
    api_version: int = NEWEST_API
    session_until: datetime | None = None
    tracking_data: str = ""
    unanswered: deque[datetime] = field(default_factory=deque)
    keyboard: list[list[Json]] = field(default_factory=list)
    """The buttons as the bot sent them, laid out in rows as on the phone."""
    details_asked: deque[datetime] = field(default_factory=deque)

    @property
    def id(self) -> str:
        return self.phone.user_id

    def user(self, names: bool, photos: bool) -> Json:
        """The person as events tell them; name and picture only if the bot asked for them."""
        about: Json = {
            "id": self.id,
            "country": "UA",
            "language": self.language,
            "api_version": self.api_version,
        }
        if names:
            about["name"] = self.phone.title
        if photos:
            about["avatar"] = ""
        return about

    def wrote(self, now: datetime) -> None:
        """A message of the person: it subscribes, opens a free session and resets the hourly count."""
        self.subscribed = True
        self.session_until = now + SESSION
        self.unanswered.clear()

    def may_get_another(self, now: datetime) -> bool:
        """Are there fewer than 100 unanswered messages within the last hour?"""
        while self.unanswered and now - self.unanswered[0] >= WITHOUT_REPLY_WITHIN:
            self.unanswered.popleft()
        return len(self.unanswered) < MOST_WITHOUT_REPLY

    def is_free(self, now: datetime) -> bool:
        return self.session_until is not None and now < self.session_until


def viber_id(token: str, number: int) -> str:
    """An id as Viber makes them: Base64 of 16 bytes, one per person and bot, the same at each start."""
    return base64.b64encode(hashlib.sha256(f"{token}/{number}".encode()).digest()[:16]).decode()
