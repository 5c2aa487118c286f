"""Voting for a way, once a person, and taking the vote back; only while the way is open."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen
from handlers.base import Action, Turn, row_id
from handlers.together import access, ways
from handlers.together.access import Part
from storage import obstacle_votes, obstacle_ways
from storage.obstacle_ways import OPEN, Way

NOT_OPEN: Final = _("The group has decided about this way, so nothing was changed.")


async def vote(turn: Turn, row: str) -> Screen:
    """Be for a way; twice is once."""
    part, way = await _open(turn, row)
    await obstacle_votes.add(turn.session, way.id, turn.person.id)
    return await _anew(turn, part, way, _("Counted. It can be taken back."))


async def unvote(turn: Turn, row: str) -> Screen:
    """Take one's vote back."""
    part, way = await _open(turn, row)
    await obstacle_votes.take_back(turn.session, way.id, turn.person.id)
    return await _anew(turn, part, way, _("Your vote is taken back."))


async def _open(turn: Turn, row: str) -> tuple[Part, Way]:
    part, way = await access.way(turn.session, turn.person, row_id(row))
    if way.status != OPEN:
        raise Refused(NOT_OPEN)
    return part, way


async def _anew(turn: Turn, part: Part, way: Way, note: Text) -> Screen:
    now = await obstacle_ways.get(turn.session, way.id) or way
    return await ways.screen(turn.session, turn.person, part, now, note)


ACTIONS = (Action("way-for", vote), Action("way-not-for", unvote))
