"""A few words beside an answer, if the person likes: sealed, and read by nobody but them."""

from typing import Final, NamedTuple

from bot.conversation import Conversation, Text
from bot.domain import how_are_you as rules
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen, command_button, stacked
from handlers.base import Begin, Flow, Turn, row_id
from storage import how_are_you_questions as questions
from storage.database import Session
from storage.how_are_you_questions import Question
from storage.persons import Person

MENU: Final = command_button(_("Menu"), "menu")
NO_ANSWER: Final = _("There is no answer of these days to which words could be added. Nothing is kept.")
WORDS: Final = _(
    "A few words about it, if you like: what is heavy, or what is good. They are sealed, and no person reads them. "
    "Only the bot looks whether they speak of danger. If they do, it shows the numbers at once, "
    "and moderators learn of the danger, but not your words."
)
WORDS_KEPT: Final = _("Kept. Only you can see it, under /mydata.")


class Beside(NamedTuple):
    """Words (or none), and the id of the question whose answer they stand beside."""

    id: int
    words: str


async def write(turn: Turn, row: str) -> Begin:
    """Begin to write words beside the newest answer."""
    newest = await _newest_answer(turn)
    if newest is None or newest.id != row_id(row):
        raise Refused(NO_ANSWER)
    return Begin(FLOW.name)


async def _newest_answer(turn: Turn) -> Question | None:
    """The newest question, if it was answered lately: words belong to it."""
    newest = await questions.latest(turn.session, turn.person.id, limit=1)
    fresh = newest and turn.session.now <= newest[0].asked_at + rules.ANSWERED_WITHIN
    return newest[0] if fresh and newest[0].answer else None


def talk_of_words(person: Person, id: int) -> Conversation[Beside]:
    """Ask for words; leaving them out is one press."""
    words = yield Text("words", WORDS, optional=True)
    return Beside(id, words or "")


async def load_words(turn: Turn) -> int:
    """Return the id of the question that the words belong to; 0 when it is too late for any."""
    newest = await _newest_answer(turn)
    return 0 if newest is None else newest.id


async def finish_words(session: Session, person: Person, told: Beside) -> Screen:
    """Keep the words beside the answer."""
    id, words = told
    if not words:
        return Screen(_("Good, no words then."), stacked(MENU), passing=True)
    kept = await questions.add_words(session, id, words)
    return Screen(WORDS_KEPT if kept else NO_ANSWER, stacked(MENU), passing=True)


FLOW = Flow("how_are_you_words", talk_of_words, finish_words, load_words, bare=0)
