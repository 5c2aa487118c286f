"""What each alert says: cards without names or words."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import labels, on_duty
from handlers.moderators.base import queue_button
from storage import danger_alerts, helpers, person_numbers, requests
from storage.cards import Card
from storage.danger_alerts import DangerAlert
from storage.database import Session
from storage.groups import Group
from storage.matches import Match
from storage.obstacles import Obstacle
from storage.requests import Request

SIGNS: Final[Mapping[str, Msg]] = {
    "self_harm": ctx("desk", "thoughts of death"),
    "danger": ctx("desk", "violence or danger"),
    "medical": ctx("desk", "health in danger"),
}
WISHES: Final[Mapping[str, Msg]] = {
    danger_alerts.UNSAID: _("They have not said yet whether somebody should write to them."),
    danger_alerts.YES: _("They would like somebody to write to them: please choose who, under the request."),
    danger_alerts.NO: _("They would not like anybody to write to them."),
}
_TAKING = _("The person has the SOS numbers already. “I take it” tells them that somebody on the team knows.")
SIDES: Final[Mapping[str, Msg]] = {
    "requester": _("the person who asked for help"),
    "helper": _("the helper"),
}
NEW_VOLUNTEER = _("A new volunteer waits for approval.")
IS_TIRED = _("Helping weighs on this helper just now, who asked to tell you.")
IS_HELD = _("A request waits for a moderator before helpers see it.")
NOBODY_FOUND = _("Nobody has accepted this request yet.")
MATCH_SILENT = _("Talk {talk}: helper {helper} accepted {age} ago and has not written yet.")
NEW_OBSTACLE = _("A new obstacle was told of.")
IS_REPORTED = _("A report about a talk.")
STILL_PAUSED = _(
    "Who reported a talk with this helper has deleted everything, also the report. The helper is still paused."
)
ASKS_AGAIN = _("A banned person asks that it is looked at again.")
IS_SHOWN = _("Who reported this has shown what was written.")
IS_BACK = _("Somebody says that a solved obstacle is back.")
NOBODY_STEERS = _(
    "Nobody in a group can steer it now. A coordinator can be named (/coordinator), or the obstacle given to another "
    "group; then it goes on there."
)
NO_ANSWER: Final = _(
    "A person has not answered for two days how they are, and had wished that a moderator hear of it. "
    "Nothing else is known: it need not mean anything."
)
IS_HARD: Final = _("A person asks that somebody on the team know: it has been hard for them for a while.")


async def danger(session: Session, alert: DangerAlert) -> Screen:
    """Signs of danger were found in what a person wrote."""
    signs = labels.several(tuple(sign for kind, sign in SIGNS.items() if kind in alert.kinds))
    is_open = alert.status == danger_alerts.OPEN
    pending, buttons = await _requests(session, alert.person_id)
    text = paragraphs(
        _("Signs of danger in a message: {kinds}.").format(kinds=signs),
        await on_duty.called(session, alert.rounds) if is_open else None,
        labels.called(WISHES, alert.wish),
        _TAKING if is_open else None,
        pending,
    )
    return Screen(text, stacked(_write_button(alert), *buttons))


def _write_button(alert: DangerAlert) -> Button | None:
    """The way to write to the person, unless they said that nobody should."""
    if alert.wish == danger_alerts.NO:
        return None
    return action_button(_("Write to the person"), "m-write", f"alert-{alert.id}")


async def person(session: Session, person_id: int, text: Text) -> Screen:
    """A person wished that moderators hear something of them."""
    pending, buttons = await _requests(session, person_id)
    told = _("“I take it” tells them that somebody on the team knows.")
    number = await person_numbers.of(session, person_id)
    write = action_button(_("Write to the person"), "m-write", f"person-{number}")
    return Screen(paragraphs(text, told, pending), stacked(write, *buttons))


async def _requests(session: Session, person_id: int) -> tuple[Text | None, list[Button]]:
    """Return the way to what a person asks for, or that it is nothing."""
    open_ones = [r for r in await requests.of_person(session, person_id) if r.status != requests.CLOSED]
    return None if open_ones else _("The person has no open request."), [_button(r) for r in open_ones[:3]]


async def silent(session: Session, match: Match) -> Screen:
    """A helper accepted and has not written."""
    age = labels.age(match.created_at, session.now)
    text = MATCH_SILENT.format(talk=match.number, helper=await _helper(session, match), age=age)
    return Screen(text, stacked(*await _card_of(session, match), queue_button()))


async def unreached(session: Session, match: Match, lost_side: str) -> Screen:
    """Words for one side ("requester" or "helper") of a talk have nowhere to go."""
    who = _("Not reached: {who}").format(who=labels.called(SIDES, lost_side))
    news = _("Messages of a talk do not arrive: the bot is blocked, or the chat is gone.")
    text = paragraphs(news, lines(await _talk(session, match), who))
    return Screen(text, stacked(*await _card_of(session, match), queue_button()))


def card_failed(card: Card) -> Screen:
    """Somebody says of a card that it went otherwise."""
    text = _("Card {n}: it went otherwise for somebody. It may need to be mended, or hidden.")
    look = action_button(_("Card {n}").format(n=card.number), "m-card", card.number)
    return Screen(text.format(n=card.number), stacked(look, queue_button()))


def joint(obstacle: Obstacle, text: Text) -> Screen:
    """The clock of a joint request has come to something, and its group has nobody to hear it."""
    card = action_button(_("Obstacle {n}").format(n=obstacle.number), "m-obstacle", obstacle.number)
    return Screen(paragraphs(text, NOBODY_STEERS), stacked(card, queue_button()))


def joining(group: Group, joining_id: int) -> Screen:
    """A person asks to join a group, and nobody of it answers; who asks stays unknown."""
    text = _("A person asks to join group {n}, {name}. No coordinator has answered.")
    answers = (
        action_button(_("Yes, take in"), "m-join", f"{joining_id}-yes"),
        action_button(_("Not now"), "m-join", f"{joining_id}-no"),
    )
    return Screen(text.format(n=group.number, name=group.name), (answers, (group_button(group),)))


def unled(group: Group) -> Screen:
    """A group has no coordinator."""
    text = _("Group {n}, {name}, has no coordinator now. Who asks to join comes here.")
    return Screen(text.format(n=group.number, name=group.name), stacked(group_button(group)))


def group_button(group: Group) -> Button:
    """The way to a group's card."""
    return action_button(_("Group {n}").format(n=group.number), "m-group", group.number)


async def _talk(session: Session, match: Match) -> Text:
    return _("Talk {talk}, helper {helper}").format(talk=match.number, helper=await _helper(session, match))


async def _helper(session: Session, match: Match) -> int | str:
    helper = await helpers.get(session, match.helper_id)
    return "?" if helper is None else helper.number


async def _card_of(session: Session, match: Match) -> tuple[Button, ...]:
    request = await requests.get(session, match.request_id)
    return () if request is None else (_button(request),)


def _button(request: Request) -> Button:
    return action_button(_("Request {n}").format(n=request.number), "m-request", request.number)
