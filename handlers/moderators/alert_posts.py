"""How an alert stands in the desks: its card, its number, who took it; and that it is done."""

from bot.domain import alerts as kinds
from bot.domain.cadence import MINUTE
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import labels
from storage import alerts, desk_posts, desk_topics, desks, outbox
from storage.alerts import Alert
from storage.database import Session
from storage.outbox import Priority

TOLD, LOST = "told", "lost"  # whether the person heard that somebody took it
_HEARD = {
    TOLD: _("The person has been told."),
    LOST: _("The person cannot be reached any more."),
}


async def say(session: Session, alert: Alert, screen: Screen, but: int = 0) -> None:
    """Say an alert in every desk: in the topic of its stream, or to everybody; and count that it was said.

    `but`: the id of a desk that reads it already, as the answer to who asked for it there.
    """
    if alert.status == alerts.OPEN:
        due_at = kinds.again(alert.kind, alert.rounds + 1, session.now, alert.detail == "now")
        alert = await alerts.said(session, alert.id, due_at)
    stream = kinds.KINDS[alert.kind].stream
    priority = Priority.CRISIS if alert.kind == kinds.DANGER else Priority.REPLY
    for desk in [desk for desk in await desks.every(session) if desk.id != but]:
        post = await desk_posts.add(session, desk.id, alert.id, alert.status)
        thread = await desk_topics.thread(session, desk.id, stream)
        wide = kinds.is_wide(alert.kind, alert.rounds)
        outbox.push_to(
            session, desk, shown(session, alert, screen), priority, post=post, thread="" if wide else thread
        )


def shown(session: Session, alert: Alert, screen: Screen | None) -> Screen:
    """Return what an alert says now, above the buttons of its card; what is done has no buttons."""
    if alert.status == alerts.DONE or screen is None:
        return Screen(_over(alert))
    take = stacked(button(alert))
    answers_first = alert.kind == kinds.AGREEMENT  # a yes or no is better than taking it
    rows = (*screen.rows, *take) if answers_first else (*take, *screen.rows)
    return Screen(paragraphs(screen.text, _state(session, alert)), rows)


def button(alert: Alert) -> Button | None:
    """Return the way to take it, or to say that it is done."""
    if alert.status == alerts.OPEN and kinds.KINDS[alert.kind].answered:
        return None
    if alert.status == alerts.OPEN:
        return action_button(_("I take it"), "m-take", alert.number, "primary")
    by_hand = kinds.KINDS[alert.kind].by_hand
    return action_button(_("It is done"), "m-done", alert.number) if by_hand else None


def _state(session: Session, alert: Alert) -> Text:
    number = _("Alert {n}.").format(n=alert.number)
    if alert.status == alerts.TAKEN:
        return lines(number, taken(alert), _HEARD.get(alert.detail), separator=" ")
    waits = _("Nobody has taken this for {age}.").format(age=labels.age(alert.at, session.now))
    said_again = alert.rounds > 1 and session.now - alert.at >= MINUTE
    return lines(number, waits if said_again else None, separator=" ")


def taken(alert: Alert) -> Text | None:
    """Say who took it, and when."""
    if alert.taken_at is None:
        return None
    return _("Taken by moderator {n} at {when}.").format(
        n=alert.taken_by, when=When(alert.taken_at, pattern="HH:mm")
    )


def _over(alert: Alert) -> Text:
    what = kinds.KINDS[alert.kind].says
    done = _("Alert {n}, {what}: closed.").format(n=alert.number, what=what)
    return lines(done, taken(alert), _HEARD.get(alert.detail), separator=" ")
