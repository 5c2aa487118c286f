"""All obstacles, paged, looked through by words: states, places, offices, months in any language, or by likeness."""

import re
from typing import Final

from bot.domain.obstacles import filters
from bot.domain.obstacles.facts import Story
from bot.domain.obstacles.filters import Filter
from bot.i18n import _, lines, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.moderators import obstacle_lines
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import known_obstacles, obstacles
from storage.database import Session
from storage.obstacles import Obstacle

PAGE: Final = 6
LIKENED: Final = 30  # the likest; of these those that fit the rest of the words are shown
ROW: Final = re.compile(r"([0-9]{1,6})-(.{0,42})")
LONGEST: Final = 42  # characters of a filter on a button
EXAMPLE: Final = _("/obstacles kherson refused")


async def every(turn: DeskTurn) -> Screen:
    """/obstacles, or /obstacles WORDS."""
    if len(turn.args) > 200:
        raise Misread
    return await _page(turn, filters.read(turn.args), 0)


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show one page; the words of the search are on the button as codes."""
    found = ROW.fullmatch(row)
    if found is None:
        raise Misread
    try:
        return await _page(turn, filters.decoded(found[2]), int(found[1]))
    except KeyError:
        raise Misread from None


async def _page(turn: DeskTurn, wanted: Filter, offset: int) -> Screen:
    await turn.record("browse", "obstacles")
    found = [
        one for one in await _all(turn.session, wanted) if wanted.fits(one.facts, one.status, one.created_at)
    ]
    offset = offset if offset < len(found) else 0  # they went meanwhile: what still fits stands before
    shown = found[offset : offset + PAGE]
    more = len(found) > offset + PAGE and not wanted.like and len(wanted.code) <= LONGEST
    further = action_button(_("Further"), "m-obstacles", f"{offset + PAGE}-{wanted.code}") if more else None
    numbered = tuple(action_button(str(one.number), "m-obstacle", one.number) for one in shown)
    heat = action_button(_("Heat table"), "m-heat", "-rh")
    nothing = lines(_("Nothing fits. For instance:"), EXAMPLE, _("/obstacles translation of a passport"))
    text = paragraphs(
        obstacle_lines.title(found, wanted),
        *[await obstacle_lines.item(turn.session, one) for one in shown],
        None if shown else nothing,
    )
    return Screen(text, (*grid(numbered, 3), *stacked(further, heat, queue_button())))


async def _all(session: Session, wanted: Filter) -> list[Obstacle]:
    if wanted.like:
        return await known_obstacles.likest(session, Story(words=wanted.like), LIKENED)
    return await obstacles.all_live(session)


COMMANDS = (
    DeskCommand("obstacles", EXAMPLE, _("Obstacles: by state, place, office, month, or any words"), every),
)
ACTIONS = (DeskAction("m-obstacles", page),)
