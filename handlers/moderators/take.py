"""Taking an alert, by its button or its number; and saying that it is done where nobody else can know."""

from bot.domain import alerts as kinds
from bot.errors import Refused
from bot.i18n import _, lines
from bot.screens import Screen, command_button, stacked
from handlers import noticed
from handlers.moderators import alert_kinds
from handlers.moderators.alert_posts import LOST, TOLD, shown, taken
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers, queue_button
from handlers.moderators.own import decided_about, must_be_about_others
from storage import agreements, alerts, danger_alerts, outbox
from storage.alerts import Alert
from storage.database import Session
from storage.outbox import Priority

SEEN = _(
    "Your message has not gone unnoticed: somebody on our team knows that it is very hard right now. "
    "The numbers to call are under /sos."
)
_MAY_ASK = _("If you would like to talk with a person here, press “Ask for help”.")
_WAS_ASKED = _("Your wish that somebody write to you is not forgotten.")
_BY_ANSWER = _("This one is answered by the buttons under it; nobody has to take it before.")
_NOT_THE_ASKER = _("You asked for this yourself: another moderator has to look at it.")
_WAS_DONE = _("Alert {n} is closed already.")


async def take(turn: DeskTurn, row: str) -> Screen | None:
    """Take an alert: of two who press at once, one has it; the person whom it is about hears, where there is one."""
    alert = await find(turn, row)
    await must_be_about_others(turn, await decided_about(turn.session, alert))
    await _may_be_taken(turn, alert)
    now = turn.session.now
    if not await alerts.take(
        turn.session, alert.id, turn.moderator.number, kinds.taken_until(alert.kind, now)
    ):
        alert = await find(turn, row)
        if alert.status == alerts.DONE:
            raise Refused(_WAS_DONE.format(n=alert.number))
        raise Refused(taken(alert) or _WAS_DONE.format(n=alert.number))
    await turn.record("take", f"alert {alert.number}")
    reached = await _tell(turn.session, alert)
    if reached is not None:
        await alerts.detailed(turn.session, alert.id, TOLD if reached else LOST)
    return await _show(turn, alert.id)


async def _may_be_taken(turn: DeskTurn, alert: Alert) -> None:
    if kinds.KINDS[alert.kind].answered:
        raise Refused(_BY_ANSWER)
    wish = await agreements.get(turn.session, alert.about) if alert.kind == kinds.AGREEMENT else None
    if wish is not None and wish.asker == turn.moderator.number:
        raise Refused(_NOT_THE_ASKER)


async def done(turn: DeskTurn, row: str) -> Screen | None:
    """End an alert that somebody took, and of which nobody else knows when it is done."""
    alert = await find(turn, row)
    await must_be_about_others(turn, await decided_about(turn.session, alert))
    if alert.status == alerts.OPEN or not kinds.KINDS[alert.kind].by_hand:
        raise Refused(_("Alert {n} ends by itself, as soon as it is done.").format(n=alert.number))
    if not await alerts.end(turn.session, alert.id):
        raise Refused(_WAS_DONE.format(n=alert.number))
    await turn.record("done", f"alert {alert.number}")
    return await _show(turn, alert.id)


async def typed(turn: DeskTurn) -> Screen | None:
    """/take 12."""
    return await take(turn, turn.args)


async def find(turn: DeskTurn, row: str) -> Alert:
    """Return the alert with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    alert = await alerts.by_number(turn.session, number)
    if alert is None:
        raise Refused(_("There is no alert {n}. /alerts shows what waits.").format(n=number))
    return alert


async def _show(turn: DeskTurn, id: int) -> Screen | None:
    """Rewrite the alert wherever it stands; what was pressed elsewhere, or typed, has its own answer."""
    alert = await alerts.get(turn.session, id)
    assert alert is not None, "it was just changed"
    pressed = (turn.desk.id, turn.event.message) if turn.event.press else alert_kinds.NOWHERE
    if pressed in await alert_kinds.bring_up(turn.session, alert, pressed):
        return None
    said = shown(turn.session, alert, await alert_kinds.screen(turn.session, alert))
    return said if said.rows else Screen(said.text, stacked(queue_button()))


async def let_go_of(session: Session, moderator: int) -> None:
    """Open anew whatever a moderator had taken who left the chat: nobody else would look at it."""
    for alert in await alerts.of_moderator(session, moderator):
        newer = alert.kind == kinds.DANGER and not await danger_alerts.reopen(session, alert.about)
        if newer:  # the person has another alert that is open
            await alerts.end(session, alert.id)
        else:
            await alerts.left(session, alert.id, kinds.when_left(alert.kind, session.now))


async def _tell(session: Session, alert: Alert) -> bool | None:
    """Let the person hear once that somebody has noticed; whether they were reached, None where nobody is to hear."""
    if alert.kind in NOTICED:
        if alert.detail == TOLD:
            return None
        person_id = await alerts.person_of(session, alert.id) or 0
        return await noticed.tell(session, person_id, NOTICED[alert.kind])
    danger = await danger_alerts.get(session, alert.about) if alert.kind == kinds.DANGER else None
    if danger is None or not await danger_alerts.take(session, danger.id) or alert.detail == TOLD:
        return None
    asked = danger.wish == danger_alerts.YES
    ask = None if asked else command_button(_("Ask for help"), "ask")
    text = lines(SEEN, _WAS_ASKED if asked else _MAY_ASK, separator=" ")
    screen = Screen(text, stacked(command_button(_("SOS numbers"), "sos"), ask))
    return await outbox.push(session, danger.person_id, screen, Priority.CRISIS)


NOTICED = {kinds.UNANSWERED: noticed.SILENT, kinds.HARD: noticed.HARD}
COMMANDS = (DeskCommand("take", "/take 12", _("Take an alert by its number"), typed),)
ACTIONS = (DeskAction("m-take", take), DeskAction("m-done", done))
