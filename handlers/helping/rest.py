"""Rest: chosen in one tap, ended in one tap; what waits goes to others at once, matches stay unless handed over."""

from collections.abc import Mapping
from typing import Final

from bot.domain import rest as resting
from bot.i18n import Msg, Text, _, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers import hand_over
from handlers.base import Turn
from handlers.helping.page import MENU, PAGE, accompanied, mine, page, state
from handlers.where import zone_of
from storage import helper_words, helpers, requests
from storage.database import Session
from storage.helpers import Helper

SHOWN: Final = 3  # of the matches that can be handed over one by one
LABELS: Final[Mapping[str, Msg]] = {
    resting.TOMORROW: _("Until tomorrow"),
    resting.MONDAY: _("Until Monday"),
    resting.TWO_WEEKS: _("Two weeks"),
    resting.UNTIL_I_WRITE: _("Until I write"),
}
HOW_LONG: Final = _(
    "How long would you like to rest? Nobody asks you about requests meanwhile. "
    "Whom you accompany stays with you, unless you hand it over. You can come back at any time."
)
ALREADY: Final = _("You are resting already.")
AWAKE: Final = _("You are not resting. Nothing was changed.")
BACK: Final = _("Good to have you here. Requests may come again.")
KEEP_OR_NOT: Final = _("Whom you accompany can stay with you, or go on to another helper:")


def buttons() -> tuple[Button, ...]:
    """A button for each length of a rest."""
    return tuple(action_button(LABELS[choice], "rest", choice) for choice in resting.CHOICES)


async def ask(turn: Turn) -> Screen:
    """/rest: ask how long."""
    helper = await mine(turn.session, turn.person, *helpers.ACTIVE_OR_RESTING)
    now = state(helper, turn.person) if helper.status == helpers.RESTING else None
    back = action_button(_("I am back"), "back", "now", "primary") if now else None
    return Screen(paragraphs(now, HOW_LONG), stacked(back, *buttons(), PAGE, MENU), passing=True)


async def rest(turn: Turn, row: str) -> Screen:
    """Rest from now on; pressed again, it is as it was."""
    if row not in resting.CHOICES:
        return await ask(turn)
    session, person = turn.session, turn.person
    helper = await mine(session, person, *helpers.ACTIVE_OR_RESTING)
    until = resting.until(row, session.now, zone_of(person))
    if helper.status == helpers.RESTING and helper.rest_until == until:
        return await page(session, person, ALREADY)
    await helpers.rest(session, person.id, until)
    await helper_words.drop(session, person.id)
    seen = await hand_over.offers_back(session, person.id)
    went_on = plural(
        "{n} offer that waited for you goes to somebody else.",
        "{n} offers that waited for you go to others.",
        seen,
    )
    rests = await helpers.get(session, person.id) or helper
    return await _resting(turn, rests, went_on if seen else None)


async def _resting(turn: Turn, helper: Helper, went_on: Text | None) -> Screen:
    session, person = turn.session, turn.person
    good = _("Good that you say it. You need not explain anything.")
    talks = await accompanied(session, person.id)
    text = paragraphs(good, state(helper, person), went_on, KEEP_OR_NOT if talks else None)
    each = [
        action_button(_("Hand over: {name}").format(name=match.requester_name), "hand-over", match.id)
        for match in talks[:SHOWN]
    ]
    some = (
        *each,
        action_button(_("Hand all over"), "hand-over", "all") if len(talks) > 1 else None,
        action_button(_("Keep them"), "hand-over", "keep") if talks else None,
    )
    back = action_button(_("I am back"), "back", "now")
    return Screen(text, stacked(*some, back, PAGE, MENU), passing=True)


async def back(turn: Turn, row: str) -> Screen:
    """End the rest."""
    helper = await mine(turn.session, turn.person, *helpers.ACTIVE_OR_RESTING)
    if helper.status == helpers.APPROVED:
        return await page(turn.session, turn.person, AWAKE)
    await come_back(turn.session, helper)
    return await page(turn.session, turn.person, BACK)


async def come_back(session: Session, helper: Helper) -> bool:
    """Let a resting helper be asked again; False when they do not rest any more."""
    ended = await helpers.move(session, helper.person_id, (helpers.RESTING,), helpers.APPROVED)
    if ended:
        await requests.look_at_all(session)
    return ended
