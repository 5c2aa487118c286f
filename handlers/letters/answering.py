"""The buttons under a letter of the moderators: the letter itself stays as it is."""

from typing import Final

from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.base import Reply, Turn, row_id
from handlers.letters import showing
from handlers.letters.writing import begin
from handlers.talk.access import beside, plain
from storage import correspondences, letters

NOT_HERE: Final = _("This letter is not here any more. You can write to the moderators at any time.")
LATER: Final = _("Good. The letter stays here, and “Answer” works whenever you like.")


async def answer(turn: Turn, row: str) -> Reply:
    """Begin the answer; also after the correspondence was closed: then it is a new one."""
    await _must_be_theirs(turn, row)
    return await begin(turn)


async def opened(turn: Turn, row: str) -> Screen:
    """Show a letter, or what became of letters, that came as a line without content."""
    if row in showing.NEWS:
        return showing.NEWS[row]
    found = await letters.to_person(turn.session, row_id(row), turn.person.id)
    if found is None:
        raise Refused(NOT_HERE)
    turn.state.pop("talk", None)  # what is typed below the letter must not slip into a talk
    return showing.letter(*found)


async def later(turn: Turn, row: str) -> Reply:
    """Leave the letter as it is, below it say that nothing is lost."""
    await _must_be_theirs(turn, row)
    beside(turn, plain(LATER))
    return None


async def _must_be_theirs(turn: Turn, row: str) -> None:
    held = await correspondences.lock(turn.session, row_id(row))
    if held is None or held.person_id != turn.person.id:
        raise Refused(NOT_HERE)
