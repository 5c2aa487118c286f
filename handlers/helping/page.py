"""The page of a helper: what they offer, how many people at a time, and whether they are asked or rest."""

from collections.abc import Mapping
from typing import Final

from bot.domain import catalogue, places
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Msg, Text, When, _, lines, paragraphs, plural
from bot.screens import Button, Rows, Screen, action_button, command_button, grid
from handlers.where import zone_of
from storage import helpers, matches, requests
from storage.database import Session
from storage.helpers import Helper
from storage.matches import Match
from storage.persons import Person

MENU: Final = command_button(_("Menu"), "menu")
PAGE: Final = command_button(_("How I help"), "volunteer")
SHOWN: Final = 2  # talks with a button each; more are behind one
NOT_A_HELPER: Final = _(
    "You are not asked about requests at the moment, so nothing was changed. “I can help” in the menu begins it."
)
STATES: Final[Mapping[str, Msg]] = {
    helpers.PENDING: _("A moderator looks at your offer first. Until then nobody asks you."),
    helpers.APPROVED: _("You are asked when a request fits."),
    helpers.PAUSED: _(
        "A moderator has paused your helping: nobody asks you meanwhile. You hear from us here when it goes on."
    ),
}


def is_one(helper: Helper | None) -> bool:
    """Whether somebody has a page: they volunteered, and neither stopped nor were refused."""
    return helper is not None and helper.status not in (helpers.REFUSED, helpers.STOPPED)


async def mine(session: Session, person: Person, *statuses: str) -> Helper:
    """Return the helper a person is, locked until the commit; raise Refused in any state but these."""
    helper = await helpers.lock(session, person.id)
    if helper is None or not is_one(helper):
        raise Refused(NOT_A_HELPER)
    if helper.status not in statuses:
        raise Refused(state(helper, person))
    return helper


async def page(session: Session, person: Person, note: Text | None = None) -> Screen:
    """Show the page; to somebody who does not help, only how to begin."""
    helper = await helpers.get(session, person.id)
    if helper is None or not is_one(helper):
        raise Refused(NOT_A_HELPER)
    talks = await accompanied(session, person.id)
    text = paragraphs(
        note,
        _("How I help. Helper {number}.").format(number=helper.number),
        lines(*_offer(helper), _now(helper, len(talks))),
        state(helper, person),
    )
    return Screen(text, (*await _rows(session, helper, talks), (MENU,)), passing=True)


async def accompanied(session: Session, person_id: int) -> list[Match]:
    """Return the open matches in which the person is the helper."""
    return [match for match in await matches.active_of(session, person_id) if match.helper_id == person_id]


def state(helper: Helper, person: Person) -> Text:
    """Say whether requests come now, and if not, until when."""
    if helper.status != helpers.RESTING:
        return STATES[helper.status]
    if helper.rest_until is None:
        return _("You rest until you write: press “I am back” whenever you like.")
    return _("You rest until {when}. You can come back sooner.").format(
        when=When(helper.rest_until, zone_of(person))
    )


def _offer(helper: Helper) -> tuple[Text | None, ...]:
    skills = helper.skills
    needs = (need.label for need in catalogue.NEEDS if need.id in skills.needs)
    regions = (places.name(region) for region in skills.regions if places.is_place(region))
    return (
        _("• With: {needs}").format(needs=lines(*needs, separator=", ")),
        _("• Languages: {languages}").format(
            languages=lines(*(LANGUAGE_NAMES[language] for language in skills.languages), separator=", ")
        ),
        _("• In person: {places}").format(places=lines(*regions, separator=", "))
        if skills.in_person and skills.regions
        else _("• From afar"),
    )


def _now(helper: Helper, count: int) -> Text:
    most = plural("• At most {n} person at a time", "• At most {n} people at a time", helper.places)
    return lines(most, _("now {n}").format(n=count), separator=", ")


async def _rows(session: Session, helper: Helper, talks: list[Match]) -> Rows:
    resting = helper.status == helpers.RESTING
    buttons: list[Button] = []
    if resting:
        buttons += [
            action_button(_("I am back"), "back", "now", "primary"),
            command_button(_("Rest longer"), "rest"),
        ]
        buttons += [action_button(_("Hand over"), "hand-over", "all")] if talks else []
    elif helper.status == helpers.APPROVED:
        buttons += [command_button(_("Rest"), "rest"), action_button(_("How much"), "how-much", "show")]
    buttons += [await talk_button(session, match) for match in talks] if len(talks) <= SHOWN else [TALKS]
    if helper.status != helpers.PAUSED:
        buttons.append(action_button(_("Change what I offer"), "offer-anew", "now"))
    buttons.append(action_button(_("Stop helping"), "stop-helping", "ask"))
    return grid(tuple(buttons))


async def talk_button(session: Session, match: Match) -> Button:
    """The button of one match: the other's chosen name and the request's number."""
    request = await requests.get(session, match.request_id)
    name = match.requester_name
    return action_button(f"{name} · {request.number}" if request is not None else name, "talk", match.id)


TALKS: Final = command_button(_("My talks"), "talks")
