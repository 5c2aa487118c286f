"""Approving and refusing volunteers: one press, told kindly, and only the first of two presses counts."""

from bot.errors import Refused
from bot.i18n import Msg, _
from bot.screens import Screen, command_button
from handlers.base import row_id
from handlers.moderators import helper_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.own import must_be_about_others
from storage import helpers, outbox, persons, requests
from storage.helpers import Helper

WELCOME = _(
    "Thank you: you are now a helper of Kolo.\n\n"
    "When somebody needs what you offered, a message with buttons comes here. You decide each time, "
    "and “not now” needs no reason. As a rule it is one request at a time. When it is needed now, others are "
    "asked too, and the first yes counts. No names, and you can stop at any moment."
)
NOT_NOW = _(
    "Thank you for offering your help. Just now we cannot take it up. "
    "This says nothing about you as a person. You can offer it again later, and ask for help yourself at any time."
)
NOBODY = _("There is no helper {number}. /queue shows who waits.")


async def approve(turn: DeskTurn) -> Screen:
    """/approve N."""
    return await _approve(turn, await _numbered(turn))


async def refuse(turn: DeskTurn) -> Screen:
    """/refuse N."""
    return await _refuse(turn, await _numbered(turn))


async def approve_pressed(turn: DeskTurn, row: str) -> Screen:
    """Approve from a card."""
    return await _approve(turn, await _of_person(turn, row))


async def refuse_pressed(turn: DeskTurn, row: str) -> Screen:
    """Refuse from a card."""
    return await _refuse(turn, await _of_person(turn, row))


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show a helper's card."""
    helper = await _of_person(turn, row)
    await turn.record("look", f"helper {helper.number}")
    return helper_card.card(helper)


async def _approve(turn: DeskTurn, helper: Helper) -> Screen:
    await must_be_about_others(turn, helper.person_id)
    before = (helpers.PENDING, helpers.REFUSED)
    person = await persons.get(turn.session, helper.person_id)
    if person is not None and person.banned:
        raise Refused(_("This person is banned: the ban has to end first."))
    if not await helpers.move(turn.session, helper.person_id, before, helpers.APPROVED):
        return await _anew(turn, helper, _("This is done already."))
    await turn.record("approve", f"helper {helper.number}")
    await requests.look_at_all(turn.session)
    await _tell(turn, helper, WELCOME)
    return await _anew(turn, helper, _("Approved by a moderator. The volunteer has been told."))


async def _refuse(turn: DeskTurn, helper: Helper) -> Screen:
    if not await helpers.move(turn.session, helper.person_id, (helpers.PENDING,), helpers.REFUSED):
        return await _anew(turn, helper, _("This is done already."))
    await turn.record("refuse", f"helper {helper.number}")
    await _tell(turn, helper, NOT_NOW)
    return await _anew(turn, helper, _("Refused by a moderator. The volunteer has been told kindly."))


async def _tell(turn: DeskTurn, helper: Helper, text: Msg) -> None:
    await outbox.push(turn.session, helper.person_id, Screen(text, ((command_button(_("Menu"), "menu"),),)))


async def _anew(turn: DeskTurn, helper: Helper, note: Msg) -> Screen:
    return helper_card.card(await helpers.get(turn.session, helper.person_id) or helper, note)


async def _numbered(turn: DeskTurn) -> Helper:
    (number,) = numbers(turn.args, 1)
    helper = await helpers.by_number(turn.session, number)
    if helper is None:
        raise Refused(NOBODY.format(number=number))
    return helper


async def _of_person(turn: DeskTurn, row: str) -> Helper:
    helper = await helpers.get(turn.session, row_id(row))
    if helper is None:
        raise Refused(_("This volunteer is no longer here."))
    return helper


COMMANDS = (
    DeskCommand("approve", "/approve 5", _("Approve a volunteer"), approve),
    DeskCommand("refuse", "/refuse 5", _("Refuse a volunteer, kindly"), refuse),
)
ACTIONS = (
    DeskAction("m-approve", approve_pressed),
    DeskAction("m-refuse", refuse_pressed),
    DeskAction("m-helper", look),
)
