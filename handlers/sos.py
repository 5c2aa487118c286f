"""/sos: the numbers of help, for everybody, at once; needs no consent and no database."""

from bot.domain import contacts
from bot.i18n import _, paragraphs
from bot.screens import Screen, command_button
from handlers import numbers
from handlers.base import Command, Turn
from storage.persons import Person


def screen(person: Person | None = None) -> Screen:
    """The crisis numbers for where the person is; without a person, those of Ukraine."""
    found = contacts.sos_contacts(numbers.place_of(person))
    text = paragraphs(
        _("If life is in danger, call:") if found else None,
        numbers.listed(found) if found else numbers.NO_NUMBER,
        _("Is somebody with you? If you can, stay near people until help comes."),
        _("Kolo is not an emergency service: people answer here, but not at once."),
    )
    return Screen(text, ((command_button(_("Menu"), "menu"),),))


async def sos(turn: Turn) -> Screen:
    """The same from inside a transaction, for a person we know."""
    return screen(turn.person)


COMMANDS = (
    Command(
        "sos", _("sos|emergency|i am in danger"), _("Numbers of help, at once"), sos, before_consent=True
    ),
)
