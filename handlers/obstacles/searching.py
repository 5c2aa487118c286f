"""/obstacles: cards and known obstacles that fit a few words in any of the three languages; without words all cards."""

from collections.abc import Sequence
from typing import Final

from bot.conversation import Conversation, Text
from bot.domain.obstacles.facts import Story
from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, grid, stacked
from handlers.base import Action, Begin, Command, Flow, Reply, Turn
from handlers.obstacles import known, listing
from handlers.obstacles.listing import ASK, MENU, SEARCH, TELL
from storage import known_cards, known_obstacles, obstacles
from storage.cards import Card
from storage.database import Session
from storage.obstacles import Obstacle
from storage.persons import Person

LONGEST: Final = 300  # characters
BEST: Final = 3
WORDS: Final = _(
    "What is it about? A few words are enough, in any language: office, paper, what they demand."
)
FEW: Final = _("For a search a few words are enough: at most {n} characters.").format(n=LONGEST)
NOTHING: Final = _(
    "Nothing like it is known so far. You can tell of it, so that others find it, or ask for help."
)


async def begin(turn: Turn) -> Reply:
    """/obstacles WORDS: what fits; /obstacles: all cards."""
    return await search(turn.session, turn.person, turn.args)


async def search(session: Session, person: Person, words: str) -> Screen:
    """Show the best that fit the words: cards first, then what others met and has no card yet."""
    if not words:
        return await listing.some(session, person)
    if len(words) > LONGEST:
        raise Refused(FEW)
    story = Story(words=words)
    found = [card for card, _likely in await known_cards.nearest(session, story)][:BEST]
    met = [one for one, _likely in await known_obstacles.fitting(session, story) if known.is_shown(one)]
    others = [one for one in met if not await _has_card(session, one, found)][: BEST - len(found)]
    if not found and not others:
        return Screen(NOTHING, stacked(TELL, ASK, SEARCH, MENU), passing=True)
    cards = await listing.told(session, person, found)
    lines = [known.line(other) for other in others]
    buttons = (*map(listing.button, found), *map(known.button, others))
    text = paragraphs(_("This may be it:"), *cards, *lines)
    return Screen(text, (*grid(buttons), *stacked(SEARCH, TELL, MENU)), passing=True)


async def _has_card(session: Session, obstacle: Obstacle, found: Sequence[Card]) -> bool:
    ids = await obstacles.within(session, obstacle.id)
    return any(card.obstacle_id in ids for card in found)


def talk(person: Person) -> Conversation[str]:
    """Ask for a few words; without any, all cards are shown."""
    words: str | None = yield Text("words", WORDS, limit=LONGEST, optional=True)
    return words or ""


async def ask_words(turn: Turn, row: str) -> Begin:
    """Ask what to search for."""
    return Begin(FLOW.name)


FLOW = Flow("search_obstacles", talk, search)
COMMANDS = (
    Command(
        "obstacles",
        _("obstacles|what helped|what helped others"),
        _("What helped others at offices"),
        begin,
    ),
)
ACTIONS = (Action("cards-search", ask_words),)
