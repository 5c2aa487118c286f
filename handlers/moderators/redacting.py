"""Taking out what should not stand in a report, for a stated reason; its author hears of it, kindly."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.obstacles.facts import Story
from bot.errors import Refused
from bot.i18n import Msg, _, ctx, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import row_id
from handlers.moderators import obstacle_card
from handlers.moderators.base import DeskAction, DeskTurn
from storage import joint_drafts, obstacle_reports, obstacles, outbox
from storage.obstacle_reports import Report
from storage.outbox import Priority

PARTS: Final[Mapping[str, Msg]] = {
    "words": ctx("redact", "the words"),
    "detail": ctx("redact", "the sum or the paper"),
    "place": ctx("redact", "the name of the office"),
    "public": ctx("redact", "the sentence for all"),
}
REASONS: Final[Mapping[str, Msg]] = {
    "names": ctx("redact", "It names somebody"),
    "contact": ctx("redact", "A phone or address in it"),
    "hurts": ctx("redact", "It hurts somebody"),
    "unsafe": ctx("redact", "It may bring danger"),
}
WHY: Final[Mapping[str, Msg]] = {
    "names": _("It could show who somebody is."),
    "contact": _("There was a phone or an address in it."),
    "hurts": _("It could hurt somebody who reads it."),
    "unsafe": _("It could bring somebody into danger."),
}
OUT: Final = _("Obstacle number {n}: a moderator took out {part} of what you told. {why}")
STAYS: Final = _("Everything else stays, and you count as before.")
NOT_HERE: Final = _("This is not here any more: it was taken out or taken back.")


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask what is taken out, then why; nothing is changed yet."""
    id, _dash, part = row.partition("-")
    report = await _report(turn, id)
    obstacle = await obstacles.get(turn.session, report.obstacle_id)
    assert obstacle is not None, "a report goes with its obstacle"
    if part:
        _must_be_there(report.story, part)
        text = _("Why is it taken out? The reason is told to the author and kept in the audit.")
        ways = [action_button(says, "m-out", f"{report.id}-{part}-{why}") for why, says in REASONS.items()]
    else:
        text = _("What is taken out? It is deleted, and its author hears of it.")
        there = [part for part in PARTS if getattr(report.story, part)]
        ways = [action_button(PARTS[part], "m-redact", f"{report.id}-{part}") for part in there]
    back = action_button(_("Leave it as it is"), "m-obstacle", obstacle.number)
    return Screen(text, stacked(*ways, back))


async def take_out(turn: DeskTurn, row: str) -> Screen:
    """Delete a part of a report, once, and tell its author."""
    id, _dash, rest = row.partition("-")
    part, _dash, reason = rest.partition("-")
    await _report(turn, id)
    report = await obstacle_reports.lock(turn.session, row_id(id))
    if report is None or reason not in REASONS:
        raise Refused(NOT_HERE)
    _must_be_there(report.story, part)
    obstacle = await obstacles.get(turn.session, report.obstacle_id)
    assert obstacle is not None, "a report goes with its obstacle"
    less = replace(report.story, **{part: ""})  # type: ignore[arg-type]
    await obstacle_reports.retell(turn.session, report, less)
    await joint_drafts.taken_back(turn.session, obstacle.id, joint_drafts.words_in(report))
    await turn.record("redact", f"obstacle {obstacle.number}", reason)
    told = OUT.format(n=obstacle.number, part=PARTS[part], why=WHY[reason])
    look = action_button(_("Open it"), "obstacle", obstacle.id)
    screen = Screen(paragraphs(told, STAYS), stacked(look, command_button(_("Menu"), "menu")))
    await outbox.push(turn.session, report.person_id, screen, Priority.CHECK_IN)
    return await obstacle_card.card(turn.session, obstacle, _("Taken out. The author is told."))


async def _report(turn: DeskTurn, id: str) -> Report:
    report = await obstacle_reports.get(turn.session, row_id(id))
    if report is None:
        raise Refused(NOT_HERE)
    return report


def _must_be_there(story: Story, part: str) -> None:
    if part not in PARTS or not getattr(story, part):
        raise Refused(NOT_HERE)


ACTIONS = (DeskAction("m-redact", ask), DeskAction("m-out", take_out))
