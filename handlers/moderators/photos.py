"""Photos of refusals in the moderators' chat: each with who may see it, and what can be done with it."""

from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.base import row_id
from handlers.moderators.base import DeskAction, DeskTurn, Misread, numbers
from handlers.obstacles.blacking_out import NOT_ARRIVED
from handlers.obstacles.photos import STATES, ways
from storage import media, obstacle_photos, outbox
from storage.obstacle_photos import FIT, HELD, Photo
from storage.obstacle_reports import Report
from storage.outbox import Priority

GONE = _("This photo is not here any more.")


async def show_photos(turn: DeskTurn, reports: list[Report]) -> None:
    """Send the photos of these reports into the chat, each with what can be done with it."""
    for report in reports:
        for photo in await obstacle_photos.of_report(turn.session, report.id):
            outbox.push_to(turn.session, turn.desk, await _shown(turn, photo))


async def _shown(turn: DeskTurn, photo: Photo) -> Screen:
    _state, body = await media.body(turn.session, photo.media_id)
    text = paragraphs(STATES[photo.status].format(n=photo.number), None if body else NOT_ARRIVED)
    marks = ((FIT, _("Fit to be shown")), (HELD, _("Not before it is blackened")))
    buttons = (
        action_button(says, "m-photo", f"{photo.number}-{status}-{photo.media_id}")
        for status, says in marks
        if status != photo.status
    )
    squares = action_button(_("Numbered squares"), "m-squares", photo.number)
    away = action_button(_("Take it away"), "m-away", photo.number)
    return Screen(text, stacked(*buttons, squares, away), picture=photo.media_id if body else None)


async def mark(turn: DeskTurn, row: str) -> None:
    """Say whether others may see a photo; its author hears when something is to be blacked out first."""
    number, _dash, rest = row.partition("-")
    status, _dash, seen = rest.partition("-")
    photo = await find(turn, number)
    if status not in (FIT, HELD):
        raise Misread
    if row_id(seen) != photo.media_id:  # another picture stands in its place by now
        raise Refused(GONE)
    if not await obstacle_photos.move(turn.session, photo, status):
        raise Refused(_("It stands so already."))
    await turn.record("photo", f"photo {photo.number}", status)
    if status == HELD:
        text = _("Photo {n}: please black out the names on it. Until then it is shown to nobody.")
        await outbox.push(
            turn.session, photo.person_id, Screen(text.format(n=photo.number), stacked(*ways(photo)))
        )
    say(turn, STATES[status].format(n=photo.number))


def say(turn: DeskTurn, text: Text) -> None:
    """Answer beside the picture: its buttons stay where they are."""
    replies = {"reply_to": turn.event.message} if turn.event.message else {}
    outbox.push_to(turn.session, turn.desk, Screen(text), Priority.REPLY, **replies)


async def find(turn: DeskTurn, row: str) -> Photo:
    """Return the photo with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    photo = await obstacle_photos.by_number(turn.session, number)
    if photo is None:
        raise Refused(GONE)
    return photo


ACTIONS = (DeskAction("m-photo", mark),)
