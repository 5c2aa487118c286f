"""How a match ends: for good, or so that the request looks for somebody else; both sides hear it."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.domain import outcomes
from bot.i18n import Msg, Text, _, lines, plural
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import hard_talks
from handlers.pairing import is_urgent, plan_holds
from storage import check_ins, hand_over_notes, matches, media, outbox, requests, talk_messages
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
GOES_ON: Final = _(
    "Request {number} is looking for somebody else now. It keeps its place in the queue. You will hear from us here."
)

# What the one reads who ended the match: (the person who asked, the helper).
SAID: Final[Mapping[str, tuple[Msg, Msg]]] = {
    outcomes.SOLVED: (
        _(
            "Request {number} is closed as solved. It is good that it worked out. You can ask again at any time."
        ),
        _("Request {number} is closed as solved. Thank you for being there."),
    ),
    outcomes.NOT_NEEDED: (
        _("Request {number} is closed. You can ask again at any time. Take care."),
        _("Request {number} is closed. Thank you for being there."),
    ),
    outcomes.LEFT: (
        GOES_ON,
        _(
            "Thank you for what you did, and for saying it in time. "
            "Request {number} goes on with somebody else. Now it is your turn to rest."
        ),
    ),
}
# What the other one reads.
HEARD: Final[Mapping[str, tuple[Msg, Msg]]] = {
    outcomes.SOLVED: (
        _("{name} writes: solved. So request {number} is closed. If something is still open, say so here."),
        _("{name} writes: solved. Request {number} is closed. Your help counted. Thank you."),
    ),
    outcomes.NOT_NEEDED: (
        _("Request {number} is closed. You can ask again at any time."),
        _("{name} does not need help any more, and request {number} is closed. Thank you for being there."),
    ),
    outcomes.REFUSED: (
        _("Request {number} is closed. You can ask again at any time."),
        _("{name} has closed request {number} for now, after a refusal. Thank you for being there."),
    ),
    outcomes.LEFT: (
        _(
            "{name} cannot go on with request {number}. It keeps its place, and we are asking others already. "
            "You will hear from us here."
        ),
        _("Request {number} goes on with somebody else. Thank you for your help."),
    ),
    outcomes.SILENT: (
        _(
            "{name} has not been able to write. Request {number} keeps its place, and we are asking others already. "
            "You will hear from us here."
        ),
        _(
            "Request {number} went on to somebody else, since no word got through. "
            "That happens. Thank you for being ready to help."
        ),
    ),
}
GAVE_BACK: Final = _(
    "{name} would like to go on with request {number} with somebody else. Thank you for your help."
)


def not_arrived(n: int) -> Text | None:
    """Say to their author that words which waited are taken back; None when none did."""
    text = plural(
        "{n} message of yours had not arrived yet. It is deleted and does not go any more.",
        "{n} messages of yours had not arrived yet. They are deleted and do not go any more.",
        n,
    )
    return text if n else None


async def close(session: Session, match: Match, outcome: str, by: int) -> Screen | None:
    """Close a match and its request on the word of one of the two; None when it is closed already."""
    if not await _end(session, match, outcome):
        return None
    request = await requests.get(session, match.request_id)
    assert request is not None, "a match goes with its request"
    closed = {"outcome": outcome, "closed_at": session.now}
    await requests.move(session, request.id, (requests.MATCHED,), requests.CLOSED, **closed)
    if request.ask.media is not None:
        await media.forget(session, request.ask.media)
    await plan_holds(session, match)
    await requests.look_at_all(session)  # the helper has a free place again
    other = match.other(by)
    still_open: Button | None = None
    if outcome == outcomes.SOLVED and other == match.requester_id:
        still_open = action_button(_("Not solved yet"), "anew", match.id)
    heard = _side(HEARD[outcome], match, other).format(number=request.number, name=match.name_of(by))
    await outbox.push(session, other, Screen(heard, stacked(still_open, MENU)), Priority.TALK)
    said = SAID.get(outcome, SAID[outcomes.NOT_NEEDED])
    return Screen(_side(said, match, by).format(number=request.number), stacked(MENU))


async def give_back(session: Session, match: Match, outcome: str, by: int = 0) -> Screen | None:
    """End a match so that its request waits again, in its old place; None when it is closed already.

    `by`: who said so; 0: nobody, it happened by itself, and both hear it, by day unless it is urgent.
    Unless the helper hands it on, what they wrote and did not arrive yet does not go any more.
    """
    if not await _end(session, match, outcome):
        return None
    leaves = by == match.helper_id
    stopped = Counter[int]() if leaves else await talk_messages.stop(session, match.id, match.helper_id)
    before = (requests.MATCHED,)
    await requests.move(session, match.request_id, before, requests.WAITING, look_at=session.now, notices=0)
    request = await requests.get(session, match.request_id)
    assert request is not None, "a match goes with its request"
    if (
        outcome == outcomes.LEFT and not leaves
    ):  # led off by moderators: not by a note either are they heard again
        await hand_over_notes.none_for(session, match.id, request.id, match.helper_id, match.requester_id)
    await requests.look_at_all(session)  # the helper may be asked about another one
    for person_id in {match.requester_id, match.helper_id} - {by}:
        texts = HEARD.get(outcome, (GOES_ON, GAVE_BACK))
        name = match.name_of(match.other(person_id))
        heard = _side(texts, match, person_id).format(number=request.number, name=name)
        screen = Screen(lines(heard, not_arrived(stopped[person_id])), _rows(match, person_id, request))
        await outbox.push(session, person_id, screen, Priority.TALK, wakes=is_urgent(request))
    said = _side(SAID.get(outcome, (GOES_ON, GOES_ON)), match, by).format(number=request.number)
    return Screen(said, _rows(match, by, request))


async def _end(session: Session, match: Match, outcome: str) -> bool:
    request = await requests.lock(session, match.request_id)
    if request is None or not await matches.close(session, match.id, outcome):
        return False
    await check_ins.drop(session, match.id)
    await hard_talks.ended(session, match, request, outcome)
    return True


def _side(texts: tuple[Msg, Msg], match: Match, person_id: int) -> Msg:
    return texts[person_id == match.helper_id]


def _rows(match: Match, person_id: int, request: Request) -> tuple[tuple[Button, ...], ...]:
    mine = action_button(_("My request"), "request", request.id) if person_id == match.requester_id else None
    return stacked(mine, MENU)
