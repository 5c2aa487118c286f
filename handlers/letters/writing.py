"""Writing to the moderators: in answer to a letter, or first; who reads it is said before a word is written."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.conversation import Conversation, Review, Said, Text as TextQuestion, View
from bot.domain.correspondence import LONGEST, UNANSWERED
from bot.domain.identifiers import find, strip_controls
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, command_button, stacked
from handlers.base import Begin, Flow, Reply, Turn
from handlers.moderators import correspondence as desk
from handlers.talk.access import MENU
from handlers.talk.words import NAMES
from storage import correspondences, letters
from storage.database import Session
from storage.persons import Person

NAME: Final = "letter"
ASKS: Final = _(
    "What would you like to tell the moderators? The one on duty reads it, and the others of the team can; "
    "helpers cannot. They answer from 9 to 21, Kyiv time. If it cannot wait, /sos shows numbers that answer now."
)
SENT: Final = _(
    "Your letter is with the moderators. The answer comes here. They answer from 9 to 21, Kyiv time."
)
ENOUGH: Final = _(
    "Your earlier letters still wait for an answer. The moderators have them, and the next one can be sent "
    "when they have answered. If it cannot wait, /sos shows numbers that answer now."
)
NOT_YET: Final = _(
    "Your earlier letters still wait for an answer, so this one was not sent yet. It stays here, and “Send” works "
    "when the moderators have answered. If it cannot wait, /sos shows numbers that answer now."
)
NOTHING: Final = _("Nothing was written, so nothing has changed.")
SHOWS: Final = _("It shows: {what}. The moderators will read it as it is.")


class Standing(NamedTuple):
    """What the person answers: the words of the moderators' last letter; "" when the person writes first."""

    last: str = ""


class Letter(NamedTuple):
    """What the flow gives; no words when they were skipped."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Words(TextQuestion):
    """Words without what nobody can see in them."""

    def hear(self, said: Said, view: View) -> Any:
        """Return the words; raise Refused when none can be seen."""
        words = strip_controls(super().hear(said, view)).strip()
        if not words:
            raise Refused(_("There are no words in this message. Please write a few."))
        return words


async def begin(turn: Turn) -> Reply:
    """/team; while many letters wait for an answer, say so before one more is written."""
    if await _waiting(turn) < UNANSWERED:
        return Begin(NAME)
    return Screen(ENOUGH, stacked(command_button(_("SOS numbers"), "sos"), MENU), passing=True)


async def load(turn: Turn) -> Standing:
    """Return what would be answered."""
    held = await correspondences.of_person(turn.session, turn.person.id)
    found = await letters.latest(turn.session, held.id, 1) if held is not None else []
    return Standing(found[0].words) if found and not found[0].by_person else Standing()


def talk(person: Person, standing: Standing) -> Conversation[Letter]:
    """Ask for the words, and show them once more."""
    answered = f"«{standing.last}»" if standing.last else None
    asks = paragraphs(answered, ASKS)
    words = yield Words("words", asks, label=_("Letter"), limit=LONGEST, optional=True)
    if words:
        yield Review(text=lines(_shows(words), _("Send it to the moderators?")))
    return Letter(words or "")


def _shows(words: str) -> Text | None:
    kinds = dict.fromkeys(found.kind for found in find(words))
    return SHOWS.format(what=lines(*(NAMES[kind] for kind in kinds), separator=", ")) if kinds else None


async def may_send(turn: Turn, letter: Letter) -> None:
    """Refuse one more while many wait for an answer; what was written stays."""
    if letter.words and await _waiting(turn) >= UNANSWERED:
        raise Refused(NOT_YET)


async def finish(session: Session, person: Person, letter: Letter) -> Screen:
    """Keep the letter, and bring it to the moderators."""
    if not letter.words:
        return Screen(NOTHING, stacked(MENU))
    held = await correspondences.open_with(session, person.id, correspondences.BY_PERSON)
    await letters.add(session, held, letter.words, by_person=True)
    await correspondences.asked(session, held.id)
    await desk.letter_came(session, held.id)
    return Screen(SENT, stacked(MENU))


async def _waiting(turn: Turn) -> int:
    held = await correspondences.of_person(turn.session, turn.person.id)
    if held is None or held.waiting_since is None:
        return 0
    return await letters.written_since(turn.session, held.person_id, held.waiting_since)


FLOW = Flow(NAME, talk, finish, load, may_send, bare=Standing())
