"""/heat: where people meet which obstacles, as a table and a picture; by place or month, by what happened or office."""

import asyncio
import re
from datetime import datetime, timedelta
from typing import Final

from bot.domain.obstacles import heat_picture
from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.heat import (
    BY_HAPPENED,
    BY_MONTH,
    BY_REGION,
    Heat,
    heat,
)
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import heat_names, labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import media, obstacle_reports, obstacles, outbox
from storage.database import Session

YEAR: Final = timedelta(days=365)
ROW: Final = re.compile(r"((?:20[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?)?)-?([rm])([ho])")
SHOWN: Final = 8  # rows of the table; the picture has more
KINDS: Final = 3  # of a row


async def table(turn: DeskTurn) -> Screen:
    """/heat, /heat 2026 or /heat 2026-11."""
    return await show(turn, f"{turn.args}-{BY_REGION}{BY_HAPPENED}")


async def show(turn: DeskTurn, row: str) -> Screen:
    """Send the picture, and show the table."""
    found = ROW.fullmatch(row)
    if found is None:
        raise Misread
    period, by, kind = found[1], found[2], found[3]
    await turn.record("browse", "heat")
    counted = heat(await _met(turn.session, period), by, kind)
    title = lines(heat_names.TITLES[by + kind], heat_names.span(period), separator=": ")
    if counted.rows:
        picture = await asyncio.to_thread(
            heat_picture.draw, counted, heat_names.words(counted, period, by + kind, turn.desk.language)
        )
        kept = await media.keep(turn.session, picture)
        outbox.push_to(turn.session, turn.desk, Screen(title, picture=kept))
    nothing = None if counted.rows else _("Nobody told of an obstacle then.")
    ways = (
        action_button(says, "m-heat", f"{period}-{way}")
        for way, says in heat_names.WAYS.items()
        if way != by + kind
    )
    blocks = [_block(counted, row, kind) for row in counted.rows[-SHOWN if by == BY_MONTH else 0 :][:SHOWN]]
    return Screen(paragraphs(title, *blocks, nothing), stacked(*ways, queue_button()))


async def _met(session: Session, period: str) -> list[tuple[Facts, datetime]]:
    known = {one.id: one.facts for one in await obstacles.all_live(session)}
    since = session.now - YEAR
    return [
        (known[id], at)
        for id, at in await obstacle_reports.times(session)
        if id in known and (f"{at:%Y-%m}".startswith(period) if period else at >= since)
    ]


def _block(counted: Heat, row: str, kind: str) -> Text:
    cells = sorted(counted.columns, key=lambda column: -counted.cells[row, column])[:KINDS]
    counts = [(column, n) for column in cells if (n := counted.cells[row, column])]
    told = (labels.counted(heat_names.called(column, kind), n) for column, n in counts)
    return lines(labels.counted(heat_names.place(row), counted.row(row)), *told)


COMMANDS = (DeskCommand("heat", "/heat 2026-11", _("Where which obstacles are met, with a picture"), table),)
ACTIONS = (DeskAction("m-heat", show),)
