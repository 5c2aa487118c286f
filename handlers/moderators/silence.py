"""A person chose that moderators hear: of their silence, or that it is hard; who takes it lets them know."""

from typing import Final

from bot.i18n import Text, When, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.base import row_id
from handlers.moderators import alerts
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from handlers.noticed import HARD, NOTICED, SILENT, tell
from storage import audit, requests
from storage.database import Session
from storage.ids import random_id
from storage.persons import Person

NO_ANSWER: Final = _(
    "A person has not answered for two days how they are, and had wished that a moderator hear of it. "
    "Nothing else is known: it need not mean anything."
)


async def no_answer(session: Session, person: Person) -> None:
    """The person has not answered how they are for two days, and wished that moderators hear it then."""
    await _alert(session, person, SILENT, NO_ANSWER)


async def it_is_hard(session: Session, person: Person) -> None:
    """The person pressed that moderators may know that it has been hard."""
    text = _("A person asks that somebody on the team know: it has been hard for them for a while.")
    await _alert(session, person, HARD, text)


async def _alert(session: Session, person: Person, what: str, text: Text) -> None:
    pending = [r for r in await requests.of_person(session, person.id) if r.status != requests.CLOSED][:3]
    told = _("“I take it” tells them that somebody on the team knows.")
    without = None if pending else _("The person has no open request.")
    take = action_button(_("I take it"), "m-noticed", f"{person.id}-{random_id()}-{what}", "primary")
    cards = (action_button(_("Request {n}").format(n=one.number), "m-request", one.number) for one in pending)
    rows = stacked(take, *cards)
    await alerts.push(session, Screen(paragraphs(text, told, without), rows))


async def take(turn: DeskTurn, row: str) -> Screen:
    """Tell the person, once for each alert, however many press."""
    person, _dash, rest = row.partition("-")
    alert, _dash, what = rest.partition("-")
    if not (row_id(person) and row_id(alert)) or what not in NOTICED:
        raise Misread
    if await audit.has(turn.session, "take", f"alert {alert}"):
        return Screen(_("Somebody on the team has taken this already."), stacked(queue_button()))
    await turn.record("take", f"alert {alert}")
    reached = await tell(turn.session, row_id(person), what)
    when = When(turn.session.now, pattern="HH:mm")
    told = _("Taken by a moderator at {when}. The person has been told.")
    lost = _("Taken by a moderator at {when}. The person cannot be reached any more.")
    return Screen((told if reached else lost).format(when=when), stacked(queue_button()))


ACTIONS = (DeskAction("m-noticed", take),)
