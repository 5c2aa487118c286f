"""A coordinator says that the request is sent: how, when it was received, its number; from then on its clock runs."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.conversation import Choice, Conversation, Review, Text
from bot.domain.authority import clock
from bot.domain.authority.ways import WAYS
from bot.domain.obstacles.states import ASKED
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.base import Action, Begin, Flow, Turn, row_id
from handlers.obstacles import filing
from handlers.together import access, joint, signing, standing
from handlers.together.day import Day
from handlers.together.words import ended
from storage import joint_requests, obstacles
from storage.database import Session
from storage.joint_requests import DRAFT
from storage.persons import Person

HOW: Final = _("How was the joint request sent?")
WHEN: Final = _(
    "On which day was it received there, or sent? Press it, or write it, for instance: 24.11.2026."
)
NUMBER: Final = _("Which number did the authority give it, or the post office? It can be skipped.")


class Sending(NamedTuple):
    """Which request, and today's date in Kyiv."""

    request_id: int = 0
    today: date = date(2026, 1, 1)


class HowSent(NamedTuple):
    """How and when a request was sent."""

    request_id: int
    way: str
    day: date
    number: str


async def begin(turn: Turn, row: str) -> Begin:
    """Ask how it was sent."""
    part, request = await access.request(turn.session, turn.person, row_id(row))
    access.steers(part)
    if request.status != DRAFT:
        raise Refused(signing.NOT_DRAFT)
    turn.state["joint_sent"] = request.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> Sending:
    """Return which request it is, and today."""
    return Sending(int(turn.state.get("joint_sent", 0)), clock.today(turn.session.now))


def talk(person: Person, about: Sending) -> Conversation[HowSent]:
    """Ask how, when, and for a number; each request has its own questions, so that no answer goes over to another."""
    id, today = about
    how = yield Choice(f"how-{id}", HOW, tuple(WAYS.items()), label=_("How it was sent"))
    days = ((today.isoformat(), _("Today")), ((today - timedelta(days=1)).isoformat(), _("Yesterday")))
    on = yield Day(f"day-{id}", WHEN, days, today=today, label=_("Day"))
    number = yield Text(f"number-{id}", NUMBER, label=_("Its number"), optional=True, limit=40)
    yield Review()
    return HowSent(id, how, date.fromisoformat(on), number or "")


async def finish(session: Session, person: Person, sent: HowSent) -> Screen:
    """Keep it, or say why it cannot be kept."""
    return await ended(_keep(session, person, sent))


async def _keep(session: Session, person: Person, sent: HowSent) -> Screen:
    """Start the clock; everybody in the obstacle hears that the authority was asked."""
    part, request = await access.request(session, person, sent.request_id)
    access.steers(part)
    due = clock.due_on(sent.day)
    look_at = clock.next_look(due, clock.WAITING)
    assert look_at is not None, "its time is ahead, or just over"
    how = sent.way, sent.number
    if request.status != DRAFT or not await joint_requests.sent(
        session, request, (sent.day, due), how, look_at
    ):
        raise Refused(signing.NOT_DRAFT)
    obstacle = await obstacles.lock(session, part.obstacle.id) or part.obstacle
    await filing.move(session, obstacle, ASKED)
    await access.record(session, person, "joint-sent", part)
    note = _("The clock runs: the answer is due by {due}.").format(due=standing.day(due))
    return await joint.screen(session, person, await access.member(session, person, obstacle.id), note)


FLOW = Flow("joint_sent", talk, finish, load, bare=Sending())
ACTIONS = (Action("joint-sent", begin),)
