"""The language: chosen by its own name, at any moment, also in the middle of a flow and before consent."""

from bot.errors import Refused
from bot.i18n import LANGUAGES, Language, Text, _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Command, Here, Turn
from storage import persons
from storage.persons import Person

# In its own name, which is the same whatever the reader speaks.
NAMES: dict[Language, Text] = {"uk": "Українська", "ru": "Русский", "en": "English"}


def language_screen(person: Person) -> Screen:
    """Ask for the language; before consent there is nothing else to go to."""
    choices = (action_button(NAMES[code], "speak", code) for code in LANGUAGES)
    before = action_button(_("I have been here before"), "return", "type")
    last = command_button(_("Menu"), "menu") if person.consent else before
    return Screen("Мова · Язык · Language", stacked(*choices, last), passing=True)


async def language(turn: Turn) -> Screen:
    """Show the languages."""
    return language_screen(turn.person)


async def speak(turn: Turn, code: str) -> Here:
    """Speak the chosen language from this answer on, and show the question where the person is."""
    chosen = next((known for known in LANGUAGES if known == code), None)
    if chosen is None:
        raise Refused(_("This language is not here yet. Please choose one of the buttons."))
    turn.arrival.person = await persons.speak(turn.session, turn.person, chosen)
    return Here(_("From now on in English.") if turn.person.consent else None)


COMMANDS = (Command("language", _("language"), _("Change the language"), language, before_consent=True),)
ACTIONS = (Action("speak", speak, before_consent=True),)
