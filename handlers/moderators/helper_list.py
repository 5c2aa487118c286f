"""All helpers: by state, need, place, language, group, who has a free place; numbers, no names."""

from collections import Counter
from typing import Final

from bot.domain.filtering.named import COUNTRY, GROUP, KIND, LANGUAGE, NEED, REGION, place_values
from bot.domain.filtering.wanted import Wanted
from bot.i18n import Text, _, ctx, lines, plural
from bot.screens import Button, Screen, action_button
from handlers.moderators import labels, list_words
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.list_words import FREE, GENDER, MEETING, STATE
from handlers.moderators.listing import PAGE, Listing
from storage import groups, helpers, matches
from storage.helpers import Helper

EXAMPLE: Final = _("/helpers free lviv documents")
SAYS: Final = ctx("desk", "{n} · helps {load} of {places}")


async def show(turn: DeskTurn, look: Wanted, offset: int) -> Screen:
    """Show one page of the helpers who fit, those who wait for approval first."""
    await turn.record("browse", "helpers")
    loads = await matches.loads(turn.session)
    numbers = {group.id: group.number for group in await groups.all_open(turn.session)}
    theirs = await groups.memberships(turn.session)
    found = []
    for helper in await helpers.everybody(turn.session):
        group_ids = theirs.get(helper.person_id, frozenset())
        told = {str(numbers[id]) for id in group_ids if id in numbers}
        if look.fits({**_values(helper, loads), GROUP: told}):
            found.append(helper)
    states = list(labels.HELPERS)
    found.sort(key=lambda one: (states.index(one.status), one.number))
    items = [_item(one, loads) for one in found[offset : offset + PAGE]]
    counted: Text = plural("{n} helper", "{n} helpers", len(found))
    return await LISTING.page(turn, look, offset, counted, items, len(found))


def _values(helper: Helper, loads: Counter[int]) -> dict[str, tuple[str, ...]]:
    skills = helper.skills
    places = [place_values(region) for region in skills.regions]
    is_free = helper.status == helpers.APPROVED and loads[helper.person_id] < helper.places
    return {
        STATE: (helper.status,),
        NEED: skills.needs,
        KIND: (),
        LANGUAGE: skills.languages,
        GENDER: (skills.gender,) if skills.gender else (),
        MEETING: ("person", "afar") if skills.in_person else ("afar",),
        FREE: ("yes",) if is_free else (),
        REGION: tuple(code for one in places for code in one[REGION]),
        COUNTRY: tuple(code for one in places for code in one[COUNTRY]),
    }


def _item(helper: Helper, loads: Counter[int]) -> tuple[Text, Button]:
    where = tuple(labels.place(region) for region in helper.skills.regions[:1])
    says = SAYS.format(n=helper.number, load=loads[helper.person_id], places=helper.places)
    text = lines(says, labels.called(labels.HELPERS, helper.status), *where)
    return text, action_button(str(helper.number), "m-helper", helper.person_id)


LISTING: Final = Listing("m-helpers", EXAMPLE, list_words.of_helpers, show)
COMMANDS = (
    DeskCommand(
        "helpers", EXAMPLE, _("Helpers: by state, need, place, language, group, free place"), LISTING.typed
    ),
)
ACTIONS = (DeskAction(LISTING.action, LISTING.paged),)
