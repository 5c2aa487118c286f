"""The card of an obstacle: facts, how many met it, how it went so far, what those in it say; people stay unknown."""

from bot.domain.obstacles import states
from bot.i18n import Text, When, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button
from handlers.moderators import labels
from handlers.moderators.base import queue_button
from handlers.obstacles import showing
from storage import groups, obstacle_changes, obstacle_photos, obstacle_questions, obstacle_reports
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

SHOWN = 6  # the latest changes
ANSWERS = {
    states.STILL: ctx("desk", "still there: {n}"),
    states.PARTLY: ctx("desk", "half of it: {n}"),
    states.GONE: ctx("desk", "gone: {n}"),
}


async def card(
    session: Session, obstacle: Obstacle, note: Text | None = None, words: Text | None = None
) -> Screen:
    """Return the card; `note` says what just happened, `words` are the opened words."""
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    text = paragraphs(
        note,
        _("Obstacle {n}").format(n=obstacle.number),
        await showing.summary(session, obstacle, reports),
        await _group(session, obstacle),
        await _history(session, obstacle),
        await _still(session, obstacle),
        words or await _kept(session, reports),
    )
    return Screen(text, _buttons(obstacle, opened=words is not None))


async def _group(session: Session, obstacle: Obstacle) -> Text | None:
    group = await groups.get(session, obstacle.group_id) if obstacle.group_id else None
    return _("Group: {n} {name}").format(n=group.number, name=group.name) if group is not None else None


async def _history(session: Session, obstacle: Obstacle) -> Text:
    told = _("Told of on {when}").format(when=When(obstacle.created_at, pattern="d MMMM"))
    changes = (await obstacle_changes.of(session, obstacle.id))[-SHOWN:]
    line = ctx("desk", "{when}: {state}")
    return lines(
        told,
        *(
            line.format(when=When(c.at, pattern="d MMMM"), state=labels.called(states.STATES, c.status))
            for c in changes
        ),
    )


async def _still(session: Session, obstacle: Obstacle) -> Text | None:
    """Say what those in it answered after four weeks."""
    found = await obstacle_questions.answers(session, obstacle.id)
    counted = [says.format(n=found[said]) for said, says in ANSWERS.items() if said in found]
    return lines(_("Asked again:"), *counted, separator=" ") if counted else None


async def _kept(session: Session, reports: list[Report]) -> Text:
    photos = [photo for one in reports for photo in await obstacle_photos.of_report(session, one.id)]
    return lines(
        _("Photos: {n}").format(n=len(photos)) if photos else None,
        _("What people wrote is closed. Opening it asks for a reason and is written down."),
    )


def _buttons(obstacle: Obstacle, opened: bool) -> tuple[tuple[Button, ...], ...]:
    n = obstacle.number
    words = (
        action_button(_("Close the words"), "m-obstacle", n)
        if opened
        else action_button(_("Open the words"), "m-tellings", n)
    )
    move = action_button(_("Change the state"), "m-states", n)
    return (words, move), (action_button(_("Refresh"), "m-obstacle", n), queue_button())
