"""What a person gets from the moderators on duty, who have no names here."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import swindles
from handlers.unseen import unseen
from storage import outbox, persons
from storage.database import Session
from storage.in_danger import is_in_danger
from storage.outbox import Priority

MENU: Final = command_button(_("Menu"), "menu")
AGAIN: Final = command_button(_("Write to the team"), "team")


def letter(correspondence_id: int, words: str) -> Screen:
    """A letter of a moderator, who has no name here; an account of a moderator can be stolen, so it is read too."""
    text = paragraphs(
        _("A moderator on duty writes:"),
        words,
        swindles.beware(words),
        _("To answer, press “Answer”: moderators read it; helpers do not."),
    )
    answers = (
        action_button(_("Answer"), "letter-answer", correspondence_id, "primary"),
        action_button(_("Not now"), "letter-later", correspondence_id),
    )
    return Screen(text, (answers, (MENU,)))


async def send(session: Session, person_id: int, screen: Screen, row: int | str, wakes: bool = False) -> None:
    """Send a person a letter or one of NEWS; in danger a line without content, which shows `row` when pressed."""
    person = await persons.get(session, person_id)
    if person is not None:
        shown = unseen(person, screen, "letter-open", row, await is_in_danger(session, person))
        priority = Priority.CHECK_IN if row in NEWS else Priority.TALK
        await outbox.push(session, person_id, shown, priority, wakes=wakes)


def _ended() -> Screen:
    """The moderators have closed the correspondence."""
    text = _(
        "The moderators have closed this correspondence. Your requests and talks stay as they are. "
        "You can write again at any time."
    )
    return Screen(text, stacked(AGAIN, MENU))


def _nobody_yet() -> Screen:
    """Tell honestly that nobody has answered."""
    text = _(
        "Nobody has answered your letter yet. The moderators have been reminded; "
        "they answer from 9 to 21, Kyiv time. If it cannot wait, /sos shows numbers that answer now."
    )
    return Screen(text, stacked(AGAIN, command_button(_("SOS numbers"), "sos"), MENU))


ENDED, WAITS = "ended", "waits"
NEWS: Final[Mapping[str, Screen]] = {ENDED: _ended(), WAITS: _nobody_yet()}
