"""How is it going? The question about a match, its answers, and what follows from each."""

from collections.abc import Mapping
from typing import Final

from bot.domain import outcomes
from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import parting
from handlers.base import Action, Turn, row_id
from handlers.pairing import HOW_IS_IT, local_date
from handlers.where import zone_of
from storage import check_ins, matches, outbox, requests
from storage.matches import Match
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
NOT_HERE: Final = _("This question is not here any more.")
OVER: Final = _("This talk is closed already, so nothing more is needed. Thank you.")
ANSWERED: Final = _("You have answered this one. Thank you.")

LABELS: Final[Mapping[str, Msg]] = {
    outcomes.TALKING: _("We are still talking"),
    outcomes.SOLVED: _("It is solved"),
    outcomes.HALF: _("Partly"),
    outcomes.SILENT: _("No word from them"),
    outcomes.QUIET: _("No word from them"),
    outcomes.REFUSED: _("It was refused"),
    outcomes.NOT_NEEDED: _("No longer needed"),
    outcomes.LEFT: _("I cannot go on"),
    outcomes.TOGETHER: _("Go on together"),
    outcomes.HALF_ELSEWHERE: _("Look for somebody else"),
    outcomes.REFUSED_ELSEWHERE: _("Look for somebody else"),
    outcomes.REFUSED_END: _("Close the request"),
}


def question(request: Request, match: Match, person_id: int, check_in: int) -> Screen:
    """Ask one of the two how it is going; nothing is lost when they do not answer."""
    helping = person_id == match.helper_id
    says = outcomes.HELPER_SAYS if helping else outcomes.REQUESTER_SAYS
    buttons = (action_button(LABELS[said], "checkin", f"{check_in}:{said}") for said in says)
    return Screen(_asked(request, match, person_id), stacked(*buttons, MENU))


def _asked(request: Request, match: Match, person_id: int) -> Text:
    return _(
        "Request {number}, {name}. Have you been able to talk, and how is it going? You need not answer."
    ).format(number=request.number, name=match.name_of(match.other(person_id)))


def wait_for_word(request: Request, match: Match) -> Screen:
    """Remind a helper, once, of the first word."""
    text = _(
        "{name} is waiting for a first word about request {number}. A short greeting is enough. "
        "If it does not work out now, give it back: somebody else will be asked, and that is fine."
    ).format(name=match.requester_name, number=request.number)
    return Screen(text, stacked(_talk_button(match), _outcome_button(match, outcomes.LEFT), MENU))


def word_is_late(request: Request, match: Match) -> Screen:
    """Tell the person who asked that the helper has not written, and what they can do."""
    text = _(
        "{name} has not written yet about request {number}. We have sent a reminder. "
        "You can write first, or let somebody else be asked."
    ).format(name=match.helper_name, number=request.number)
    elsewhere = action_button(_("Look for somebody else"), "outcome", f"{match.id}:{outcomes.SILENT}")
    return Screen(text, stacked(_talk_button(match), elsewhere, MENU))


async def answer(turn: Turn, row: str) -> Screen:
    """Take the answer to a check-in, once."""
    id, _colon, said = row.partition(":")
    check_in = await check_ins.get(turn.session, row_id(id))
    if check_in is None or check_in.person_id != turn.person.id:
        raise Refused(NOT_HERE)
    match, request = await _mine(turn, check_in.match_id)
    if said not in outcomes.may_say(_helps(turn, match)):
        raise Refused(NOT_HERE)
    sent, answered = (check_ins.SENT,), check_ins.ANSWERED
    if match.status != matches.ACTIVE or not await check_ins.move(
        turn.session, check_in.id, sent, answered, said
    ):
        return _nothing_more(match)
    done = await _follow(turn, match, request, said)
    picked = Msg("✓ {answer}").format(answer=LABELS[said])
    return Screen(paragraphs(_asked(request, match, turn.person.id), picked, done.text), done.rows)


