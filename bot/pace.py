"""How fast a messenger may be written to: so many a second in all, one a second to a chat with short bursts."""

from collections import deque
from collections.abc import Callable

BURST = 8  # messages to one chat at once; then one a second (core.telegram.org/bots/faq)
SECOND = 1.01  # one, with a little to spare
PARTS = 2  # of what may go in a second, half goes at once: the answers to it come together and share a commit
REWRITING = 0.25  # of a message: what a rewritten one counts in a person's own chat: each follows a press
KEPT_FREE = 5  # one message in so many is for what is urgent: announcements leave room for it
GROUP = 18  # messages to a group in a minute, and as many rewritings; Telegram takes 20
MINUTE = 61.0  # one, with a little to spare


class Pace:
    """Tells when the next message may go; times are seconds of a monotonic clock."""

    def __init__(self, per_second: float, chat_spacing: float, clock: Callable[[], float]) -> None:
        """`chat_spacing`: seconds between messages to one person once a burst is used up; 0: no limit."""
        self._together, self._chat_spacing = max(1, int(per_second / PARTS)), chat_spacing
        self._clock = clock
        self._next = 0.0  # when the next messages may go together
        self._left = 0  # how many may still go with the last ones
        self._per_second, self._under_way = max(1, int(per_second)), 0
        self._free = max(1, self._per_second // KEPT_FREE) if self._per_second > 1 else 0
        self._patient_from = 0.0  # until then nothing patient goes
        self._answered: deque[float] = deque()  # when the messenger answered, in the last second
        self._chats: dict[int, float] = {}  # when the chat's bucket will be full again
        self._groups: dict[tuple[int, bool], deque[float]] = {}
        self._barred: dict[tuple[int, bool], float] = {}  # by chat, and whether for what is patient alone

    def wait(self, patient: bool = False) -> float:
        """Return how many seconds until the messenger takes any message.

        What is `patient` leaves a part of the pace to others, in every second and in every half of one.
        """
        free, patience = (self._free, self._patient_from) if patient else (0, 0.0)
        now, goes_on = self._clock(), self._left > free // PARTS
        while self._answered and self._answered[0] + SECOND <= now:
            self._answered.popleft()
        at, together = (0.0, 1) if goes_on else (self._next, 1 if patient else self._together)
        too_many = self._under_way + len(self._answered) + together - 1 - (self._per_second - free)
        if too_many >= 0:
            at = max(at, (self._answered[too_many] if too_many < len(self._answered) else now) + SECOND)
        return max(0.0, max(at, patience) - now)

    def wait_for(self, chat: int, group: bool, rewritten: bool = False, patient: bool = False) -> float:
        """Return how many seconds until this chat may get a message, or have one rewritten."""
        now = self._clock()
        waits = [self._chats.get(chat, now) - now - self._chat_spacing * (BURST - 1)]
        bars = (False, True) if patient else (False,)
        waits.extend(self._barred.get((chat, bar), 0.0) - now for bar in bars)
        if group and len(sent := self._in_group(chat, rewritten)) == GROUP:
            waits.append(sent[0] + MINUTE - now)
        return max(0.0, *waits)

    def took(self, chat: int, group: bool, rewritten: bool = False) -> None:
        """Count a message to this chat, or one that was rewritten there."""
        now, share = self._clock(), REWRITING if rewritten and not group else 1.0
        if self._left <= 0 or now >= self._next:
            self._next, self._left = max(self._next, now) + SECOND / PARTS, self._together
        self._left -= 1
        self._under_way += 1
        if group:
            self._in_group(chat, rewritten).append(now)
        self._chats[chat] = max(self._chats.get(chat, now), now) + self._chat_spacing * share
        if len(self._chats) > 10_000:
            self._chats = {key: full for key, full in self._chats.items() if full > now}

    def answered(self) -> None:
        """The messenger answered: it has seen the message by now, and not before it was sent."""
        self._under_way -= 1
        self._answered.append(self._clock())

    def bar(self, chat: int, seconds: float, patient: bool = False) -> None:
        """The messenger asks for patience with one chat (429); what was `patient` bars nothing more urgent."""
        self._barred[chat, patient] = self._clock() + seconds

    def bar_patient(self, seconds: float) -> None:
        """Let what is patient wait: the messenger does not answer."""
        self._patient_from = self._clock() + seconds

    def bar_all(self, seconds: float) -> None:
        """The messenger asks for patience with everything."""
        self._next, self._left = max(self._next, self._clock() + seconds), 0

    def _in_group(self, chat: int, rewritten: bool) -> deque[float]:
        return self._groups.setdefault((chat, rewritten), deque(maxlen=GROUP))
