"""Stopping to help: asked once; nobody is left alone, and what was offered is deleted."""

from typing import Final

from bot.i18n import Text, _, lines, plural
from bot.screens import Screen, action_button, stacked
from handlers import hand_over
from handlers.base import Turn
from handlers.helping.handing_over import handed_over
from handlers.helping.page import MENU, PAGE, accompanied, mine
from handlers.moderators import alerts
from storage import groups, helper_words, helpers, requests
from storage.database import Session

SURE: Final = _(
    "Stop helping? What you offered is deleted, and nobody asks you any more. A rest is possible too: /rest. "
    "You can volunteer again later; a moderator looks at it then."
)
STOPPED: Final = _("You help no longer, and what you offered is deleted. Thank you for all of it.")
STATES: Final = (helpers.PENDING, helpers.PAUSED, *helpers.ACTIVE_OR_RESTING)


async def stop(turn: Turn, row: str) -> Screen:
    """Ask, and with the row "yes" do it: matches first, so that each keeps its place, then the helper."""
    session, person = turn.session, turn.person
    helper = await mine(session, person, *STATES)
    if row != "yes":
        return await _sure(turn)
    went = await hand_over.matches_on(session, person.id, by=person.id)
    if turn.state.get("talk") in {match.id for match in went}:
        turn.state.pop("talk")
    await helpers.stop(session, helper)
    await helper_words.drop(session, person.id)
    await hand_over.offers_back(session, person.id)
    await step_down(session, person.id)
    await requests.look_at_all(session)
    return await handed_over(session, went, STOPPED)


async def _sure(turn: Turn) -> Screen:
    talks = len(await accompanied(turn.session, turn.person.id))
    go_on = plural(
        "{n} open talk is handed over to others.", "{n} open talks are handed over to others.", talks
    )
    text: Text = lines(SURE, go_on if talks else None)
    yes = action_button(_("Stop helping"), "stop-helping", "yes", "danger")
    return Screen(text, stacked(yes, PAGE, MENU), passing=True)


async def step_down(session: Session, person_id: int) -> None:
    """Give back the groups that the person coordinates: only helpers do."""
    for group in await groups.mine(session, person_id):
        if await groups.role(session, person_id, group.id) == groups.COORDINATOR:
            await groups.appoint(session, person_id, group.id, groups.MEMBER)
            await alerts.coordinator_left(session, group)