async def ask_how_it_ends(turn: Turn, row: str) -> Screen:
    """Ask, on the wish of one of the two, how the talk ends."""
    match, request = await _mine(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return _nothing_more(match)
    says = outcomes.HELPER_SAYS if _helps(turn, match) else outcomes.REQUESTER_SAYS
    buttons = (
        _outcome_button(match, said) for said in says if said not in (outcomes.TALKING, outcomes.QUIET)
    )
    text = _("How does the talk with {name} end? Request {number}.").format(
        name=match.name_of(match.other(turn.person.id)), number=request.number
    )
    return Screen(text, stacked(*buttons, action_button(_("Back"), "talk", match.id), MENU))


async def end(turn: Turn, row: str) -> Screen:
    """Do what was said about how the talk ends."""
    id, _colon, said = row.partition(":")
    match, request = await _mine(turn, row_id(id))
    if said not in outcomes.may_say(_helps(turn, match)):
        raise Refused(NOT_HERE)
    if match.status != matches.ACTIVE:
        return _nothing_more(match)
    return await _follow(turn, match, request, said)


async def look_anew(turn: Turn, row: str) -> Screen:
    """Let a request that the helper called solved wait again, in its old place."""
    match = await matches.get(turn.session, row_id(row))
    if match is None or match.requester_id != turn.person.id:
        raise Refused(NOT_HERE)
    request = await requests.lock(turn.session, match.request_id)
    before, now = (requests.CLOSED,), turn.session.now
    solved = match.status == matches.CLOSED and match.outcome == outcomes.SOLVED
    if request is None or not solved or request.outcome != outcomes.SOLVED:
        raise Refused(NOT_HERE)
    await requests.move(
        turn.session, request.id, before, requests.WAITING, outcome="", closed_at=None, look_at=now, notices=0
    )
    return Screen(parting.GOES_ON.format(number=request.number), stacked(MENU))


async def _follow(turn: Turn, match: Match, request: Request, said: str) -> Screen:
    """What follows from an answer about an active match."""
    done: Screen | None
    if said in outcomes.CLOSES:
        done = await parting.close(turn.session, match, outcomes.CLOSES[said], turn.person.id)
    elif said in outcomes.GIVES_BACK:
        done = await parting.give_back(turn.session, match, outcomes.GIVES_BACK[said], turn.person.id)
    else:
        return await _go_on(turn, match, request, said)
    if turn.state.get("talk") == match.id:
        turn.state.pop("talk")
    return done or _nothing_more(match)


async def _go_on(turn: Turn, match: Match, request: Request, said: str) -> Screen:
    """The answers after which the match goes on, at least for now."""
    if said == outcomes.REFUSED:
        return _which_way(_("A refusal is not the end of it. How shall we go on?"), match, _AFTER_REFUSAL)
    if said == outcomes.HALF and not _helps(turn, match):
        return _which_way(_PART_IS_DONE, match, _AFTER_HALF)
    if said == outcomes.HALF:
        await _once_a_day(
            turn, match, said, _which_way(_OTHER_SAYS_HALF.format(name=match.helper_name), match, _AFTER_HALF)
        )
        return _on(
            match, _("Thank you. {name} decides whether to go on together.").format(name=match.requester_name)
        )
    if said == outcomes.QUIET:
        await _once_a_day(turn, match, said, _still_needed(request, match))
        return _on(
            match, _("We have asked {name} whether help is still needed.").format(name=match.requester_name)
        )
    if said == outcomes.TOGETHER:
        told = _("{name} would like to go on together with you.")
        await _once_a_day(turn, match, said, _on(match, told.format(name=match.requester_name)))
        return _on(match, _("Good. The talk goes on."))
    due = await check_ins.next_due(turn.session, match.id, turn.person.id, HOW_IS_IT)
    if due is None:
        return _on(match, _("Good. You can write here at any time."))
    date = When(due, zone_of(turn.person), "d MMMM")
    return _on(match, _("Good. The next such question comes on {date}.").format(date=date))


async def _once_a_day(turn: Turn, match: Match, kind: str, screen: Screen) -> None:
    """Pass a word on to the other side; pressing again the same day passes on nothing more."""
    other, today = match.other(turn.person.id), local_date(turn.session.now, zone_of(turn.person))
    if await check_ins.once(turn.session, match.id, other, kind, today):
        await outbox.push(turn.session, other, screen, Priority.TALK)


def _still_needed(request: Request, match: Match) -> Screen:
    text = _("{name} is here and waits for a word about request {number}. Is help still needed?").format(
        name=match.helper_name, number=request.number
    )
    ends = (_outcome_button(match, said) for said in (outcomes.SOLVED, outcomes.NOT_NEEDED))
    return Screen(text, stacked(_talk_button(match), *ends, MENU))


def _which_way(text: Msg, match: Match, ways: tuple[str, ...]) -> Screen:
    return Screen(text, stacked(*(_outcome_button(match, said) for said in ways), MENU))


def _on(match: Match, text: Msg) -> Screen:
    return Screen(text, stacked(_talk_button(match), MENU))


def _nothing_more(match: Match) -> Screen:
    """An answer that comes too late, or twice."""
    if match.status == matches.ACTIVE:
        return _on(match, ANSWERED)
    return Screen(OVER, stacked(MENU))


def _outcome_button(match: Match, said: str) -> Button:
    return action_button(LABELS[said], "outcome", f"{match.id}:{said}")


def _talk_button(match: Match) -> Button:
    return action_button(_("Open the talk"), "talk", match.id)


def _helps(turn: Turn, match: Match) -> bool:
    return turn.person.id == match.helper_id


async def _mine(turn: Turn, match_id: int) -> tuple[Match, Request]:
    """The match as it is now, with its request locked; raise Refused when it is not the person's."""
    match = await matches.get(turn.session, match_id)
    if match is None or not match.has(turn.person.id):
        raise Refused(NOT_HERE)
    request = await requests.lock(turn.session, match.request_id)
    match = await matches.get(turn.session, match_id)  # again: it may have ended before the lock
    if request is None or match is None:
        raise Refused(NOT_HERE)
    return match, request


_PART_IS_DONE = _("Part of it is done. How would you like to go on?")
_OTHER_SAYS_HALF = _("{name} writes: part of it is done. How would you like to go on?")
_AFTER_HALF = (outcomes.TOGETHER, outcomes.HALF_ELSEWHERE)
_AFTER_REFUSAL = (outcomes.REFUSED_ELSEWHERE, outcomes.TOGETHER, outcomes.REFUSED_END)

ACTIONS = (
    Action("checkin", answer),
    Action("close", ask_how_it_ends),
    Action("outcome", end),
    Action("anew", look_anew),
)
