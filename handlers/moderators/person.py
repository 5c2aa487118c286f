"""/person N: the card of a person, who is a number."""

from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen
from handlers.moderators import person_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.match import find_helper
from storage import person_numbers, persons
from storage.persons import Person

NOBODY = _("There is no person {number}. /people shows them; the card of a request or a helper names them.")


async def show(turn: DeskTurn) -> Screen:
    """/person N."""
    return await look(turn, turn.args)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of a person."""
    number, person = await find(turn, row)
    await turn.record("look", f"person {number}")
    return await person_card.card(turn.session, person)


async def of_helper(turn: DeskTurn, row: str) -> Screen:
    """Show the person behind a helper's number."""
    (number,) = numbers(row, 1)
    helper = await find_helper(turn, number)
    return await look(turn, str(await person_numbers.of(turn.session, helper.person_id)))


async def find(turn: DeskTurn, row: str) -> tuple[int, Person]:
    """Return the number in `row` and the person who is called so; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    person_id = await person_numbers.who(turn.session, number)
    person = None if person_id is None else await persons.get(turn.session, person_id)
    if person is None:
        raise Refused(NOBODY.format(number=number))
    return number, person


async def anew(turn: DeskTurn, person: Person, note: Text) -> Screen:
    """Return the card as the person is now."""
    return await person_card.card(turn.session, await persons.get(turn.session, person.id) or person, note)


COMMANDS = (DeskCommand("person", "/person 12", _("The card of a person: a number, what is open"), show),)
ACTIONS = (DeskAction("m-person", look), DeskAction("m-who", of_helper))
