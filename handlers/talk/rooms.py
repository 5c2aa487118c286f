"""The talks of a person: the list, opening one, and where words go that are written outside any flow."""

from typing import Final

from bot.domain import catalogue
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, command_button
from handlers import flood
from handlers.base import Reply, Turn, row_id
from handlers.talk.access import MENU, TALKS, barrier, beside, label, other_name, own, plain
from handlers.talk.asking import ask_to_whom, deliver, goes_to, typed, with_question
from handlers.talk.words import heard, unfit
from storage import matches, outbox, requests, talk_messages
from storage.matches import Match

MOST: Final = 20  # buttons of talks on one screen


async def said(turn: Turn) -> Reply:
    """Take words written outside any flow into the open talk, or ask which talk they belong to."""
    active = await matches.active_of(turn.session, turn.person.id)
    if (decided := await typed(turn, active)) is not None:
        return decided
    answers_unknown = bool(turn.event.reply_to) and len(active) > 1  # to which talk, nobody knows any more
    if "talk" in turn.state and not answers_unknown:
        match = await matches.get(turn.session, turn.state["talk"])
        if match is None or match.status != matches.ACTIVE:
            del turn.state["talk"]
        if match is not None and match.has(turn.person.id):
            return await _say(turn, match)
    if not active:
        return None
    if (why_not := unfit(turn.event)) is not None:
        return plain(why_not, TALKS)
    return await ask_to_whom(turn, active[:MOST], heard(turn))


async def replied(turn: Turn) -> Reply:
    """Take a native reply into the talk of the message that it answers; None when that is no talk message."""
    account = turn.arrival.account.id
    message = await talk_messages.seen_as(turn.session, account, turn.event.reply_to)
    match = await matches.get(turn.session, message.match_id) if message is not None else None
    if match is None or not match.has(turn.person.id):
        return None
    return await _say(turn, match)


async def _say(turn: Turn, match: Match) -> Reply:
    if (why_not := unfit(turn.event)) is not None:
        return plain(why_not)
    gate = flood.into_a_talk(turn, match.id, other_name(turn, match))
    if not gate.open:
        return gate.says
    return await deliver(turn, match, [heard(turn)])


async def talks(turn: Turn) -> Screen:
    """List the person's talks, with a button for each."""
    active = (await matches.active_of(turn.session, turn.person.id))[:MOST]
    if not active:
        text = _("There are no talks now. A talk begins when a helper takes a request.")
        return Screen(text, ((command_button(_("Ask for help"), "ask"), MENU),), passing=True)
    told = [await _described(turn, match) for match in active]
    rows = [(action_button(await label(turn, match), "talk", match.id),) for match in active]
    return Screen(lines(_("Your talks:"), *told), (*rows, (MENU,)), passing=True)


async def open_talk(turn: Turn, row: str) -> Reply:
    """Open a talk below the message whose button was pressed: that message may hold the other's words."""
    try:
        match = await own(turn, row_id(row))
    except Refused as refused:
        beside(turn, plain(refused.text, TALKS))
        return None
    beside(turn, barrier(turn, match) or with_question(turn, match, await _opened(turn, match)))
    return None


async def _opened(turn: Turn, match: Match) -> Screen:
    turn.state["talk"] = match.id
    now = turn.session.now
    if turn.person.profile.by_day(now) > now:  # awake after all: what waited comes now
        await outbox.due_now(turn.session, turn.arrival.account.id)
    _put_draft_aside(turn)
    seen = _("There you are seen as {name}.").format(name=match.name_of(turn.person.id))
    text = paragraphs(await _described(turn, match), lines(goes_to(turn, match), seen))
    pause, report, end = (
        action_button(says, action, match.id)
        for says, action in ((_("Pause"), "talk-pause"), (_("Report"), "talk-report"), (_("End"), "talk-end"))
    )
    return Screen(text, ((pause, end), (report, TALKS), (MENU,)), passing=True)


async def _described(turn: Turn, match: Match) -> Text:
    request = await requests.get(turn.session, match.request_id)
    if request is None:
        return other_name(turn, match)
    need = catalogue.need(request.ask.need).label
    text = _("{name}: request {number}, {need}")
    return text.format(name=other_name(turn, match), number=request.number, need=need)


def _put_draft_aside(turn: Turn) -> None:
    """Keep an unfinished flow for later, as routing does: from now on words belong to the talk."""
    draft = turn.state.pop("draft", None)
    if draft is not None and draft["answers"]:
        turn.state.setdefault("kept", {})[draft["flow"]] = draft
