"""News: announcements as people read them, and the wish to get no more of them."""

from typing import Final

from bot.domain import announcements as rules
from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.unseen import unseen
from storage import announced, announcements, persons
from storage.announcements import Announcement
from storage.persons import Person

HEAD: Final = _("News from the Kolo team")
MENU: Final = command_button(_("Menu"), "menu")
OFF, ON = "off", "on"
NO_MORE: Final = action_button(_("No more of these"), "news", OFF)
NONE_FROM_NOW_ON: Final = _(
    "No more news from the team will come. Requests, talks and everything else goes on as before. "
    "Under /settings they can be switched on again."
)
AGAIN: Final = _("News from the team will come again.")
NOT_HERE: Final = _("This news is not kept any more.")


def screen(person: Person, one: Announcement, in_danger: bool) -> Screen:
    """What a person is sent: where strangers may look into the phone, only a line that a press opens."""
    return unseen(person, read(one, person), "news", one.id, in_danger)


def read(one: Announcement, person: Person) -> Screen:
    """The announcement in the person's language, or in the one that stands for it."""
    return Screen(words(rules.text_for(one.texts, person.language)[1]), stacked(NO_MORE, MENU))


def words(text: str) -> Text:
    """The text as people see it."""
    return paragraphs(HEAD, text)


def switch(person: Person) -> Button:
    """The button of the settings that turns news off or on."""
    if person.profile.news:
        return action_button(_("No more news"), "news", OFF)
    return action_button(_("News again"), "news", ON)


def line(person: Person) -> Text:
    """The line of the settings that tells whether they come."""
    return _("News from the team: yes") if person.profile.news else _("News from the team: no")


async def news(turn: Turn, row: str) -> Screen:
    """Turn news off or on, or open one that came as a line without content."""
    if row in (OFF, ON):
        turn.arrival.person = await persons.tell(turn.session, turn.person, news=int(row == ON))
        again = action_button(_("News again"), "news", ON) if row == OFF else NO_MORE
        text = NONE_FROM_NOW_ON if row == OFF else AGAIN
        return Screen(text, stacked(again, command_button(_("Settings"), "settings"), MENU), passing=True)
    id = row_id(row)
    one = await announcements.get(turn.session, id)
    if one is None or not one.texts or not await announced.is_for(turn.session, id, turn.person.id):
        raise Refused(NOT_HERE)
    return read(one, turn.person)


ACTIONS = (Action("news", news),)
