"""Which reports are to be split off: chosen by their places, without their words."""

import re
from typing import Final
from zlib import crc32

from bot.domain.obstacles.facts import HAPPENED, OFFICES, called
from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, lines, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from handlers.moderators.merge_question import MERGED
from handlers.moderators.obstacle import find
from storage import obstacle_reports
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

SHOWN: Final = 12  # the latest reports; /split takes those before them too
MOST: Final = 6  # reports at once: a button holds no more
ROW: Final = re.compile(r"([0-9]{1,9})-((?:[0-9]{1,4}(?:\.[0-9]{1,4}){0,5})?)(?:-([0-9]{1,10}))?")
LINE: Final = Msg("{place}. {when}")
CHANGED: Final = _(
    "The reports of obstacle {n} have changed meanwhile, so nothing was split. Please choose again."
)


async def choose(turn: DeskTurn, row: str) -> Screen:
    """Show the reports without their words, and which of them are chosen so far."""
    obstacle, chosen, reports, _check = await read(turn, row)
    await turn.record("look", f"obstacle {obstacle.number}")
    shown = list(enumerate(reports, 1))[-SHOWN:]
    picks = tuple(
        action_button(
            f"✓ {place}" if place in chosen else str(place),
            "m-part",
            f"{obstacle.number}-{_listed(chosen ^ {place})}",
        )
        for place, _report in shown
        if place in chosen or len(chosen) < MOST
    )
    picked = [reports[place - 1] for place in sorted(chosen)]
    sure = f"{obstacle.number}-{_listed(chosen)}-{mark(picked)}"
    do = action_button(_("Make it a new one"), "m-part-off", sure, "primary") if chosen else None
    back = action_button(_("Leave it as it is"), "m-obstacle", obstacle.number)
    text = _(
        "Which reports of obstacle {n} tell of another one? What people wrote is under “Open the words”."
    )
    told = lines(*(_line(place, report) for place, report in shown))
    return Screen(paragraphs(text.format(n=obstacle.number), told), (*grid(picks, 4), *stacked(do, back)))


async def read(turn: DeskTurn, row: str) -> tuple[Obstacle, set[int], list[Report], str]:
    """Return the obstacle in `row`, the chosen places, all its reports, and the mark; raise Misread or Refused."""
    found = ROW.fullmatch(row)
    if found is None:
        raise Misread
    obstacle = await find(turn, found[1])
    if obstacle.merged_into:
        raise Refused(MERGED.format(n=obstacle.number))
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    chosen = {int(place) for place in found[2].split(".") if place}
    if any(not 1 <= place <= len(reports) for place in chosen):
        raise Refused(CHANGED.format(n=obstacle.number))
    return obstacle, chosen, reports, found[3] or ""


def _listed(places: set[int]) -> str:
    return ".".join(map(str, sorted(places)))


def mark(reports: list[Report]) -> str:
    """Tell these reports from any others: places move when somebody leaves."""
    return str(crc32(" ".join(str(report.id) for report in reports).encode()))


def _line(place: int, report: Report) -> Text:
    facts = report.story.facts
    said = (called(OFFICES, facts.office), called(HAPPENED, facts.happened))
    return lines(
        LINE.format(place=place, when=When(report.at, pattern="d MMMM y")),
        *(one for one in said if one is not None),
    )


ACTIONS = (DeskAction("m-part", choose),)
