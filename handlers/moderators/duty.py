"""/duty: who is on duty, what is open; going on duty, leaving it, taking it over, being called."""

from typing import Final

from bot.domain import cadence, quiet_hours
from bot.errors import Refused
from bot.i18n import Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.base import row_id
from handlers.moderators import labels, on_duty
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after, queue_button
from storage import duty, moderator_bells, open_work
from storage.database import Session
from storage.duty import Duty

OPEN: Final = {
    "alerts": ctx("open", "signs of danger, not taken"),
    "urgent": ctx("open", "urgent, not accepted"),
    "held": ctx("open", "held for a moderator"),
    "volunteers": ctx("open", "volunteers to approve"),
    "letters": ctx("open", "letters to answer"),
    "obstacles": ctx("open", "new obstacles"),
}
NIGHT: Final = _(
    "At night, from {start} to {end} in Kyiv, the queue and letters wait for the morning. Signs of danger do not: "
    "they come here at once. Whoever is on duty is called first, after {first} minutes everybody, "
    "after {second} those who lead."
).format(
    start=quiet_hours.MODERATORS_AWAY[0],
    end=quiet_hours.MODERATORS_AWAY[1],
    first=int(cadence.DANGER_ALERTS[1].total_seconds()) // 60,
    second=int(cadence.DANGER_ALERTS[2].total_seconds()) // 60,
)
OVER: Final = _("This turn of duty is over already. /duty shows how it is now.")
NOT_YOU: Final = _("Only who is on duty can do this. “I take over” is for the others.")
NO_CHAT: Final = _(
    "You have no chat of your own with the bot yet. Please open it, press Start, and try again."
)


async def command(turn: DeskTurn) -> Screen:
    """/duty."""
    nothing_after(turn)
    return await look(turn, "")


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show who is on duty, what is open, and what happens at night."""
    if row:
        raise Misread
    await turn.record("browse", "duty")
    return await page(turn)


async def page(turn: DeskTurn, note: Text | None = None) -> Screen:
    """The page of duty, as this moderator sees it."""
    session = turn.session
    text = paragraphs(note, await on_duty.line(session), await what_is_open(session), NIGHT)
    bell = await moderator_bells.hangs(session, turn.moderator.number)
    calls = (
        action_button(_("Call me here only"), "m-bell", "off")
        if bell
        else action_button(_("Call me in my own chat"), "m-bell", "on")
    )
    return Screen(text, stacked(*_buttons(turn, await on_duty.present(session)), calls, queue_button()))


async def what_is_open(session: Session) -> Text:
    """Count what waits, for who comes on duty."""
    found = await open_work.count(session)
    rows = [labels.counted(says, getattr(found, name)) for name, says in OPEN.items() if getattr(found, name)]
    return lines(_("What is open:"), *rows) if rows else _("Nothing waits just now.")


def _buttons(turn: DeskTurn, current: Duty | None) -> tuple[Button | None, ...]:
    if current is None:
        return (action_button(_("I am on duty"), "m-duty-on", "now", "primary"),)
    if current.moderator != turn.moderator.number:
        return (action_button(_("I take over"), "m-duty-take", current.id),)
    return (
        action_button(_("Hand over"), "m-duty-give", current.id, "primary"),
        action_button(_("Leave duty"), "m-duty-off", current.id),
    )


async def begin(turn: DeskTurn, row: str) -> Screen:
    """Go on duty; of two at once, one does."""
    if row != "now":
        raise Misread
    session, left = turn.session, await duty.now(turn.session)
    if left is not None and await on_duty.present(session) is None:
        await duty.end(session, left.id)  # who is not in the chat any more
    if not await duty.begin(session, turn.moderator.number):
        raise Refused(await on_duty.line(session))
    await _note(turn, "duty-on")
    return await page(turn)


async def leave(turn: DeskTurn, row: str) -> Screen:
    """Leave duty; nobody is on duty then, and everybody reads it."""
    current = await own(turn, row)
    await duty.end(turn.session, current.id)
    await _note(turn, "duty-off")
    return await page(turn, _("Moderator {n} has left duty.").format(n=current.moderator))


async def take_over(turn: DeskTurn, row: str) -> Screen:
    """Take over from somebody, who need not be there to say yes."""
    current = await standing(turn, row)
    return await change(turn, current, "duty-take")


async def change(turn: DeskTurn, current: Duty, act: str) -> Screen:
    """Let the one who acts be on duty in the place of another."""
    if current.moderator == turn.moderator.number:
        raise Refused(_("You are on duty already."))
    if not await duty.end(turn.session, current.id) or not await duty.begin(
        turn.session, turn.moderator.number
    ):
        raise Refused(OVER)
    await _note(turn, act)
    note = _("Moderator {n} is on duty after moderator {before}.")
    return await page(turn, note.format(n=turn.moderator.number, before=current.moderator))


async def bell(turn: DeskTurn, row: str) -> Screen:
    """Call the one who presses in their own chat too, or no more."""
    number = turn.moderator.number
    if row not in ("on", "off"):
        raise Misread
    if row == "on" and not await moderator_bells.hang(turn.session, number, turn.event.sender):
        raise Refused(NO_CHAT)
    if row == "off" and not await moderator_bells.take_down(turn.session, number):
        raise Refused(_("You are not called in your own chat."))
    await turn.record(f"bell-{row}", f"moderator {number}")
    return await page(turn)


async def own(turn: DeskTurn, row: str) -> Duty:
    """Return the turn of duty that the button names, if it is of the one who presses; raise Misread or Refused."""
    current = await standing(turn, row)
    if current.moderator != turn.moderator.number:
        raise Refused(NOT_YOU)
    return current


async def standing(turn: DeskTurn, row: str) -> Duty:
    """Return the turn of duty that the button names, while it is on; raise Misread or Refused."""
    if not row_id(row):
        raise Misread
    current = await duty.get(turn.session, row_id(row))
    if current is None:
        raise Refused(OVER)
    return current


async def _note(turn: DeskTurn, act: str) -> None:
    await turn.record(act, f"moderator {turn.moderator.number}")


COMMANDS = (DeskCommand("duty", "/duty", _("Who is on duty, and what is open"), command),)
ACTIONS = (
    DeskAction("m-duty", look),
    DeskAction("m-duty-on", begin),
    DeskAction("m-duty-off", leave),
    DeskAction("m-duty-take", take_over),
    DeskAction("m-bell", bell),
)
