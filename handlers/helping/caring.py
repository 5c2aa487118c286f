"""What a helper answers to a word for themself: a rest, fewer people, somebody to talk with, or nothing at all."""

from typing import Final

from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Turn, row_id
from handlers.helping import rest
from handlers.helping.page import MENU, PAGE, STATES as HELPING, is_one
from handlers.helping.words import GOOD, LABELS, NO_MORE, RESTING, TALK
from handlers.moderators import alerts
from handlers.pairing import local_date
from handlers.where import zone_of
from storage import helper_words, helpers

NOT_HERE: Final = _("This question is not here any more.")
ANSWERED: Final = _("You have answered this one. Thank you.")
ASKS: Final = "asks"  # the kind of word that goes to the moderators, once a day
REST: Final = command_button(_("Rest"), "rest")


async def answer(turn: Turn, row: str) -> Screen:
    """Take the answer to a monthly word, once; what it was is not kept."""
    id, _colon, said = row.partition(":")
    if said not in LABELS:
        raise Refused(NOT_HERE)
    helper = await helpers.get(turn.session, turn.person.id)
    if not is_one(helper):
        raise Refused(NOT_HERE)
    if not await helper_words.answered(turn.session, row_id(id), turn.person.id):
        return Screen(ANSWERED, stacked(PAGE, MENU))
    if said == NO_MORE:
        await helpers.set_word(turn.session, turn.person.id, None)
        text = _("No monthly word comes any more. “How much” under “How I help” brings it back.")
        return Screen(text, stacked(PAGE, MENU))
    if said == RESTING:
        return await rest.ask(turn)
    if said == GOOD:
        return Screen(_("Good to hear. Thank you for being there."), stacked(PAGE, MENU))
    less = action_button(_("How much"), "how-much", "show")
    text = _("Thank you for saying it. A rest, fewer people at a time, or somebody to talk with: what fits?")
    return Screen(text, stacked(REST, less, TALK, PAGE, MENU))


async def care(turn: Turn, row: str) -> Screen:
    """Somebody to talk with: a peer, by a request like any other, or the moderators; or nothing at all."""
    helper = await helpers.get(turn.session, turn.person.id)
    if helper is None or helper.status not in (*HELPING, helpers.RESTING):
        raise Refused(NOT_HERE)
    if row == "moderator":
        return await _tell_moderators(turn, helper)
    if row == "talk":
        text = _(
            "With whom? A peer is found like for everybody who asks: nobody sees who you are. "
            "Or the moderators hear, by your helper number, that helping weighs on you just now."
        )
        peer = command_button(_("Ask for a peer"), "ask")
        moderators = action_button(_("Tell the moderators"), "care", "moderator")
        return Screen(text, stacked(peer, moderators, PAGE, MENU), passing=True)
    return Screen(_("Good. A rest is possible at any time: /rest"), stacked(PAGE, MENU))


async def _tell_moderators(turn: Turn, helper: helpers.Helper) -> Screen:
    today = local_date(turn.session.now, zone_of(turn.person))
    if await helper_words.once(turn.session, turn.person.id, ASKS, today) is not None:
        await alerts.helper_is_tired(turn.session, helper)
    text = _(
        "The moderators know it now. They can ease things for you: fewer requests, or a pause. "
        "If you would like to talk with a person, “Ask for help” finds one."
    )
    return Screen(text, stacked(command_button(_("Ask for help"), "ask"), REST, MENU))
