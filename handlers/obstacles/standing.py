"""What comes by itself to those who met an obstacle: each change once, and after four weeks "does it still stand?"."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.obstacles import states
from bot.domain.obstacles.states import ASKED_AGAIN, GONE, PARTLY, STILL
from bot.errors import Refused
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.obstacles import filing, showing
from storage import obstacle_questions, obstacle_reports, obstacles
from storage.database import Session
from storage.obstacle_changes import Change
from storage.obstacle_questions import Question
from storage.obstacles import Obstacle

MENU: Final = command_button(_("Menu"), "menu")
NOT_HERE: Final = _("This question is not here any more.")
ANSWERED: Final = _("You have answered this one. Thank you.")
ANSWERS: Final[Mapping[str, Msg]] = {
    STILL: ctx("obstacle", "It is still there"),
    PARTLY: ctx("obstacle", "Half of it"),
    GONE: ctx("obstacle", "It is gone"),
}
# What each state means for those who met it.
NEWS: Final[Mapping[str, Msg]] = {
    states.CONFIRMED: _("Somebody else met it too. It counts as confirmed."),
    states.GROUP: _("A group works on it now."),
    states.ASKED: _("The authority was asked about it. You will hear what it answers."),
    states.SOLVED: _("It counts as solved. If it is not so for you, open it and press “It is back”."),
    states.HALF: _("A part of it is solved."),
    states.REFUSED: _("The authority refused. That need not be the end of it."),
    states.NOT_THEIRS: _("The authority says that it is not responsible."),
    states.RETURNED: _("It is back: somebody met it again. Moderators look at it."),
}

ONE_NOW: Final = _(
    "What you told as number {was} is in number {n} now: moderators found that both are the same. "
    "Nothing you told is lost."
)
APART: Final = _(
    "What you told as number {was} is number {n} of its own now: moderators found that it is another one. "
    "Nothing you told is lost."
)


def news(obstacle: Obstacle, changes: Sequence[Change], moved: Text | None = None) -> Screen:
    """Tell of the changes that somebody has not heard of; what it is about is shown only when they open it."""
    title = _("News about your obstacle number {n}.").format(n=obstacle.number)
    said = [NEWS[change.status] for change in changes if change.status in NEWS]
    text = paragraphs(title, moved, lines(*said) if said else None)
    return Screen(text, stacked(action_button(_("Open it"), "obstacle", obstacle.id), MENU))


async def moved(session: Session, obstacle: Obstacle, was: int) -> Text:
    """Say that what a person knows by the number `was` has another one now, why, and how it stands there."""
    before = await obstacles.by_number(session, was)
    together = before is not None and before.merged_into == obstacle.id
    says = ONE_NOW if together else APART
    now = _("It stands so: {state}.").format(state=showing.state(obstacle))
    return lines(says.format(was=was, n=obstacle.number), now)


def question(obstacle: Obstacle, asked: Question) -> Screen:
    """Ask whether it still stands; nothing is lost without an answer."""
    text = _("Obstacle number {n}: does it still stand for you? You need not answer.")
    answers = (action_button(says, "obstacle-still", f"{asked.id}:{id}") for id, says in ANSWERS.items())
    look = action_button(_("Open it"), "obstacle", obstacle.id)
    return Screen(text.format(n=obstacle.number), stacked(*answers, look, MENU))


async def answer(turn: Turn, row: str) -> Screen:
    """Take the answer, once; a solved one that still stands is back."""
    id, _colon, said = row.partition(":")
    asked = await obstacle_questions.get(turn.session, row_id(id))
    if asked is None or asked.person_id != turn.person.id or said not in ANSWERS:
        raise Refused(NOT_HERE)
    obstacle = await obstacles.lock(turn.session, asked.obstacle_id)
    report = await obstacle_reports.of_both(turn.session, obstacle.id, turn.person.id) if obstacle else None
    if obstacle is None or report is None:
        raise Refused(NOT_HERE)
    if not await obstacle_questions.answer(turn.session, asked.id, said):
        return Screen(ANSWERED, stacked(MENU))
    again = states.asks_again(said, 0)
    next_at = turn.session.now + ASKED_AGAIN if again else None
    await obstacle_reports.ask_later(turn.session, report.id, next_at)
    since_then = (asked.obstacle_id, asked.step) == (obstacle.id, obstacle.step)
    after = states.after_answer(obstacle.status, said, since_then)
    moved = await filing.move(turn.session, obstacle, after, turn.person.id)
    picked = _("Obstacle number {n}: ✓ {answer}").format(n=obstacle.number, answer=ANSWERS[said])
    thanks = (
        _("Thank you. We ask again in four weeks.") if again else _("Thank you. We ask about it no more.")
    )
    is_back = _("It counts as back again, and moderators look at it.") if moved else None
    helped = action_button(_("Say what helped"), "obstacle-helped", obstacle.id) if said != STILL else None
    look = action_button(_("Open it"), "obstacle", obstacle.id)
    return Screen(paragraphs(picked, is_back, thanks), stacked(helped, look, MENU))


ACTIONS = (Action("obstacle-still", answer),)
