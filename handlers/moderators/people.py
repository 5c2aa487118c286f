"""People as numbers: how many do what, and a list by closed words; nobody is found by what they wrote."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.domain.filtering.named import COUNTRY, GROUP, LANGUAGE, REGION, place_values
from bot.domain.filtering.wanted import Wanted
from bot.i18n import Text, When, _, ctx, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, grid
from handlers.moderators import labels, list_words
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, queue_button
from handlers.moderators.list_words import STATE, TIME
from handlers.moderators.listing import PAGE, Listing
from handlers.moderators.request_list import since
from storage import groups, people, person_numbers
from storage.people import Someone

EXAMPLE: Final = _("/people helps week")
SAYS: Final = ctx("desk", "{n} · here {when}")


async def show(turn: DeskTurn, look: Wanted, offset: int) -> Screen:
    """Show how many people do what; with words, one page of those who fit."""
    await turn.record("browse", "people")
    everybody = await people.everybody(turn.session)
    if not look.tests:
        return await _counts(turn, everybody)
    numbers = {group.id: str(group.number) for group in await groups.all_open(turn.session)}
    theirs = await groups.memberships(turn.session)
    asks_where = any(field in (REGION, COUNTRY) for test in look.tests for field, _value in test)
    regions = await people.regions(turn.session) if asks_where else {}
    found = []
    for one in everybody:
        told = {numbers[id] for id in theirs.get(one.id, frozenset()) if id in numbers}
        where = place_values(regions[one.id]) if one.id in regions else {}
        values = {STATE: one.states, LANGUAGE: (one.language,), TIME: since(one.seen_at, turn.session.now)}
        if look.fits({**values, **where, GROUP: told}):
            found.append(one)
    shown = found[offset : offset + PAGE]
    called = await person_numbers.of_people(turn.session, [one.id for one in shown])
    items = [_item(one, called[one.id]) for one in shown]
    counted = plural("{n} person", "{n} people", len(found))
    return await LISTING.page(turn, look, offset, counted, items, len(found))


async def _counts(turn: DeskTurn, everybody: Sequence[Someone]) -> Screen:
    states = Counter(state for one in everybody for state in one.states)
    spoken = Counter(one.language for one in everybody)
    seen = Counter(name for one in everybody for name in since(one.seen_at, turn.session.now))
    text = paragraphs(
        plural("{n} person", "{n} people", len(everybody)),
        lines(*(labels.counted(says, states[state]) for state, says in list_words.PEOPLE.items())),
        lines(*(labels.counted(labels.LANGUAGES.get(code, code), n) for code, n in spoken.most_common())),
        lines(
            _("Here lately"),
            *(labels.counted(list_words.LATELY[name], seen[name]) for name in list_words.LATELY),
        ),
        lines(_("A list by words:"), EXAMPLE),
    )
    lists = (
        LISTING.button(says, Wanted((frozenset({(STATE, state)}),)))
        for state, says in list_words.PEOPLE.items()
        if states[state]
    )
    return Screen(text, (*grid(tuple(one for one in lists if one is not None)), (queue_button(),)))


def _item(one: Someone, number: int) -> tuple[Text, Button]:
    states = labels.several(tuple(labels.called(list_words.PEOPLE, state) for state in one.states))
    says: Text = SAYS.format(n=number, when=When(one.seen_at, pattern="dd.MM"))
    return lines(says, states), action_button(str(number), "m-person", number)


LISTING: Final = Listing("m-people", EXAMPLE, list_words.of_people, show)
COMMANDS = (
    DeskCommand(
        "people", EXAMPLE, _("People as numbers: by what they do, place, language, group"), LISTING.typed
    ),
)
ACTIONS = (DeskAction(LISTING.action, LISTING.paged),)
