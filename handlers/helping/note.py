"""A note for the next helper: the person who asked for help reads the very words, and says yes or no to them."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.conversation import Conversation, Review, Said, Text as TextQuestion, View
from bot.domain import outcomes
from bot.domain.identifiers import find, strip_controls, untappable
from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers import swindles
from handlers.base import Begin, Flow, Turn, row_id
from handlers.helping.page import MENU
from storage import accounts, hand_over_notes, matches, outbox, requests
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority
from storage.persons import Person

LONGEST: Final = 800
STATE: Final = "note_for"  # in the conversation's state: the match that the note is about
NOT_NOW: Final = _("A note is not needed here any more. Nothing was sent or kept.")
NO_NOTE: Final = _("Good: no note. The request goes on without it.")
TELLS_WHO: Final = _(
    "This looks like a phone, a link, a card, a document or a name on a messenger. Please write it without that."
)
ASKED: Final = _(
    "Thank you. {name} reads it now, word for word, and decides whether the next helper sees it. "
    "Without a yes nobody does."
)
MAY_IT: Final = _(
    "{name}, who helped with request {number}, has written something for whoever helps you next. "
    "Exactly this would be passed on:"
)
YOU_DECIDE: Final = _("May the next helper read it? If not, it is deleted, and {name} does not hear of it.")


class Handed(NamedTuple):
    """The match that was handed over."""

    match_id: int
    name: str
    number: int


class Written(NamedTuple):
    """What the flow gives: which match, and the words."""

    match_id: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Note(TextQuestion):
    """Words in which nothing leads to a person."""

    def hear(self, said: Said, view: View) -> Any:
        """Return the words; raise Refused when they show who somebody is, or ask for money."""
        words = untappable(strip_controls(super().hear(said, view)).strip())
        if find(words):
            raise Refused(TELLS_WHO)
        if not words:
            raise Refused(_("There are no words in this message. Please write a few."))
        return words


async def begin(turn: Turn, row: str) -> Begin:
    """Begin the note; a draft about another match does not come back here."""
    match = await _open_to_a_note(turn.session, row_id(row), turn.person.id)
    if match is None:
        raise Refused(NOT_NOW)
    if turn.state.get(STATE) != match.id:
        turn.state.get("kept", {}).pop(FLOW.name, None)
        if (turn.state.get("draft") or {}).get("flow") == FLOW.name:
            turn.state.pop("draft")
    turn.state[STATE] = match.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> Handed:
    """Return which match it is about; one that is not open to a note any more is refused at the end."""
    match = await _open_to_a_note(turn.session, turn.state.get(STATE, 0), turn.person.id)
    request = await requests.get(turn.session, match.request_id) if match is not None else None
    if match is None or request is None:
        return NOTHING
    return Handed(match.id, match.requester_name, request.number)


def talk(person: Person, handed: Handed) -> Conversation[Written]:
    """Ask for the words, and show them once more."""
    text = _(
        "What should the next helper know about request {number}? What is done, what is still open, "
        "what is better not asked. No names, numbers or addresses. At most {limit} characters."
    )
    words = yield Note(
        "note",
        text.format(number=handed.number, limit=LONGEST),
        label=_("Note"),
        limit=LONGEST,
        optional=True,
    )
    words = yield from swindles.meant(words or "")
    if words:
        yield Review()
    return Written(handed.match_id, words)


async def finish(session: Session, person: Person, written: Written) -> Screen:
    """Keep the note and ask the person it is about; who skipped it leaves none."""
    if not written.words:
        return Screen(NO_NOTE, stacked(MENU))
    match = await _open_to_a_note(session, written.match_id, person.id)
    request = await requests.get(session, match.request_id) if match is not None else None
    if match is None or request is None:
        return Screen(NOT_NOW, stacked(MENU))
    id = await hand_over_notes.add(
        session, match.id, request.id, person.id, match.requester_id, written.words
    )
    if id is None:
        return Screen(NOT_NOW, stacked(MENU))
    asks = paragraphs(
        MAY_IT.format(name=match.helper_name, number=request.number),
        f"«{written.words}»",
        swindles.beware(written.words),
        YOU_DECIDE.format(name=match.helper_name),
    )
    answers = action_button(_("Yes, pass it on"), "note-yes", id), action_button(_("No"), "note-no", id)
    await outbox.push(session, match.requester_id, Screen(asks, (answers, (MENU,))), Priority.TALK)
    return Screen(ASKED.format(name=match.requester_name), stacked(MENU))


async def _open_to_a_note(session: Session, match_id: int, helper_id: int) -> Match | None:
    """Return the match if this helper has handed it over and may leave a note: one, not to who closed the talk,
    and not when nothing reaches the person who would have to agree."""
    match = await matches.get(session, match_id)
    if match is None or match.helper_id != helper_id or match.outcome != outcomes.LEFT:
        return None
    request = await requests.get(session, match.request_id)
    goes_on = request is not None and request.status in (requests.WAITING, requests.MATCHED)
    if not goes_on or match.requester_paused or await accounts.of_person(session, match.requester_id) is None:
        return None
    return match if await hand_over_notes.of_match(session, match.id) is None else None


NOTHING: Final = Handed(0, "", 0)
FLOW = Flow("hand_over_note", talk, finish, load, bare=NOTHING)
