"""Signs of danger in what a person writes: the numbers at once, whether somebody should write, and the moderators."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import distress
from bot.domain.matching import Ask
from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import sos
from handlers.base import Action, Turn, row_id
from handlers.moderators import alerts
from storage import danger_alerts, groups, inbox, outbox, requests
from storage.danger_alerts import DangerAlert
from storage.database import Session
from storage.groups import Group
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request

AGAIN: Final = timedelta(minutes=30)  # the same card is not pushed with every sentence
READ: Final = (
    "words",
    "photo",
    "voice",
    "edited",
    "other",
)  # other: below a video or a file words may stand too
# What is asked for when somebody should write; thoughts of death are never handed to a peer alone.
CRISIS: Final = ("psychological", "psychological.crisis")
LISTENER: Final = ("talk", "talk.chat")
MENU: Final = command_button(_("Menu"), "menu")


async def watch(turn: Turn) -> None:
    """Read the words for signs of danger; the numbers go out before anything else, moderators see the kind only."""
    if turn.event.kind not in READ or len(turn.event.text) < 3:
        return
    kinds = {sign.kind for sign in distress.signs(turn.event.text)}
    if not kinds or not await (_is_news if turn.person.consent else _is_news_of_a_stranger)(turn, kinds):
        return
    alert = await danger_alerts.see(turn.session, turn.person.id, kinds) if turn.person.consent else None
    here = turn.arrival.here  # where it was written: the other account's phone may be in other hands
    outbox.push_to(turn.session, here, _card(turn.person, alert), Priority.CRISIS)
    if alert is not None:
        await alerts.danger_seen(turn.session, alert)


def seen_lately(turn: Turn) -> bool:
    """Say whether signs of danger were found in these words of the person, or shortly before them."""
    last = turn.state.get("signs")
    return last is not None and _is_lately(last["at"], turn.session.now)


def _is_lately(at: str, now: datetime) -> bool:
    """A moment that is still to come was read from a clock that was wrong: it keeps no card back."""
    return timedelta(0) <= now - datetime.fromisoformat(at) < AGAIN


async def _is_news_of_a_stranger(turn: Turn, kinds: AbstractSet[str]) -> bool:
    """Of who agreed to nothing only seals are kept, of which nobody can read whose they are or what was written."""
    event, half_hour = turn.event, int(turn.session.now.timestamp() // AGAIN.total_seconds())
    cards = [replace(event, key=f"danger {event.address} {half_hour} {kind}") for kind in sorted(kinds)]
    return bool(await inbox.fresh(turn.session, cards))


async def _is_news(turn: Turn, kinds: AbstractSet[str]) -> bool:
    """Say whether the last card is long ago, or was about something else: a wound after a threat is news."""
    now, last = turn.session.now, turn.state.get("signs")
    seen: set[str] = set()
    if last is not None and _is_lately(last["at"], now):
        seen.update(last["kinds"])
    if kinds <= seen:
        return False
    turn.state["signs"] = {"at": now.isoformat(), "kinds": sorted(seen | kinds)}
    return True


def _card(person: Person, alert: DangerAlert | None) -> Screen:
    """The numbers, and the question whether somebody should write; who has agreed to nothing is asked nothing."""
    calm = _("It sounds as if it is very hard, or dangerous, right now.")
    if alert is None or alert.wish != danger_alerts.UNSAID or person.banned:
        return _with_numbers(person, calm)
    question = _("Would you like somebody from the team to write to you here?")
    yes = _wish_button(_("Yes, please"), alert, danger_alerts.YES)
    no = _wish_button(_("No, thank you"), alert, danger_alerts.NO)
    return Screen(paragraphs(calm, sos.screen(person).text, question), stacked(yes, no, MENU))


def _wish_button(label: Text, alert: DangerAlert, said: str) -> Button:
    return action_button(label, "write-me", f"{alert.id}:{said}")


async def wish(turn: Turn, row: str) -> Screen:
    """Keep whether somebody should write; with a yes, a moderator chooses who."""
    id, _colon, said = row.partition(":")
    alert = await danger_alerts.get(turn.session, row_id(id))
    if (
        alert is None
        or alert.person_id != turn.person.id
        or said not in (danger_alerts.YES, danger_alerts.NO)
    ):
        raise Refused(_("This question is not here any more."))
    new = await danger_alerts.wish(turn.session, alert.id, said)
    alert = await danger_alerts.get(turn.session, alert.id) or alert
    if alert.wish == danger_alerts.NO:
        return _with_numbers(
            turn.person, _("Good. Nobody will write because of this. The numbers stay here for you.")
        )
    request = await _asked_for_somebody(turn.session, turn.person, alert)
    if new:
        await alerts.danger_seen(turn.session, alert)
    chosen = _(
        "Thank you for saying so. A moderator chooses who writes to you; the request has the number {number}. "
        "It may take a while. Until then these numbers answer."
    )
    return _with_numbers(turn.person, chosen.format(number=request.number), _request_button(request))


async def _asked_for_somebody(session: Session, person: Person, alert: DangerAlert) -> Request:
    """The open request for somebody to talk with: the one that is there, or a new one that moderators see first."""
    kind = CRISIS if "self_harm" in alert.kinds else LISTENER
    for request in await requests.of_person(session, person.id):
        if request.status != requests.CLOSED and (request.ask.need, request.ask.subneed) == kind:
            return request
    group = groups.main(person.profile.group, await groups.mine(session, person.id))
    ask = Ask(*kind, region=person.profile.region, urgency="now")
    number = await requests.add(session, person.id, person.language, group, ask, held=True)
    new = await requests.by_number(session, number)
    assert new is not None
    return new


def _with_numbers(person: Person, text: Text, *more: Button) -> Screen:
    """What is said in the place of the card keeps its numbers: the card is rewritten by a press."""
    return Screen(paragraphs(text, sos.screen(person).text), stacked(*more, MENU))


def _request_button(request: Request) -> Button:
    return action_button(_("My request"), "request", request.id)


def nobody_yet(person: Person) -> Screen:
    """Tell honestly that nobody of the team has answered, with the numbers once more."""
    text = _(
        "Nobody from the team has answered yet. We have called them again. "
        "Please do not wait for us: these numbers answer now."
    )
    return _with_numbers(person, text)


def group_is_called(group: Group) -> Screen:
    """Ask a coordinator to wake the moderators; who it is about stays closed."""
    text = _(
        "Somebody in group {n}, {name}, may be in danger, and no moderator has answered. Who it is stays closed. "
        "If you can reach a moderator by phone, or go to one, please do it now."
    ).format(n=group.number, name=group.name)
    return Screen(text, stacked(MENU))


def request_waits(group: Group) -> Screen:
    """Ask a coordinator to wake the moderators about a request; whose it is stays closed."""
    text = _(
        "A request in group {n}, {name}, has been waiting, and no moderator has taken it. Whose it is stays closed. "
        "If you can reach a moderator, please let them know."
    ).format(n=group.number, name=group.name)
    return Screen(text, stacked(MENU))


ACTIONS = (Action("write-me", wish),)
