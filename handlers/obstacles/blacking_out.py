"""Blacking out what names somebody on one's own photo: numbered squares, a look at the result, then it is exchanged."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation import Conversation, Said, Text, View
from bot.domain import blackening
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen, action_button, stacked
from handlers.base import Action, Begin, Flow, Turn, row_id
from handlers.obstacles.photos import GONE, MENU, own
from storage import media, obstacle_photos, outbox
from storage.database import Session
from storage.obstacle_photos import Photo
from storage.outbox import Priority
from storage.persons import Person

NOT_ARRIVED: Final = _("This photo has not arrived. If it does not within a minute, please send it again.")
WHICH: Final = _("Which squares should become black? Write their numbers, for instance: 7 8 13-15.")
LOOK: Final = _("Photo {n}: is everything covered that should be? If so, the photo from before is deleted.")


class Squares(Text):
    """Numbers of squares."""

    def hear(self, said: Said, view: View) -> Any:
        heard = super().hear(said, view)
        blackening.squares(said.words)
        return heard


@dataclass(frozen=True, slots=True)
class Blackened:
    """Which squares of which photo are to become black; none: it stays as it is."""

    photo_id: int
    squares: tuple[int, ...]


async def begin(turn: Turn, row: str) -> Begin:
    """Show the photo with its squares, and ask which of them should become black."""
    photo = await own(turn, row)
    numbered = await media.keep(turn.session, await with_numbers(turn.session, photo), photo.person_id)
    screen = Screen(_("Photo {n}").format(n=photo.number), picture=numbered)
    outbox.push_to(turn.session, turn.arrival.here, screen, Priority.REPLY)
    turn.state["photo"] = photo.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> int:
    """Return the photo that is being blacked out."""
    return int(turn.state.get("photo", 0))


def talk(person: Person, photo_id: int) -> Conversation[Blackened]:
    """Ask for the squares."""
    words = yield Squares("squares", WHICH, limit=200, optional=True)
    return Blackened(photo_id, blackening.squares(words) if words else ())


async def finish(session: Session, person: Person, done: Blackened) -> Screen:
    """Show how the photo would be; nothing is exchanged yet."""
    photo = await obstacle_photos.get(session, done.photo_id)
    if photo is None or photo.person_id != person.id:
        return Screen(GONE, stacked(MENU))
    leave = action_button(_("Leave it as it was"), "photo", photo.id)
    if not done.squares:
        return Screen(_("Photo {n} stays as it was.").format(n=photo.number), stacked(leave, MENU))
    new = await media.keep(session, await blacked_out(session, photo, done.squares), person.id)
    keep = action_button(_("Yes, keep this one"), "photo-keep", f"{photo.id}:{new}", "primary")
    again = action_button(_("Choose again"), "photo-black", photo.id)
    return Screen(LOOK.format(n=photo.number), stacked(keep, again, leave, MENU), picture=new)


async def keep(turn: Turn, row: str) -> Screen:
    """Put the blackened picture in the photo's place; the one before is deleted."""
    id, _colon, new = row.partition(":")
    photo = await own(turn, id)
    mine = await media.is_of(turn.session, row_id(new), turn.person.id)
    if not mine or not await obstacle_photos.exchange(turn.session, photo, row_id(new)):
        raise Refused(GONE)
    text = _("Photo {n}: done. What was under the black squares is deleted.").format(n=photo.number)
    return Screen(text, stacked(action_button(_("Open it"), "photo", photo.id), MENU))


async def with_numbers(session: Session, photo: Photo) -> bytes:
    """Return the photo with numbered squares over it; raise Refused while it has not arrived."""
    return await asyncio.to_thread(blackening.numbered, await _picture(session, photo))


async def blacked_out(session: Session, photo: Photo, squares: tuple[int, ...]) -> bytes:
    """Return the photo with these squares black; raise Refused while it has not arrived."""
    return await asyncio.to_thread(blackening.blacked, await _picture(session, photo), squares)


async def _picture(session: Session, photo: Photo) -> bytes:
    _state, body = await media.body(session, photo.media_id)
    if body is None:
        raise Refused(NOT_ARRIVED)
    return body


FLOW = Flow("black_out", talk, finish, load, bare=0)
ACTIONS = (Action("photo-black", begin), Action("photo-keep", keep))
