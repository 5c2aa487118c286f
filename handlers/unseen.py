"""Where others may look into a phone, a line without content comes, and a press shows what it is about."""

from typing import Final

from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from storage.persons import Person

SEALED_LINE: Final = _("There is something here for you.")


def unseen(person: Person, screen: Screen, action: str, row: int | str, in_danger: bool = False) -> Screen:
    """Return the screen, or, for a person in danger, the line whose button calls `action` with `row`.

    `in_danger`: something else than what they told about themselves shows it, such as a request.
    """
    if not (in_danger or person.profile.in_danger):
        return screen
    opens = action_button(_("Open"), action, row)
    return Screen(SEALED_LINE, stacked(opens, command_button(_("Menu"), "menu")))
