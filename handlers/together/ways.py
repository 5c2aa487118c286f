"""Ways to bring an obstacle down: proposed in words by members, shown without a name."""

from collections.abc import Mapping
from typing import Final

from bot.errors import Refused
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers import swindles
from handlers.base import Action, Turn, row_id
from handlers.together import access, page
from handlers.together.access import Part
from handlers.together.words import Words, words_flow
from storage import obstacle_tasks, obstacle_votes, obstacle_ways
from storage.database import Session
from storage.obstacle_ways import CHOSEN, CLOSED, OPEN, Way
from storage.persons import Person

SHOWN: Final = 4
MOST: Final = 5  # open ways of one person for one obstacle
PROPOSE: Final = _(
    "How could it be brought down? Say it in a few words. The group sees the words without your name. "
    "No names or numbers of people, please."
)
TOO_MANY: Final = _(
    "{n} of your ways wait for the group already. The next one can follow when it has decided."
)
STATES: Final[Mapping[str, Msg]] = {
    OPEN: ctx("way", "open"),
    CHOSEN: ctx("way", "chosen"),
    CLOSED: ctx("way", "closed"),
}


async def propose(session: Session, person: Person, words: Words) -> Screen:
    """Keep a proposed way."""
    part = await access.member(session, person, words.row)
    if await obstacle_ways.proposed(session, part.obstacle.id, person.id) >= MOST:
        raise Refused(TOO_MANY.format(n=MOST))
    id = await obstacle_ways.add(session, part.obstacle.id, part.group.id, person.id, words.said)
    way = await obstacle_ways.get(session, id)
    assert way is not None
    return await screen(session, person, part, way, _("Thank you. The group sees it now."))


async def listed(turn: Turn, row: str) -> Screen:
    """Show a page of the ways: the chosen first, then those that most are for."""
    id, _colon, start = row.partition(":")
    part = await access.member(turn.session, turn.person, row_id(id))
    all_ = await obstacle_ways.of(turn.session, part.obstacle.id, part.group.id)
    first = row_id(start) if row_id(start) < len(all_) else 0
    shown = list(enumerate(all_, 1))[first : first + SHOWN]
    more = len(all_) > first + SHOWN
    text = paragraphs(
        _("Ways for obstacle {n}").format(n=part.obstacle.number),
        *(lines(Msg("{n}. {words}").format(n=place, words=way.words), counted(way)) for place, way in shown),
    )
    buttons = (
        *(action_button(_("Way {n}").format(n=place), "way", way.id) for place, way in shown),
        action_button(_("Further"), "ways", f"{part.obstacle.id}:{first + SHOWN}") if more else None,
        action_button(_("To the obstacle"), "work", part.obstacle.id),
        page.MENU,
    )
    return Screen(text, stacked(*buttons), passing=True)


def counted(way: Way) -> Text:
    """Say how many are for a way, and how it stands."""
    return _("For it: {n}. It is {state}.").format(n=way.votes, state=STATES[way.status])


async def show(turn: Turn, row: str) -> Screen:
    """Show one way."""
    part, way = await access.way(turn.session, turn.person, row_id(row))
    return await screen(turn.session, turn.person, part, way)


async def screen(session: Session, person: Person, part: Part, way: Way, note: Text | None = None) -> Screen:
    """One way, with what the person can do about it."""
    voted = await obstacle_votes.is_for(session, way.id, person.id)
    tasks = await obstacle_tasks.of(session, way.id) if way.status == CHOSEN else []
    vote = (
        action_button(_("I am not for it"), "way-not-for", way.id)
        if voted
        else action_button(_("I am for it"), "way-for", way.id, "primary")
    )
    buttons = (
        vote if way.status == OPEN else None,
        action_button(_("Tasks"), "tasks", part.obstacle.id) if tasks else None,
        *(_steering(way) if part.steers else ()),
        action_button(_("Ways"), "ways", part.obstacle.id),
        page.MENU,
    )
    return Screen(
        paragraphs(note, f"«{way.words}»", swindles.beware(way.words), counted(way)),
        stacked(*buttons),
        passing=True,
    )


def _steering(way: Way) -> tuple[Button | None, ...]:
    return (
        action_button(_("Choose it"), "way-choose", way.id) if way.status == OPEN else None,
        action_button(_("Add a task"), "add-task", way.id) if way.status == CHOSEN else None,
        action_button(_("Close it"), "way-close", way.id) if way.status != CLOSED else None,
        action_button(_("Open it again"), "way-reopen", way.id) if way.status != OPEN else None,
        action_button(_("Remove it"), "way-remove", way.id),
    )


FLOW, BEGIN = words_flow("propose_way", PROPOSE, access.member, propose)
ACTIONS = (
    BEGIN,
    Action("ways", listed),
    Action("way", show),
)
