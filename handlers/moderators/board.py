"""The board: one message at the top of each moderators' chat, rewritten in place, that shows what burns."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.domain import alerts as kinds
from bot.domain.obstacles.filter_names import STATUS
from bot.domain.obstacles.states import NEW
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, Style, action_button, render, stacked
from handlers.moderators import labels
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after
from handlers.moderators.queue import LISTS
from storage import alerts, board, desk_posts, desk_queue, desks, hushes, outbox
from storage.accounts import Account
from storage.database import Session
from storage.outbox import Priority

# Between two changes: Telegram lets a group be rewritten 20 times a minute, and presses need most of that.
CALM: Final = timedelta(seconds=10)
DANGER: Final[Msg] = ctx("board", "⚠️ Danger, nobody has it")
ALERTS: Final[Msg] = ctx("board", "Alerts, nobody has them")
# The two lines of alerts: what the row of each list begins with, its title, and which kinds are in it.
UNHEARD, UNTAKEN = "unheard", "untaken"
NOBODY_HAS: Final[dict[str, tuple[Msg, tuple[str, ...]]]] = {
    UNHEARD: (DANGER, (kinds.DANGER,)),
    UNTAKEN: (ALERTS, tuple(kind for kind in kinds.KINDS if kind != kinds.DANGER)),
}
OBSTACLES: Final = ctx("board", "New obstacles")
REFUSED: Final = ctx("board", "Messages refused")
JOBS: Final = ctx("board", "Jobs in trouble")
HUSHED: Final = ctx("board", "Sending stopped, waiting")
SINCE: Final = ctx("board", "since {when}")
MAY_NOT_PIN: Final = _(
    "This board cannot be pinned: the bot may not pin messages here. Whoever runs this chat can allow it; "
    "/board pins it then."
)
NO_TOPICS: Final = _(
    "This chat has topics, and the bot may not open any, so all alerts come into the general one. "
    "Whoever runs this chat can allow it to manage topics."
)


class Line(NamedTuple):
    """One line of the board: what waits, how much, since when, and the action and row of its list."""

    says: Text
    size: int
    action: str
    row: str
    since: datetime | None = None
    style: Style = ""


async def read(session: Session) -> list[Line]:
    """Read what waits; what burns stands on top."""
    sizes, untaken = await desk_queue.sizes(session), await alerts.untaken(session)
    danger, since = untaken.pop(kinds.DANGER, (0, None))
    queue = {
        name: Line(says, getattr(sizes, name), "m-list", f"{name}-0") for name, (says, _r) in LISTS.items()
    }
    others = sum(size for size, _since in untaken.values())
    stopped = (await hushes.since(session)).get(hushes.MODERATORS)
    wait = max(1, (await outbox.backlog(session))[0]) if stopped else 0
    return [
        Line(HUSHED, wait, "m-hush", "", stopped, "danger"),
        Line(DANGER, danger, "m-alerts", f"{UNHEARD}-0", since, "danger"),
        queue.pop("urgent")._replace(since=await board.urgent_since(session)),
        Line(ALERTS, others, "m-alerts", f"{UNTAKEN}-0"),
        queue.pop("unoffered"),
        queue.pop("silent"),
        *queue.values(),
        Line(OBSTACLES, await board.new_obstacles(session), "m-obstacles", f"0-{STATUS}.{NEW}"),
        Line(REFUSED, await board.refused_messages(session), "m-refused", "0"),
        Line(JOBS, await board.jobs_in_trouble(session), "m-jobs", ""),
    ]


def screen(found: list[Line], rights: tuple[bool, bool]) -> Screen:
    """Show what waits, each line with a button to its list; `rights`: may the bot pin, and open topics?"""
    waiting = [line for line in found if line.size]
    calm = None if waiting else _("Nothing waits for a moderator.")
    may_pin, may_open_topics = rights
    text = paragraphs(
        _("The board"),
        lines(*(_line(line) for line in waiting)) if waiting else None,
        calm,
        None if may_pin else MAY_NOT_PIN,
        None if may_open_topics else NO_TOPICS,
    )
    buttons = (
        action_button(labels.counted(line.says, line.size), line.action, line.row, line.style)
        for line in waiting
    )
    return Screen(text, stacked(*buttons))


def _line(line: Line) -> Text:
    said = labels.counted(line.says, line.size)
    since = SINCE.format(when=When(line.since, pattern="dd.MM HH:mm")) if line.since is not None else None
    return lines(said, since, separator="\n   ")


async def bring_up(session: Session, desk: Account, anew: bool = False) -> bool:
    """Rewrite the board of a desk if it says something else now, or put it there; `anew`: in a new message."""
    post = await desk_posts.board(session, desk.id)
    now_says = screen(await read(session), await desks.rights(session, desk.id))
    said = hashlib.sha256(json.dumps(render(now_says, desk.language)).encode()).digest()
    quiet = desk_posts.ON_ITS_WAY if post.arrives else CALM
    if not anew and (said == post.said or session.now < post.said_at + quiet):
        return False
    changed = CHANGED.format(when=When(session.now, pattern="HH:mm"))
    shown = Screen(paragraphs(now_says.text, changed), now_says.rows)
    if anew and post.message:
        outbox.push_to(session, desk, Screen(MOVED), edit=post.message, only_edit=True)
        outbox.push_to(session, desk, Screen(MOVED), delete=post.message)
    place = {"edit": post.message} if post.message and not anew else {}
    outbox.push_to(session, desk, shown, Priority.REPLY, post=post.id, **place)
    await desk_posts.say(session, post.id, said, anew)
    return True


async def show(turn: DeskTurn) -> None:
    """/board."""
    nothing_after(turn)
    await turn.record("browse", "board")
    await bring_up(turn.session, turn.desk, anew=True)


CHANGED: Final[Msg] = _("Changed at {when}. Each button opens its list below.")
MOVED: Final[Msg] = _("The board has moved down.")
COMMANDS = (DeskCommand("board", "/board", _("The board with all that waits, pinned anew"), show),)
