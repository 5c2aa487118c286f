"""What the moderators hear of by themselves: cards without names or words, to every desk."""

from collections.abc import Mapping

from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import helper_card, labels, obstacle_card, report_card, request_card
from handlers.moderators.base import queue_button
from storage import danger_alerts, desks, groups, helpers, outbox, requests, talk_reports
from storage.cards import Card
from storage.danger_alerts import DangerAlert
from storage.database import Session
from storage.groups import Group
from storage.helpers import Helper
from storage.matches import Match
from storage.obstacles import Obstacle
from storage.outbox import Priority
from storage.requests import Request
from storage.talk_reports import TalkReport

SIGNS: Mapping[str, Msg] = {
    "self_harm": ctx("desk", "thoughts of death"),
    "danger": ctx("desk", "violence or danger"),
    "medical": ctx("desk", "health in danger"),
}
WISHES: Mapping[str, Msg] = {
    danger_alerts.UNSAID: _("They have not said yet whether somebody should write to them."),
    danger_alerts.YES: _("They would like somebody to write to them: please choose who, under the request."),
    danger_alerts.NO: _("They would not like anybody to write to them."),
}
_TAKING = _("The person has the SOS numbers already. “I take it” tells them that somebody on the team knows.")
SIDES: Mapping[str, Msg] = {
    "requester": _("the person who asked for help"),
    "helper": _("the helper"),
}
NOBODY_FOUND = _("Nobody has accepted this request yet.")
MATCH_SILENT = _("Talk {talk}: helper {helper} accepted {age} ago and has not written yet.")


async def volunteer_waits(session: Session, helper: Helper) -> None:
    """Somebody volunteered and waits for approval."""
    await push(session, helper_card.card(helper, _("A new volunteer waits for approval.")))


async def helper_is_tired(session: Session, helper: Helper) -> None:
    """A helper asked that the moderators know that helping weighs on them."""
    await push(
        session, helper_card.card(helper, _("Helping weighs on this helper just now, who asked to tell you."))
    )


async def request_held(session: Session, request: Request) -> None:
    """A request waits for a moderator before any helper sees it."""
    note = _("A request waits for a moderator before helpers see it.")
    await push(session, await request_card.card(session, request, note))


async def nobody_found(session: Session, request: Request) -> None:
    """Nobody has accepted a request for too long."""
    await push(session, await request_card.card(session, request, NOBODY_FOUND))


async def obstacle_told(session: Session, obstacle: Obstacle, note: Text) -> None:
    """Somebody told of a new obstacle, or that one is back."""
    await push(session, await obstacle_card.card(session, obstacle, note))


async def card_failed(session: Session, card: Card) -> None:
    """Somebody says of a card that it went otherwise."""
    text = _("Card {n}: it went otherwise for somebody. It may need to be mended, or hidden.")
    look = action_button(_("Card {n}").format(n=card.number), "m-card", card.number)
    await push(session, Screen(text.format(n=card.number), stacked(look, queue_button())))


async def joint_request_stands(session: Session, obstacle: Obstacle, text: Text) -> None:
    """The clock of a joint request has come to something, and its group has nobody to hear it."""
    card = action_button(_("Obstacle {n}").format(n=obstacle.number), "m-obstacle", obstacle.number)
    await push(session, Screen(text, stacked(card, queue_button())))


async def match_silent(session: Session, match: Match) -> None:
    """A helper accepted and has not written."""
    helper = await helpers.get(session, match.helper_id)
    text = MATCH_SILENT.format(
        talk=match.number,
        helper="?" if helper is None else helper.number,
        age=labels.age(match.created_at, session.now),
    )
    await push(session, Screen(text, stacked(*await _card_of(session, match), queue_button())))


async def reported(session: Session, report: TalkReport) -> None:
    """One side of a talk reports it; the other, if they help, is paused."""
    await push(session, await report_card.card(session, report, _("A report about a talk.")))


async def report_shows(session: Session, report_id: int) -> None:
    """Who reported a talk has chosen what to show of it."""
    report = await talk_reports.get(session, report_id)
    if report is not None:
        note = _("Who reported this has shown what was written.")
        await push(session, await report_card.card(session, report, note))


async def unreached(session: Session, match: Match, lost_side: str) -> None:
    """Words for one side ("requester" or "helper") of a talk have nowhere to go."""
    who = _("Not reached: {who}").format(who=labels.called(SIDES, lost_side))
    news = _("Messages of a talk do not arrive: the bot is blocked, or the chat is gone.")
    text = paragraphs(news, lines(await _talk(session, match), who))
    await push(session, Screen(text, stacked(*await _card_of(session, match), queue_button())))


async def _talk(session: Session, match: Match) -> Text:
    helper = await helpers.get(session, match.helper_id)
    number = "?" if helper is None else helper.number
    return _("Talk {talk}, helper {helper}").format(talk=match.number, helper=number)


async def danger_seen(session: Session, alert: DangerAlert) -> None:
    """Signs of danger were found in what a person wrote; the words themselves stay closed."""
    pending = [r for r in await requests.of_person(session, alert.person_id) if r.status != requests.CLOSED]
    is_open = alert.status == danger_alerts.OPEN
    waits = _("Nobody has taken this for {age}.").format(age=labels.age(alert.at, session.now))
    text = paragraphs(
        _("Signs of danger in a message: {kinds}.").format(
            kinds=labels.several(tuple(sign for kind, sign in SIGNS.items() if kind in alert.kinds))
        ),
        waits if is_open and alert.rounds > 1 else None,
        labels.called(WISHES, alert.wish),
        _TAKING if is_open else _("Somebody on the team has taken this already."),
        None if pending else _("The person has no open request."),
    )
    take = action_button(_("I take it"), "m-take", alert.id, "primary") if is_open else None
    rows = stacked(take, *(_button(request) for request in pending[:3]))
    await push(session, Screen(text, rows), Priority.CRISIS)


async def asks_to_join(session: Session, group: Group, joining_id: int) -> None:
    """A person asks to join a group, and no coordinator can answer, or none did in time."""
    await push(session, joining_question(group, joining_id))


def joining_question(group: Group, joining_id: int) -> Screen:
    """What a moderator reads and presses; who asks stays unknown."""
    text = _("A person asks to join group {n}, {name}. No coordinator has answered.")
    answers = (
        action_button(_("Yes, take in"), "m-join", f"{joining_id}-yes"),
        action_button(_("Not now"), "m-join", f"{joining_id}-no"),
    )
    return Screen(text.format(n=group.number, name=group.name), (answers, (group_button(group),)))


async def coordinator_left(session: Session, group: Group) -> None:
    """A coordinator is one no longer; the moderators hear of it when the group has no other."""
    if not await groups.coordinators(session, group.id):
        text = _("Group {n}, {name}, has no coordinator now. Who asks to join comes here.")
        await push(
            session, Screen(text.format(n=group.number, name=group.name), stacked(group_button(group)))
        )


def group_button(group: Group) -> Button:
    """The way to a group's card."""
    return action_button(_("Group {n}").format(n=group.number), "m-group", group.number)


async def _card_of(session: Session, match: Match) -> tuple[Button, ...]:
    request = await requests.get(session, match.request_id)
    return () if request is None else (_button(request),)


def _button(request: Request) -> Button:
    return action_button(_("Request {n}").format(n=request.number), "m-request", request.number)


async def push(session: Session, screen: Screen, priority: Priority = Priority.REPLY) -> None:
    """Send a screen to every moderators' chat."""
    for desk in await desks.every(session):
        outbox.push_to(session, desk, screen, priority)
