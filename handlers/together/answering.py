"""A coordinator says what the authority answered: it moves the obstacle; everybody in it and all who signed hear."""

from typing import Final, NamedTuple

from bot.conversation import Choice, Conversation, Review
from bot.domain.authority import complaint
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers import swindles
from handlers.base import Action, Begin, Flow, Turn, row_id
from handlers.obstacles.reporting import Sentence
from handlers.together import access, joint, standing
from handlers.together.words import ended
from storage import joint_requests, joint_signatures, obstacles
from storage.database import Session
from storage.joint_requests import SENT
from storage.persons import Person

WHAT: Final = _("What did the authority answer?")
WORDS: Final = _(
    "What did it say, in a few words? Everybody who met the obstacle reads them. No names or numbers of people, please."
)
THANKS: Final = _("Thank you. Everybody in it will be told.")
COMPLAINT: Final = _(
    "Thank you. Everybody in it will be told. If the refusal is without ground, or the answer is incomplete: "
    "a complaint is drafted under “Steer it”."
)
NOT_SENT: Final = _("This joint request waits for no answer now. Nothing was changed.")


class Reply(NamedTuple):
    """What was answered to which request."""

    request_id: int
    answer: str
    words: str


async def begin(turn: Turn, row: str) -> Begin:
    """Ask what it answered."""
    part, request = await access.request(turn.session, turn.person, row_id(row))
    access.steers(part)
    if request.status != SENT:
        raise Refused(NOT_SENT)
    turn.state["joint_answer"] = request.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> int:
    """Return which request it is."""
    return int(turn.state.get("joint_answer", 0))


def talk(person: Person, id: int) -> Conversation[Reply]:
    """Ask for one of four answers, and for words."""
    answer = yield Choice(f"answer-{id}", WHAT, tuple(standing.ANSWERS.items()), label=_("It answered"))
    words = yield Sentence(f"words-{id}", WORDS, label=_("Its words"), optional=True, limit=500)
    words = yield from swindles.meant(words or "")
    yield Review()
    return Reply(id, answer, words)


async def finish(session: Session, person: Person, reply: Reply) -> Screen:
    """Keep it, or say why it cannot be kept."""
    return await ended(_keep(session, person, reply))


async def _keep(session: Session, person: Person, reply: Reply) -> Screen:
    """Keep the answer and bring the obstacle into the state that it means, once."""
    part, request = await access.request(session, person, reply.request_id)
    access.steers(part)
    if request.status != SENT or not await joint_requests.answered(
        session, request, reply.answer, reply.words
    ):
        raise Refused(NOT_SENT)
    obstacle = await obstacles.lock(session, part.obstacle.id) or part.obstacle
    await obstacles.change(session, obstacle, reply.answer)  # also when it stands so: this answer is news
    await joint_signatures.tell(session, request.id)
    await access.record(session, person, "joint-answer", part, reply.answer)
    part = await access.member(session, person, obstacle.id)
    return await joint.screen(session, person, part, COMPLAINT if reply.answer in complaint.OF else THANKS)


FLOW = Flow("joint_answer", talk, finish, load, bare=0)
ACTIONS = (Action("joint-answer", begin),)
