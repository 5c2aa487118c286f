"""How fast a messenger may be written to: so many a second in all, one a second to a chat with short bursts."""

from collections.abc import Callable

BURST = 8  # messages to one chat at once; then one a second (channel-contracts.md 1.2)
REWRITING = 0.25  # of a message: what a rewritten one counts in a person's own chat, where each follows a press
GROUP_SPACING = 60 / 18  # seconds between messages to a group (promises.md L5: 18 a minute)


class Pace:
    """Tells when the next message may go; times are seconds of a monotonic clock."""

    def __init__(self, per_second: float, chat_spacing: float, clock: Callable[[], float]) -> None:
        """`chat_spacing`: seconds between messages to one person once a burst is used up; 0: no limit."""
        self._spacing, self._chat_spacing = 1 / per_second, chat_spacing
        self._clock = clock
        self._next = 0.0
        self._chats: dict[int, float] = {}  # when the chat's bucket will be full again
        self._barred: dict[int, float] = {}

    def wait(self) -> float:
        """Return how many seconds until the messenger takes any message."""
        return max(0.0, self._next - self._clock())

    def wait_for(self, chat: int, group: bool) -> float:
        """Return how many seconds until this chat may get a message."""
        now, spacing = self._clock(), self._between(group)
        full = self._chats.get(chat, now)
        return max(0.0, full - now - spacing * (BURST - 1), self._barred.get(chat, 0.0) - now)

    def took(self, chat: int, group: bool, rewritten: bool = False) -> None:
        """Count a message to this chat, or one that was rewritten there."""
        now, share = self._clock(), REWRITING if rewritten and not group else 1.0
        self._next = max(self._next, now - self._spacing) + self._spacing
        self._chats[chat] = max(self._chats.get(chat, now), now) + self._between(group) * share
        if len(self._chats) > 10_000:
            self._chats = {key: full for key, full in self._chats.items() if full > now}

    def bar(self, chat: int, seconds: float) -> None:
        """The messenger asks for patience with one chat (429)."""
        self._barred[chat] = self._clock() + seconds

    def bar_all(self, seconds: float) -> None:
        """The messenger asks for patience with everything."""
        self._next = max(self._next, self._clock() + seconds)

    def _between(self, group: bool) -> float:
        return GROUP_SPACING if group else self._chat_spacing
