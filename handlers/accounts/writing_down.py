"""/code: the return code, shown twice, and checked once that it stands on paper."""

from typing import Final

from bot.domain import codes
from bot.errors import Refused
from bot.i18n import Text, When, _, paragraphs
from bot.screens import Screen, action_button
from handlers.accounts.chats import is_too_new, too_new
from handlers.accounts.trying import plain, take_away
from handlers.base import Reply, Turn
from handlers.where import zone_of
from storage import accounts, outbox, return_codes
from storage.return_codes import Standing

MINUTES: Final = 10  # after which the code is taken off the phone, where the messenger lets us
WHAT_FOR: Final = _(
    "With this code you come back from a new phone or the other messenger, should this one be lost or taken: "
    "to your requests, talks, groups. Whoever has it becomes you here, so keep it on paper, apart from the phone."
)
PAPER: Final = _(
    "The code is in a message of its own. Write it on paper, in these groups; no photo, no note in the phone. "
    "Then it is checked that it is whole."
)
VANISHES: Final = _("The message with the code is deleted in {n} minutes.")
STAYS: Final = _("The bot cannot delete on Viber: please delete the message with the code yourself.")
NOT_AGAIN: Final = _("This code cannot be shown any more. If it is not on paper, let a new one be made.")
ASKED: Final = _("Please write group {first} and group {second} of the code: five digits each.")
UNLIKE: Final = _("That is not what the code says. Please compare it with the paper once more.")
CHECKED: Final = _("It is right. Keep the paper safe; Kolo cannot show this code again.")


async def code(turn: Turn) -> Screen:
    """Say whether there is a code, and offer to make one."""
    standing = await return_codes.standing(turn.session, turn.person.id)
    make = _("Make a code") if standing is None else _("Make a new code")
    text = paragraphs(WHAT_FOR, _told(turn, standing))
    return plain(turn, text, action_button(make, "code", "new"))


def _told(turn: Turn, standing: Standing | None) -> Text:
    if standing is None:
        return _("You have none yet.")
    made = When(standing.made_at, zone_of(turn.person), "d MMMM y")
    if standing.checked:
        return _("You have one of {day}. A new one makes it worthless.").format(day=made)
    return _("You have one of {day}, but it was not checked. A new one makes it worthless.").format(day=made)


async def pressed(turn: Turn, row: str) -> Reply:
    """Make a code, show it once more, or ask for a part of it."""
    match row:
        case "new":
            await _may_make(turn)
            return await shown(turn)
        case "again":
            return await _again(turn)
        case "check":
            return await _check(turn)
    return await code(turn)


async def _may_make(turn: Turn) -> None:
    """Raise Refused where a chat that was just connected would take the old one's way back."""
    chats = await accounts.chats(turn.session, turn.person.id)
    here = next(chat for chat in chats if chat.account.id == turn.arrival.account.id)
    if any(is_too_new(turn, here, other) for other in chats):
        raise Refused(too_new(turn, here))


async def shown(turn: Turn, first: Text | None = None) -> Screen:
    """Make a new code and show it."""
    return _show(turn, await return_codes.make(turn.session, turn.person.id), first)


def _show(turn: Turn, digits: str, first: Text | None = None) -> Screen:
    """Show the code in a message of its own, which goes by itself, and below it what to do."""
    here = turn.arrival.here
    outbox.push_to(turn.session, here, Screen(codes.grouped(digits)), vanish=MINUTES)
    goes = STAYS if here.channel == "viber" else VANISHES.format(n=MINUTES)
    return plain(
        turn,
        paragraphs(first, PAPER, goes),
        action_button(_("It is on paper"), "code", "check", "primary"),
        action_button(_("Show it again"), "code", "again"),
    )


async def _again(turn: Turn) -> Screen:
    digits = await return_codes.again(turn.session, turn.person.id)
    return _show(turn, digits) if digits is not None else await _no_more(turn)


async def _check(turn: Turn) -> Screen:
    """Ask for two groups of the code; only their numbers are kept, not what they say."""
    if await return_codes.again(turn.session, turn.person.id) is None:
        return await _no_more(turn)
    first, second = codes.two_groups()
    turn.state["asks"] = f"check {first} {second}"
    show = action_button(_("Show it again"), "code", "again")
    return plain(turn, ASKED.format(first=first, second=second), show)


async def checked(turn: Turn, numbers: tuple[int, int]) -> Screen:
    """Compare two groups that the person wrote."""
    take_away(turn)
    digits = await return_codes.again(turn.session, turn.person.id)
    if digits is None:
        return await _no_more(turn)
    parts = codes.groups(digits)
    if codes.digits(turn.event.text) == "".join(parts[number - 1] for number in numbers):
        await return_codes.written_down(turn.session, turn.person.id)
        return plain(turn, CHECKED)
    again, show = (
        action_button(_("Write it again"), "code", "check"),
        action_button(_("Show it again"), "code", "again"),
    )
    return plain(turn, UNLIKE, again, show)


async def _no_more(turn: Turn) -> Screen:
    return plain(turn, NOT_AGAIN, action_button(_("Make a new code"), "code", "new"))
