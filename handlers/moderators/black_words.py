"""/redact: words that name somebody are blacked out in what people told of an obstacle; the authors hear of it."""

from dataclasses import replace
from typing import Final

from bot.domain.obstacles.black import SHORTEST, black_out
from bot.domain.obstacles.facts import Story
from bot.errors import Refused
from bot.i18n import _, paragraphs, plural
from bot.screens import Screen, action_button, command_button, stacked
from handlers.moderators import obstacle_card
from handlers.moderators.base import DeskCommand, DeskTurn, Misread
from handlers.moderators.obstacle import find
from handlers.moderators.redacting import STAYS, WHY
from storage import joint_drafts, obstacle_reports, outbox
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle
from storage.outbox import Priority

LONGEST: Final = 100  # characters
NOWHERE: Final = _("These words stand nowhere in what was told of obstacle {n}. Nothing has changed.")
BLACK: Final = _("Obstacle number {n}: a moderator blacked out words in what you told. {why}")


async def redact(turn: DeskTurn) -> Screen:
    """/redact N WORDS: black them out in each report of the obstacle, in capitals or not."""
    number, *rest = turn.args.split(maxsplit=1) or [""]
    obstacle, words = await find(turn, number), "".join(rest)
    if not SHORTEST <= len(words) <= LONGEST:
        raise Misread
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    changed = [report for report in reports if await _black(turn.session, obstacle, report, words)]
    if not changed:
        raise Refused(NOWHERE.format(n=obstacle.number))
    await turn.record("redact", f"obstacle {obstacle.number}", "names")
    note = plural(
        "Blacked out in {n} report. Its author is told. A sentence for all has to be let out anew.",
        "Blacked out in {n} reports. Their authors are told. A sentence for all has to be let out anew.",
        len(changed),
    )
    return await obstacle_card.card(turn.session, obstacle, note)


async def _black(session: Session, obstacle: Obstacle, seen: Report, words: str) -> bool:
    """Black words out in a report, and tell its author; False when they do not stand there."""
    report = await obstacle_reports.lock(session, seen.id)
    less = _without(report.story, words) if report is not None else None
    if report is None or less is None or less == report.story:
        return False
    await obstacle_reports.retell(session, report, less)
    await joint_drafts.taken_back(session, obstacle.id, joint_drafts.words_in(report))
    look = action_button(_("Open it"), "obstacle", obstacle.id)
    text = paragraphs(BLACK.format(n=obstacle.number, why=WHY["names"]), STAYS)
    screen = Screen(text, stacked(look, command_button(_("Menu"), "menu")))
    await outbox.push(session, report.person_id, screen, Priority.CHECK_IN)
    return True


def _without(story: Story, words: str) -> Story:
    return replace(
        story,
        place=black_out(story.place, words),
        detail=black_out(story.detail, words),
        words=black_out(story.words, words),
        public=black_out(story.public, words),
    )


COMMANDS = (
    DeskCommand("redact", "/redact 17 Ivan Petrenko", _("Black out words in what people told"), redact),
)
