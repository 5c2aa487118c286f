"""Taking an alert of danger: the person hears that somebody on the team knows."""

from bot.i18n import When, _
from bot.screens import Screen, command_button, stacked
from handlers.base import row_id
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from storage import danger_alerts, outbox
from storage.outbox import Priority

SEEN = _(
    "Your message has not gone unnoticed: somebody on our team knows that it is very hard right now. "
    "The numbers to call are under /sos. "
    "If you would like to talk with a person here, press “Ask for help”."
)


async def take(turn: DeskTurn, row: str) -> Screen:
    """Tell the person, once for each alert, however many press."""
    alert = await danger_alerts.get(turn.session, row_id(row))
    if alert is None:
        raise Misread
    if not await danger_alerts.take(turn.session, alert.id):
        return Screen(_("Somebody on the team has taken this already."), stacked(queue_button()))
    await turn.record("take", f"alert {alert.id}")
    rows = stacked(command_button(_("SOS numbers"), "sos"), command_button(_("Ask for help"), "ask"))
    reached = await outbox.push(turn.session, alert.person_id, Screen(SEEN, rows), Priority.CRISIS)
    when = When(turn.session.now, pattern="HH:mm")
    told = _("Signs of danger: taken by a moderator at {when}. The person has been told.")
    lost = _("Signs of danger: taken by a moderator at {when}. The person cannot be reached any more.")
    return Screen((told if reached else lost).format(when=when), stacked(queue_button()))


ACTIONS = (DeskAction("m-take", take),)
