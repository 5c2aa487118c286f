"""Somebody on the team knows: of a person's silence, or that it is hard, as that person wished."""

from collections.abc import Mapping
from typing import Final

from bot.errors import Refused
from bot.i18n import Msg, _
from bot.screens import Screen, command_button, stacked
from handlers.base import Turn
from handlers.held_back import NOT_HERE
from handlers.unseen import unseen
from storage import outbox, persons
from storage.database import Session
from storage.in_danger import is_in_danger

SILENT, HARD = "silent", "hard"
NOTICED: Final[Mapping[str, Msg]] = {
    SILENT: _(
        "You wished that somebody notice when you do not answer. Somebody on our team has noticed. "
        "If all is well, nothing is needed. If it is not, people are here."
    ),
    HARD: _(
        "Somebody on our team knows now that it has been hard for you. "
        "If you would like to talk with a person here, press “Ask for help”."
    ),
}


async def tell(session: Session, person_id: int, what: str) -> bool:
    """Tell the person, in danger behind a line without content; False when nothing reaches them."""
    person = await persons.get(session, person_id)
    if person is None:
        return False
    return await outbox.push(
        session,
        person.id,
        unseen(person, _screen(what), "how-noticed", what, in_danger=await is_in_danger(session, person)),
    )


async def show(turn: Turn, what: str) -> Screen:
    """Show it behind a line without content."""
    if what not in NOTICED:
        raise Refused(NOT_HERE)
    return _screen(what)


def _screen(what: str) -> Screen:
    buttons = (
        command_button(_("Ask for help"), "ask"),
        command_button(_("SOS numbers"), "sos"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(NOTICED[what], stacked(*buttons))
