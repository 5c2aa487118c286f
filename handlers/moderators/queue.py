"""The queue: how much waits for a moderator, the lists behind it, and each item."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.i18n import Msg, Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators import labels, proposals
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after, queue_button
from storage import desk_queue, helpers, matches, requests
from storage.database import Session
from storage.desk_queue import Sizes

PAGE = 6  # items on one screen
_ROW = re.compile(r"([a-z]+)-([0-9]{1,6})")

Read: TypeAlias = Callable[[Session, int, int], Awaitable[list[int]]]
Item: TypeAlias = tuple[Text, Button]

# list: (what it is called, how to read a page of it)
LISTS: dict[str, tuple[Msg, Read]] = {
    "urgent": (_("Urgent, not accepted"), desk_queue.urgent),
    "volunteers": (_("Volunteers to approve"), desk_queue.volunteers),
    "held": (_("Requests to read first"), desk_queue.held),
    "proposed": (_("Pairings to confirm"), desk_queue.proposed),
    "unoffered": (_("Nobody is being asked"), desk_queue.unoffered),
    "silent": (_("Accepted, no word yet"), desk_queue.silent),
    "pairings": (_("Pairings to look at"), desk_queue.pairings),
}


async def queue(turn: DeskTurn) -> Screen:
    """/queue."""
    nothing_after(turn)
    return await overview(turn, "")


async def overview(turn: DeskTurn, row: str) -> Screen:
    """Show how much waits of each kind, with a button to each list that is not empty."""
    sizes = await desk_queue.sizes(turn.session)
    await turn.record("browse", "queue")
    counted = [(name, says, _size(sizes, name)) for name, (says, _read) in LISTS.items()]
    table = lines(*(labels.counted(says, size) for _name, says, size in counted))
    calm = None if any(size for _name, _says, size in counted) else _("Nothing waits for a moderator.")
    buttons = [action_button(says, "m-list", f"{name}-0") for name, says, size in counted if size]
    refresh = action_button(_("Refresh"), "m-queue", "")
    return Screen(
        paragraphs(_("What waits"), table, calm, await _resting(turn.session)), stacked(*buttons, refresh)
    )


async def _resting(session: Session) -> Text | None:
    """Say how many helpers are not asked just now: it may be why something waits."""
    counted = await helpers.counts(session)
    states = (helpers.RESTING, helpers.PAUSED)
    rows = (labels.counted(labels.HELPERS[state], counted[state]) for state in states if counted.get(state))
    return lines(_("Helpers who are not asked now"), *rows) if any(map(counted.get, states)) else None


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show one page of a list, each item with a button to its card."""
    found = _ROW.fullmatch(row)
    if found is None or found[1] not in LISTS:
        raise Misread
    await turn.record("browse", found[1])
    return await _page(turn, found[1], int(found[2]))


async def _page(turn: DeskTurn, name: str, offset: int) -> Screen:
    says, read = LISTS[name]
    ids = await read(turn.session, PAGE + 1, offset)
    if offset and not ids:  # others were quicker: what still waits stands before
        return await _page(turn, name, 0)
    show = SHOW.get(name, _request)
    items = [item for id in ids[:PAGE] if (item := await show(turn.session, id)) is not None]
    further = action_button(_("Further"), "m-list", f"{name}-{offset + PAGE}") if len(ids) > PAGE else None
    nothing = None if items else _("This list is empty now.")
    text = paragraphs(says, *(text for text, _button in items), nothing)
    looked = await _looked(turn.session, ids[:PAGE]) if name == "pairings" and items else None
    buttons = grid(tuple(button for _text, button in items))
    return Screen(text, (*buttons, *stacked(looked, further, queue_button())))


async def _looked(session: Session, match_ids: list[int]) -> Button:
    """The button that says that a moderator has looked at the pairings on this page."""
    found = [await matches.get(session, id) for id in match_ids]
    numbers = "-".join(str(match.number) for match in found if match is not None)
    return action_button(_("I have looked at these"), "m-seen", numbers, "primary")


async def seen(turn: DeskTurn, row: str) -> Screen:
    """Take the pairings of a page off the list."""
    if re.fullmatch(r"[0-9]{1,9}(-[0-9]{1,9}){0,9}", row) is None:
        raise Misread
    for number in map(int, row.split("-")):
        match = await matches.by_number(turn.session, number)
        if match is not None and await matches.seen(turn.session, match.id):
            await turn.record("seen", f"talk {number}")
    return await _page(turn, "pairings", 0)


async def _pairing(session: Session, id: int) -> Item | None:
    match = await matches.get(session, id)
    item = await _request(session, match.request_id) if match is not None else None
    helper = await helpers.get(session, match.helper_id) if match is not None else None
    if item is None or helper is None:
        return None
    return lines(item[0], _("Helper {n}").format(n=helper.number)), item[1]


async def _proposal(session: Session, id: int) -> Item | None:
    request, item = await requests.get(session, id), await _request(session, id)
    if request is None or item is None:
        return None
    return lines(item[0], await proposals.list_item(session, request)), item[1]


async def _request(session: Session, id: int) -> Item | None:
    request = await requests.get(session, id)
    if request is None:
        return None
    age, urgency = (
        labels.age(request.created_at, session.now),
        labels.called(labels.URGENCIES, request.ask.urgency),
    )
    title = lines(str(request.number), urgency, age, separator=" · ")
    button = action_button(_("Request {n}").format(n=request.number), "m-request", request.number)
    return lines(title, labels.kind(request.ask)), button


async def _volunteer(session: Session, id: int) -> Item | None:
    helper = await helpers.get(session, id)
    if helper is None:
        return None
    spoken = labels.several(tuple(labels.LANGUAGES.get(code, code) for code in helper.skills.languages))
    title = lines(str(helper.number), labels.meeting(helper.skills.in_person), separator=" · ")
    button = action_button(_("Helper {n}").format(n=helper.number), "m-helper", helper.person_id)
    return lines(title, spoken), button


def _size(sizes: Sizes, name: str) -> int:
    return int(getattr(sizes, name))


SHOW: dict[str, Callable[[Session, int], Awaitable[Item | None]]] = {
    "volunteers": _volunteer,
    "proposed": _proposal,
    "pairings": _pairing,
}
COMMANDS = (DeskCommand("queue", "/queue", _("What waits for a moderator"), queue),)
ACTIONS = (DeskAction("m-queue", overview), DeskAction("m-list", page), DeskAction("m-seen", seen))
