"""A moderator pauses a helper: nobody asks them, their matches go on to others; and ends the pause."""

from bot.i18n import Msg, _
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import hand_over
from handlers.moderators import helper_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.match import find_helper
from handlers.moderators.own import must_be_about_others
from storage import helper_words, helpers, outbox, requests
from storage.helpers import Helper

PAUSED = _(
    "A moderator has paused your helping. Nobody asks you about requests meanwhile, and whom you accompanied goes on "
    "with others. You hear from us here when the pause ends. If it weighs on you, press “Talk with somebody”."
)
ENDED = _("The pause of your helping is over: requests may come again. Thank you for waiting.")
DONE = _("This is done already.")


async def pause(turn: DeskTurn) -> Screen:
    """/pause N."""
    return await pause_pressed(turn, turn.args)


async def pause_pressed(turn: DeskTurn, row: str) -> Screen:
    """Pause a helper; those they accompanied hear kindly that others are asked, and not why."""
    helper, session = await _numbered(turn, row), turn.session
    if not await helpers.move(session, helper.person_id, helpers.ACTIVE_OR_RESTING, helpers.PAUSED):
        return await _anew(turn, helper, DONE)
    await turn.record("pause-helper", f"helper {helper.number}")
    await helper_words.drop(session, helper.person_id)
    await hand_over.matches_on(session, helper.person_id)
    await hand_over.offers_back(session, helper.person_id)
    await _tell(turn, helper, PAUSED, action_button(_("Talk with somebody"), "care", "talk"))
    return await _anew(
        turn, helper, _("Paused by a moderator. The helper has been told; the talks go on with others.")
    )


async def unpause(turn: DeskTurn) -> Screen:
    """/unpause N."""
    return await unpause_pressed(turn, turn.args)


async def unpause_pressed(turn: DeskTurn, row: str) -> Screen:
    """End the pause; requests may come again."""
    helper = await _numbered(turn, row)
    await must_be_about_others(turn, helper.person_id)
    if not await helpers.move(turn.session, helper.person_id, (helpers.PAUSED,), helpers.APPROVED):
        return await _anew(turn, helper, DONE)
    await turn.record("unpause-helper", f"helper {helper.number}")
    await requests.look_at_all(turn.session)
    await _tell(turn, helper, ENDED, command_button(_("How I help"), "volunteer"))
    return await _anew(turn, helper, _("The pause is over. The helper has been told."))


async def _tell(turn: DeskTurn, helper: Helper, text: Msg, button: Button) -> None:
    rows = stacked(button, command_button(_("Menu"), "menu"))
    await outbox.push(turn.session, helper.person_id, Screen(text, rows))


async def _anew(turn: DeskTurn, helper: Helper, note: Msg) -> Screen:
    return helper_card.card(await helpers.get(turn.session, helper.person_id) or helper, note)


async def _numbered(turn: DeskTurn, row: str) -> Helper:
    (number,) = numbers(row, 1)
    return await find_helper(turn, number)


COMMANDS = (
    DeskCommand("pause", "/pause 5", _("Pause a helper; their talks go on with others"), pause),
    DeskCommand("unpause", "/unpause 5", _("End the pause of a helper"), unpause),
)
ACTIONS = (DeskAction("m-pause", pause_pressed), DeskAction("m-unpause", unpause_pressed))
