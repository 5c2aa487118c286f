"""/handover: who is on duty offers it to another, with a card of what is open; the other accepts by a button."""

import re
from typing import Final

from bot.domain.alerts import OFFERED
from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.moderators import alerts, duty as page, on_duty
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers, queue_button
from storage import duty, moderators
from storage.database import Session
from storage.duty import ANYBODY, NOBODY, Duty

NOT_ON: Final = _("You are not on duty, so there is nothing to hand over. /duty shows who is.")
NOT_OFFERED: Final = _("This is not offered any more. /duty shows who is on duty.")
NOT_TO_YOU: Final = _("This is offered to another moderator. “I take over” under /duty works for everybody.")


async def command(turn: DeskTurn) -> Screen:
    """/handover, or /handover 3 to moderator 3."""
    current = await on_duty.present(turn.session)
    to = numbers(turn.args, 1)[0] if turn.args else ANYBODY
    if current is None or current.moderator != turn.moderator.number:
        raise Refused(NOT_ON)
    return await _offered(turn, current, to)


async def give(turn: DeskTurn, row: str) -> Screen:
    """Ask to whom; nothing is changed yet."""
    current = await page.own(turn, row)
    others = [
        one for one in await moderators.every(turn.session) if one.here and one.number != current.moderator
    ]
    to = tuple(
        action_button(_("Moderator {n}").format(n=one.number), "m-duty-offer", f"{current.id}-{one.number}")
        for one in others
    )
    anybody = action_button(_("Whoever can"), "m-duty-offer", f"{current.id}-{ANYBODY}")
    back = action_button(_("Stay on duty"), "m-duty", "")
    text = paragraphs(_("To whom do you hand over?"), await page.what_is_open(turn.session))
    return Screen(text, (*grid(to), *stacked(anybody, back)))


async def offer(turn: DeskTurn, row: str) -> Screen:
    """Offer it to the one who was chosen."""
    found = re.fullmatch("([0-9]{1,19})-([0-9]{1,9})", row)
    if found is None:
        raise Misread
    return await _offered(turn, await page.own(turn, found[1]), int(found[2]))


async def _offered(turn: DeskTurn, current: Duty, to: int) -> Screen:
    if to == current.moderator:
        raise Refused(_("You are on duty already."))
    other = await moderators.get(turn.session, to) if to != ANYBODY else None
    if to != ANYBODY and (other is None or not other.here):
        raise Refused(_("There is no moderator {n} in this chat.").format(n=to))
    await duty.offer(turn.session, current.id, to)
    await turn.record("duty-offer", f"moderator {to or current.moderator}")
    shown = await card(turn.session, current, to)
    await alerts.elsewhere(turn.session, OFFERED, current.id, shown, turn.desk.id)
    return shown


async def card(session: Session, current: Duty, to: int) -> Screen:
    """What the other reads before they accept."""
    asks = _("Moderator {a} hands over to moderator {b}.").format(a=current.moderator, b=to)
    anybody = _("Moderator {n} hands over: who takes it?").format(n=current.moderator)
    text: Text = paragraphs(
        anybody if to == ANYBODY else asks,
        await on_duty.line(session),
        await page.what_is_open(session),
        _("Until somebody accepts, moderator {n} stays on duty.").format(n=current.moderator),
    )
    accept = action_button(_("I take it over"), "m-duty-accept", current.id, "primary")
    stay = action_button(_("Stay on duty"), "m-duty-stay", current.id)
    letters = action_button(_("All letters"), "m-letters", 0)
    return Screen(text, stacked(accept, stay, letters, queue_button()))


async def accept(turn: DeskTurn, row: str) -> Screen:
    """Be on duty from now on, if it was offered to the one who presses."""
    current = await page.standing(turn, row)
    if current.offered_to == NOBODY:
        raise Refused(NOT_OFFERED)
    if current.moderator != turn.moderator.number and current.offered_to not in (
        ANYBODY,
        turn.moderator.number,
    ):
        raise Refused(NOT_TO_YOU)
    return await page.change(turn, current, "duty-accept")


async def stay(turn: DeskTurn, row: str) -> Screen:
    """Stay on duty: an offer is taken back, a question whether they are still there is answered."""
    current = await page.own(turn, row)
    await duty.stay(turn.session, current.id)
    await turn.record("duty-stay", f"moderator {current.moderator}")
    return await page.page(turn, _("Moderator {n} stays on duty.").format(n=current.moderator))


COMMANDS = (DeskCommand("handover", "/handover 3", _("Hand duty over, to one or to all"), command),)
ACTIONS = (
    DeskAction("m-duty-give", give),
    DeskAction("m-duty-offer", offer),
    DeskAction("m-duty-accept", accept),
    DeskAction("m-duty-stay", stay),
)
