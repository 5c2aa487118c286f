"""/settings: how the person is called in talks, where they are and when, who approves pairs, the language."""

from dataclasses import dataclass
from typing import Any

from bot.conversation import Choice, Conversation, Option, Said, Text as TextQuestion, View
from bot.domain import trust
from bot.domain.identifiers import find
from bot.domain.posing import poses
from bot.errors import Refused
from bot.i18n import Text, _, lines
from bot.screens import Screen, action_button, command_button, grid
from handlers import hours, news
from handlers.base import Action, Begin, Command, Flow, Reply, Turn
from handlers.language import NAMES
from storage import persons
from storage.database import Session
from storage.persons import Person

LONGEST_NAME = 30  # characters; Kolo's own names are shorter
WHAT_NAME = _(
    "How may others call you in talks? A made-up name is best, at most {limit} characters. "
    "Without one, Kolo makes up a new name for every talk."
)
TELLS_WHO = _(
    "This looks like a phone, a link or a name on a messenger. Please take a name that leads nowhere."
)
TAKEN_FOR_US = _("By this name you could be taken for the bot or its team. Please take another one.")
WHO_LOOKS = _(
    "When somebody is found for you, or you for somebody: who approves the pair? "
    "This can be stricter than in your group, not laxer. A moderator sees numbers, not names."
)
AS_IN_GROUP = "group"
TRUST: tuple[Option, ...] = (
    (AS_IN_GROUP, _("as in my group")),
    (trust.SEEN, _("a moderator sees it afterwards")),
    (trust.CONFIRMED, _("a moderator confirms it first")),
)


@dataclass(frozen=True, kw_only=True)
class ChosenName(TextQuestion):
    """A name of one line that leads nobody to the person."""

    def hear(self, said: Said, view: View) -> Any:
        """Return the name with single spaces; raise Refused when it leads to a person, or poses as us."""
        name = " ".join(super().hear(said, view).split())
        if "@" in name or find(name):
            raise Refused(TELLS_WHO)
        if poses(name):
            raise Refused(TAKEN_FOR_US)
        return name


def talk_of_name(person: Person) -> Conversation[str]:
    """Ask for the chosen name; skipping it takes the old one away."""
    name = yield ChosenName("name", WHAT_NAME.format(limit=LONGEST_NAME), limit=LONGEST_NAME, optional=True)
    return name or ""


async def finish_name(session: Session, person: Person, name: str) -> Screen:
    """Keep the chosen name for talks that begin from now on."""
    return screen(await persons.tell(session, person, name=name), hours.SAVED)


def talk_of_trust(person: Person) -> Conversation[str]:
    """Ask whether a moderator should look at those whom the person is brought together with."""
    mode = yield Choice("trust", WHO_LOOKS, TRUST, first=person.profile.trust or AS_IN_GROUP)
    return "" if mode == AS_IN_GROUP else str(mode)


async def finish_trust(session: Session, person: Person, mode: str) -> Screen:
    """Keep the wish; it makes the mode of a group stricter, never laxer."""
    return screen(await persons.tell(session, person, trust=mode), hours.SAVED)


def screen(person: Person, note: Text | None = None) -> Screen:
    """All settings, each as a button that changes it."""
    told = person.profile
    rows = (
        _("Name in talks: {name}").format(name=told.name or hours.UNSAID),
        *hours.rows(person),
        _("Who approves pairs: {how}").format(how=dict(TRUST)[told.trust or AS_IN_GROUP]),
        news.line(person),
        _("Language: {language}").format(language=NAMES[person.language]),
    )
    buttons = (
        action_button(_("Name in talks"), "set", "name"),
        action_button(_("Where and when"), "set", "hours"),
        command_button(_("Ask how I am"), "howareyou"),
        command_button(_("My groups"), "groups"),
        action_button(_("Who approves pairs"), "set", "trust"),
        news.switch(person),
        command_button(_("Language"), "language"),
        command_button(_("Second messenger or phone"), "link"),
        command_button(_("Return code"), "code"),
        command_button(_("Privacy"), "privacy"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(lines(note, _("Your settings"), *rows), grid(buttons), passing=True)


async def settings(turn: Turn) -> Screen:
    """Show the settings as they are."""
    return screen(turn.person)


async def change(turn: Turn, what: str) -> Reply:
    """Begin the small flow that changes one setting; place, region, zone and quiet hours share a screen."""
    if what == "hours":
        return hours.screen(turn.person, turn.session)
    flow = f"settings_{what}"
    if flow not in {each.name for each in FLOWS}:
        raise Refused(_("There is no such setting."))
    return Begin(flow)


FLOWS = (
    Flow("settings_name", talk_of_name, finish_name),
    *hours.FLOWS,
    Flow("settings_trust", talk_of_trust, finish_trust),
)
COMMANDS = (Command("settings", _("settings"), _("Name in talks, place, quiet hours, language"), settings),)
ACTIONS = (Action("set", change),)
