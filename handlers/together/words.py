"""A flow of one question in own words about one row: proposing, saying, naming; what could name others is held back."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from bot.conversation import Conversation
from bot.errors import Refused
from bot.i18n import Msg, _
from bot.screens import Screen, command_button, stacked
from handlers import swindles
from handlers.base import Action, Begin, Flow, Turn, row_id
from handlers.obstacles.reporting import Sentence
from storage.database import Session
from storage.persons import Person

NOTHING: Final = _("Nothing was written, so nothing has changed.")
MENU: Final = command_button(_("Menu"), "menu")


class Words(NamedTuple):
    """What somebody said about a row; "" when they skipped it."""

    row: int
    said: str


async def ended(finishing: Awaitable[Screen]) -> Screen:
    """Return the last screen of a flow; also when meanwhile it cannot be done any more: then nothing was written."""
    try:
        return await finishing
    except Refused as refused:
        return Screen(refused.text, stacked(MENU))


def words_flow(
    name: str,
    text: Msg,
    check: Callable[[Session, Person, int], Awaitable[object]],
    finish: Callable[[Session, Person, Words], Awaitable[Screen]],
    limit: int = 500,
    optional: bool = False,
) -> tuple[Flow, Action]:
    """Return a flow and the action that begins it; `check` raises Refused for whom the row is not.

    The question can be skipped; then nothing changes, unless `optional` says that no words are an answer too.
    """

    async def begin(turn: Turn, row: str) -> Begin:
        await check(turn.session, turn.person, row_id(row))
        turn.state[name] = row_id(row)
        return Begin(name)

    async def load(turn: Turn) -> int:
        return int(turn.state.get(name, 0))

    def talk(person: Person, row: int) -> Conversation[Words]:
        said = yield Sentence("words", text, limit=limit, optional=True)
        return Words(row, (yield from swindles.meant(said or "")))

    async def end(session: Session, person: Person, words: Words) -> Screen:
        if not words.said and not optional:
            return Screen(NOTHING, stacked(MENU))
        return await ended(finish(session, person, words))

    return Flow(name, talk, end, load, bare=0), Action(name.replace("_", "-"), begin)
