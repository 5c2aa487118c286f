"""Blacking out, by a moderator, what names somebody on a photo: numbered squares, a look, then it is exchanged."""

from bot.domain.blackening import squares as squares_in
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen, action_button, stacked
from handlers.base import row_id
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.photos import GONE, find, say
from handlers.obstacles.blacking_out import blacked_out, with_numbers
from handlers.obstacles.photos import STATES, ways
from storage import media, obstacle_photos, outbox
from storage.obstacle_photos import UNSEEN


async def with_squares(turn: DeskTurn, row: str) -> None:
    """Show a photo with numbered squares over it."""
    photo = await find(turn, row)
    await turn.record("words", f"photo {photo.number}", "blacken")
    picture = await media.keep(turn.session, await with_numbers(turn.session, photo), photo.person_id)
    text = _("Write /blackout {n} and the squares, for instance: /blackout {n} 7 8 13-15").format(
        n=photo.number
    )
    away = action_button(_("Take it away"), "m-away", photo.number)
    outbox.push_to(turn.session, turn.desk, Screen(text, stacked(away), picture=picture))


async def black_out(turn: DeskTurn) -> Screen:
    """/blackout N SQUARES: show how the photo would be."""
    number, _space, words = turn.args.partition(" ")
    photo, named = await find(turn, number), squares_in(words)
    await turn.record("words", f"photo {photo.number}", "blacken")
    new = await media.keep(turn.session, await blacked_out(turn.session, photo, named), photo.person_id)
    keep = action_button(_("Keep this one"), "m-blackened", f"{photo.number}-{new}", "primary")
    text = _("Photo {n}: is everything covered? If so, the photo from before is deleted.").format(
        n=photo.number
    )
    return Screen(text, stacked(keep, action_button(_("Take it away"), "m-away", photo.number)), picture=new)


async def keep(turn: DeskTurn, row: str) -> None:
    """Put the blackened picture in the photo's place; its author hears of it."""
    number, _dash, new = row.partition("-")
    photo = await find(turn, number)
    theirs = await media.is_of(turn.session, row_id(new), photo.person_id)
    if not theirs or not await obstacle_photos.exchange(turn.session, photo, row_id(new)):
        raise Refused(GONE)
    await turn.record("blacken", f"photo {photo.number}")
    text = _("Photo {n}: a moderator has blacked out what named somebody.").format(n=photo.number)
    await outbox.push(turn.session, photo.person_id, Screen(text, stacked(*ways(photo))))
    say(turn, STATES[UNSEEN].format(n=photo.number))


COMMANDS = (DeskCommand("blackout", "/blackout 12 7 8 13-15", _("Black out squares of a photo"), black_out),)
ACTIONS = (DeskAction("m-squares", with_squares), DeskAction("m-blackened", keep))
