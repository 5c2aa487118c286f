"""What a handler of the moderators' chat is given and what it may be: a command, an action."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.i18n import Msg, Text, _
from bot.incoming import Incoming
from bot.screens import Button, Screen, action_button
from storage import audit
from storage.accounts import Account
from storage.database import Session
from storage.moderators import Moderator

_NUMBER = re.compile(r"[№#]?([0-9]{1,9})")


class Misread(Exception):
    """The words after a command, or the row of a button, do not have the form that is needed."""


@dataclass(slots=True)
class DeskTurn:
    """One event of a moderator, inside its transaction."""

    session: Session
    desk: Account
    event: Incoming
    moderator: Moderator  # who acts
    args: str = field(default="", repr=False)  # what followed a command

    @property
    def actor(self) -> str:
        """Who acts, as the audit knows them."""
        return f"{self.event.channel}:{self.event.sender}"

    async def record(self, act: str, about: str, reason: str = "") -> None:
        """Write into the audit, in this transaction, that the moderator did `act` about e.g. "request 17"."""
        await audit.write(self.session, self.actor, act, about, reason)


@dataclass(frozen=True, slots=True)
class DeskCommand:
    """What a moderator can type; `example` is shown when it was typed in another form."""

    name: str
    example: Text
    describe: Msg
    run: Callable[[DeskTurn], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True)
class DeskAction:
    """What a button in the moderators' chat does; `row` comes from a phone and is not trusted."""

    name: str
    run: Callable[[DeskTurn, str], Awaitable[Screen | None]]


def numbers(text: str, count: int) -> tuple[int, ...]:
    """Return exactly `count` whole numbers ("17", "№17", "#17"), of nine digits at most; raise Misread."""
    found = [_NUMBER.fullmatch(part) for part in text.replace(",", " ").split()]
    if len(found) != count or None in found:
        raise Misread
    return tuple(int(one[1]) for one in found if one is not None)


def nothing_after(turn: DeskTurn) -> None:
    """Raise Misread when a command that stands alone is followed by anything."""
    if turn.args:
        raise Misread


def queue_button() -> Button:
    """The way back to what waits."""
    return action_button(_("To the queue"), "m-queue", "")
