"""Messages in memory on their way: in order for each account, and room for what is urgent whatever else waits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias

from storage.outbox import Outgoing, Priority

MOST: Final = 5_000  # in memory that people wait for; the rest waits in the table
MOST_PATIENT: Final = 1_000  # and of what comes unasked
AT_A_LOOK: Final = 500  # messages read from the table at once, of each kind
PATIENT: Final = (Priority.CHECK_IN, Priority.BULK)
PROMPT: Final = (Priority.TALK, Priority.REPLY)
Wanted: TypeAlias = tuple[Sequence[Priority], Collection[int], int]


class Queues:
    """What waits for each account, the most urgent first."""

    def __init__(self) -> None:
        self._by_account: dict[int, list[Outgoing]] = {}
        self._held: dict[bool, set[int]] = {False: set(), True: set()}  # the ids, by whether they are patient

    def __bool__(self) -> bool:
        return any(self._held.values())

    def wanted(self) -> list[Wanted]:
        """Return what to read from the table: which priorities, but for which ids, and how many.

        No kind takes the place of a more urgent one, and danger to life always has one.
        """
        rooms = (
            ((Priority.CRISIS,), False, AT_A_LOOK),
            (PROMPT, False, self._room(False)),
            (PATIENT, True, self._room(True)),
        )
        return [(kinds, self._held[patient], min(AT_A_LOOK, room)) for kinds, patient, room in rooms]

    def _room(self, patient: bool) -> int:
        return max(0, (MOST_PATIENT if patient else MOST) - len(self._held[patient]))

    def fits(self, message: Outgoing) -> bool:
        """Whether there is room for it."""
        return message.priority == Priority.CRISIS or self._room(is_patient(message)) > 0

    def hold(self, message: Outgoing) -> None:
        """Take a message, unless it is held already."""
        held = self._held[is_patient(message)]
        if message.id in held:
            return
        held.add(message.id)
        queue = self._by_account.setdefault(message.account.id, [])
        queue.append(message)
        queue.sort(key=lambda waiting: (waiting.priority, waiting.id))

    def ready(self, busy: Collection[int]) -> list[tuple[int, int, int]]:
        """Return the head of each queue whose account is not busy, as (priority, id, account), in order."""
        return sorted(
            (queue[0].priority, queue[0].id, account)
            for account, queue in self._by_account.items()
            if account not in busy
        )

    def head(self, account: int) -> Outgoing:
        """Return what goes next to an account."""
        return self._by_account[account][0]

    def drop(self, message: Outgoing) -> None:
        """Take a message out of its queue."""
        queue = self._by_account.get(message.account.id, [])
        if message in queue:
            queue.remove(message)
        if not queue:
            self._by_account.pop(message.account.id, None)

    def close(self, account: int) -> list[Outgoing]:
        """Take a whole queue away."""
        return self._by_account.pop(account, [])

    def put_back(self, account: int, messages: list[Outgoing]) -> None:
        """Let these alone wait for an account."""
        self._by_account[account] = messages

    def ended(self, ids: Iterable[int]) -> None:
        """Forget messages that are written down as ended."""
        gone = set(ids)
        for held in self._held.values():
            held -= gone


def is_patient(message: Outgoing) -> bool:
    """Whether it comes unasked, so that everything else goes before it."""
    return message.priority in PATIENT
