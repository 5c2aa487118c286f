"""What the moderators hear of by themselves: each an alert that somebody takes, said again if nobody does."""

from bot.domain import alerts as kinds
from bot.i18n import Text
from bot.screens import Screen
from handlers.moderators import (
    alert_posts,
    alert_screens as screens,
    helper_card,
    obstacle_card,
    on_duty,
    person_card,
    report_card,
    request_card,
)
from storage import alerts, danger_alerts, desks, groups, outbox, talk_reports
from storage.alerts import Alert
from storage.cards import Card
from storage.danger_alerts import DangerAlert
from storage.database import Session
from storage.groups import Group
from storage.helpers import Helper
from storage.ids import random_id
from storage.joint_requests import JointRequest
from storage.matches import Match
from storage.obstacles import Obstacle
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request
from storage.talk_reports import TalkReport


async def raised(
    session: Session,
    kind: str,
    about: int,
    screen: Screen,
    detail: str = "",
    person_id: int | None = None,
    news: bool = False,
) -> None:
    """Call the moderators about a thing; while somebody has it already, only `news` are said."""
    alert, is_new = await alerts.see(session, kind, about, detail, person_id)
    if not is_new and detail:
        alert = await alerts.detailed(session, alert.id, detail)
    if alert.status == alerts.TAKEN and not news:
        return
    await alert_posts.say(session, alert, screen)


async def elsewhere(session: Session, kind: str, about: int, screen: Screen, desk_id: int) -> Alert:
    """Call the moderators of all desks but one, whose answer to a press or command says the same; return the alert."""
    alert, _is_new = await alerts.see(session, kind, about, "", None)
    await alert_posts.say(session, alert, screen, but=desk_id)
    return alert


async def volunteer_waits(session: Session, helper: Helper) -> None:
    """Somebody volunteered and waits for approval."""
    await raised(session, kinds.VOLUNTEER, helper.number, helper_card.card(helper, screens.NEW_VOLUNTEER))


async def helper_is_tired(session: Session, helper: Helper) -> None:
    """A helper asked that the moderators know that helping weighs on them."""
    await raised(session, kinds.TIRED, helper.number, helper_card.card(helper, screens.IS_TIRED))


async def still_paused(session: Session, helper: Helper) -> None:
    """A helper is paused for a report that is there no more."""
    await raised(session, kinds.PAUSED, helper.number, helper_card.card(helper, screens.STILL_PAUSED))


async def asks_again(session: Session, person: Person) -> None:
    """A banned person asks that it is looked at again."""
    card = await person_card.card(session, person, screens.ASKS_AGAIN)
    await _raised_about(session, kinds.APPEAL, person, card)


async def request_held(session: Session, request: Request) -> None:
    """A request waits for a moderator before any helper sees it."""
    card = await request_card.card(session, request, screens.IS_HELD)
    await raised(session, kinds.HELD, request.number, card, request.ask.urgency)


async def nobody_found(session: Session, request: Request) -> None:
    """Nobody has accepted a request for too long."""
    card = await request_card.card(session, request, screens.NOBODY_FOUND)
    await raised(session, kinds.NOBODY, request.number, card, request.ask.urgency)


async def obstacle_told(session: Session, obstacle: Obstacle) -> None:
    """Somebody told of a new obstacle."""
    card = await obstacle_card.card(session, obstacle, screens.NEW_OBSTACLE)
    await raised(session, kinds.OBSTACLE, obstacle.number, card)


async def obstacle_is_back(session: Session, obstacle: Obstacle) -> None:
    """Somebody says that a solved obstacle is back."""
    card = await obstacle_card.card(session, obstacle, screens.IS_BACK)
    await raised(session, kinds.RETURNED, obstacle.number, card)


async def card_failed(session: Session, card: Card) -> None:
    """Somebody says of a card that it went otherwise."""
    await raised(session, kinds.CARD, card.number, screens.card_failed(card))


async def joint_request_stands(
    session: Session, request: JointRequest, obstacle: Obstacle, stage: str, text: Text
) -> None:
    """The clock of a joint request has come to a stage, and its group has nobody to hear it."""
    await raised(session, kinds.JOINT, request.number, screens.joint(obstacle, text), stage, news=True)


async def match_silent(session: Session, match: Match) -> None:
    """A helper accepted and has not written."""
    await raised(session, kinds.SILENT, match.number, await screens.silent(session, match))


async def reported(session: Session, report: TalkReport) -> None:
    """One side of a talk reports it; the other, if they help, is paused."""
    card = await report_card.card(session, report, screens.IS_REPORTED)
    await raised(session, kinds.REPORT, report.number, card, news=True)


async def report_shows(session: Session, report_id: int) -> None:
    """Who reported a talk has chosen what to show of it."""
    report = await talk_reports.get(session, report_id)
    if report is not None:
        card = await report_card.card(session, report, screens.IS_SHOWN)
        await raised(session, kinds.REPORT, report.number, card, alerts.SHOWN, news=True)


async def unreached(session: Session, match: Match, lost_side: str) -> None:
    """Words for one side ("requester" or "helper") of a talk have nowhere to go."""
    card = await screens.unreached(session, match, lost_side)
    await raised(session, kinds.UNREACHED, match.number, card, lost_side, news=True)


async def danger_seen(session: Session, alert: DangerAlert) -> None:
    """Signs of danger were found in what a person wrote; the words themselves stay closed."""
    await raised(session, kinds.DANGER, alert.id, await screens.danger(session, alert), news=True)
    if alert.status == danger_alerts.OPEN:
        await on_duty.ring(session, alert.rounds)


async def no_answer(session: Session, person: Person) -> None:
    """The person has not answered how they are for two days, and wished that moderators hear it then."""
    screen = await screens.person(session, person.id, screens.NO_ANSWER)
    await _raised_about(session, kinds.UNANSWERED, person, screen)


async def it_is_hard(session: Session, person: Person) -> None:
    """The person pressed that moderators may know that it has been hard."""
    screen = await screens.person(session, person.id, screens.IS_HARD)
    await _raised_about(session, kinds.HARD, person, screen)


async def _raised_about(session: Session, kind: str, person: Person, screen: Screen) -> None:
    """Call the moderators about a person: one alert of a kind, also when it is said again."""
    about = await alerts.about_person(session, kind, person.id) or random_id()
    await raised(session, kind, about, screen, person_id=person.id, news=True)


async def asks_to_join(session: Session, group: Group, joining_id: int) -> None:
    """A person asks to join a group, and no coordinator can answer, or none did in time."""
    await raised(session, kinds.JOINING, joining_id, screens.joining(group, joining_id))


async def coordinator_left(session: Session, group: Group) -> None:
    """A coordinator is one no longer; the moderators hear of it when the group has no other."""
    if not await groups.coordinators(session, group.id):
        await raised(session, kinds.UNLED, group.number, screens.unled(group))


async def push(session: Session, screen: Screen, priority: Priority = Priority.REPLY) -> None:
    """Send a screen, which nobody has to take, to every moderators' chat."""
    for desk in await desks.every(session):
        outbox.push_to(session, desk, screen, priority)
