"""The card of an obstacle: facts, how many met it, how it went so far, what those in it say; people stay unknown."""

from bot.domain.obstacles import states
from bot.i18n import Text, When, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import obstacle_history
from handlers.moderators.base import queue_button
from handlers.obstacles import known, showing
from storage import groups, obstacle_photos, obstacle_questions, obstacle_reports, obstacles
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

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
    into = await obstacles.current(session, obstacle.id) if obstacle.merged_into else None
    text = paragraphs(
        note,
        _("Obstacle {n}").format(n=obstacle.number),
        _("It is one with number {n} now.").format(n=into.number) if into is not None else None,
        await showing.summary(session, obstacle, reports) if into is None else None,
        await _group(session, obstacle),
        await obstacle_history.told(session, obstacle),
        await _still(session, obstacle),
        words or await _kept(session, obstacle, reports),
    )
    opened = words is not None
    return Screen(text, _buttons(obstacle, opened) if into is None else _merged(obstacle, into, opened))


async def _group(session: Session, obstacle: Obstacle) -> Text | None:
    group = await groups.get(session, obstacle.group_id) if obstacle.group_id else None
    return _("Group: {n} {name}").format(n=group.number, name=group.name) if group is not None else None


async def _still(session: Session, obstacle: Obstacle) -> Text | None:
    """Say what those in it answered after four weeks."""
    found = await obstacle_questions.answers(session, obstacle.id)
    counted = [says.format(n=found[said]) for said, says in ANSWERS.items() if said in found]
    return lines(_("Asked again:"), *counted, separator=" ") if counted else None


async def _kept(session: Session, obstacle: Obstacle, reports: list[Report]) -> Text:
    photos = [photo for one in reports for photo in await obstacle_photos.of_report(session, one.id)]
    sentences = sum(report.released for report in reports)
    when = When(obstacle.created_at, pattern="d MMMM y")
    return lines(
        _("Known since {when}").format(when=when),
        _("Photos: {n}").format(n=len(photos)) if photos else None,
        _("Sentences let out: {n}").format(n=sentences) if sentences else None,
        readers(obstacle),
        _("What people wrote is closed. Opening it asks for a reason and is written down."),
    )


def readers(obstacle: Obstacle) -> Text:
    """Say who can read it."""
    if obstacle.hidden:
        return _(
            "It is hidden: no search and no new report finds it. Only those in it and its group read it."
        )
    if obstacle.published:
        return _("Everybody can read it.")
    if known.is_shown(obstacle):
        return _("Those in it can read it, and who finds it by search reads its facts.")
    return _("Only those in it can read it.")


def _buttons(obstacle: Obstacle, opened: bool) -> tuple[tuple[Button, ...], ...]:
    n = obstacle.number
    move = action_button(_("Change the state"), "m-states", n)
    public = (
        action_button(_("Unpublish"), "m-publish", f"{n}-no")
        if obstacle.published
        else action_button(_("Publish"), "m-public", n)
    )
    hide = (
        action_button(_("Stop hiding it"), "m-hide", f"{n}-no")
        if obstacle.hidden
        else action_button(_("Hide it"), "m-hide", f"{n}-yes")
    )
    merge, split = action_button(_("Merge"), "m-join-with", n), action_button(_("Split"), "m-part", f"{n}-")
    write = action_button(_("Write a card"), "m-card-new", n)
    group = action_button(_("Give to a group"), "m-give", n)
    joint = action_button(_("New joint request"), "m-joint", n)
    together = joint if obstacle.group_id else group
    return (_words(n, opened), move), (public, hide), (merge, split), (together, write), (queue_button(),)


def _merged(obstacle: Obstacle, into: Obstacle, opened: bool) -> tuple[tuple[Button, ...], ...]:
    """What can be done with one that is in another: go there, take that back, read what was laid aside."""
    there = action_button(_("To number {n}").format(n=into.number), "m-obstacle", into.number, "primary")
    back = action_button(_("Take the merge back"), "m-unjoin", obstacle.number)
    return (*stacked(there, back), (_words(obstacle.number, opened), queue_button()))


def _words(n: int, opened: bool) -> Button:
    if opened:
        return action_button(_("Close the words"), "m-obstacle", n)
    return action_button(_("Open the words"), "m-tellings", n)
