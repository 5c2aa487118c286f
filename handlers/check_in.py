"""How is it going? The question about a match, its answers, and what follows from each."""

from typing import Final

from bot.domain import follow_up, outcomes
from bot.errors import Refused
from bot.i18n import Msg, When, _, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import check_in_screens as screens, parting
from handlers.base import Action, Turn, row_id
from handlers.how_are_you.company import offer_once
from handlers.pairing import HOW_IS_IT, local_date, plan_next
from handlers.where import zone_of
from storage import accounts, check_ins, matches, outbox, requests
from storage.check_ins import CheckIn
from storage.matches import Match
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
NOT_HERE: Final = _("This question is not here any more.")
OVER: Final = _("This talk is closed already, so nothing more is needed. Thank you.")
PAUSED: Final = _("The talk with {name} is paused: nothing is passed on now. You will hear when it goes on.")
ANSWERED: Final = _("You have answered this one. Thank you.")


async def answer(turn: Turn, row: str) -> Screen:
    """Take the answer to a check-in, once."""
    id, _colon, said = row.partition(":")
    check_in = await check_ins.get(turn.session, row_id(id))
    if check_in is None or check_in.person_id != turn.person.id:
        raise Refused(NOT_HERE)
    match, request = await mine(turn, check_in.match_id)
    if said not in outcomes.may_say(_helps(turn, match)):
        raise Refused(NOT_HERE)
    if match.status == matches.ACTIVE and _is_too_old(turn, check_in):
        return _too_old(turn, match, check_in)
    sent, answered = (check_ins.SENT,), check_ins.ANSWERED
    if match.status != matches.ACTIVE or not await check_ins.move(
        turn.session, check_in.id, sent, answered, said
    ):
        return _nothing_more(match)
    await plan_next(turn.session, request, match, turn.person, check_in.due_at, said=said)
    done = await _follow(turn, match, request, said)
    picked = Msg("✓ {answer}").format(answer=screens.label(said, screens.is_first(match, check_in)))
    return Screen(paragraphs(screens.asked(request, match, check_in), picked, done.text), done.rows)


def _too_old(turn: Turn, match: Match, check_in: CheckIn) -> Screen:
    """An answer to a question of long ago changes nothing, and says where the talk can be ended."""
    date = When(check_in.due_at, zone_of(turn.person), "d MMMM")
    ends = action_button(_("End"), "close", match.id)
    return Screen(screens.TOO_OLD.format(date=date), stacked(screens.talk_button(match), ends, MENU))


def _is_too_old(turn: Turn, check_in: CheckIn) -> bool:
    """Whether a question that was not answered is over: a newer one was asked, or a month has passed."""
    over = turn.session.now >= check_in.due_at + follow_up.ANSWER_WITHIN
    return check_in.status == check_ins.LAPSED or (check_in.status == check_ins.SENT and over)


async def ask_how_it_ends(turn: Turn, row: str) -> Screen:
    """Ask, on the wish of one of the two, how the talk ends."""
    match, request = await mine(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return _nothing_more(match)
    says = outcomes.HELPER_SAYS if _helps(turn, match) else outcomes.REQUESTER_SAYS
    buttons = (
        screens.outcome_button(match, said) for said in says if said not in (outcomes.TALKING, outcomes.QUIET)
    )
    text = _("How does the talk with {name} end? Request {number}.").format(
        name=match.name_of(match.other(turn.person.id)), number=request.number
    )
    return Screen(text, stacked(*buttons, action_button(_("Back"), "talk", match.id), MENU))


async def end(turn: Turn, row: str) -> Screen:
    """Do what was said about how the talk ends."""
    id, _colon, said = row.partition(":")
    match, request = await mine(turn, row_id(id))
    if said not in outcomes.may_say(_helps(turn, match)):
        raise Refused(NOT_HERE)
    if match.status != matches.ACTIVE:
        return _nothing_more(match)
    await _answers_the_newest(turn, match, request, said)
    return await _follow(turn, match, request, said)


async def _answers_the_newest(turn: Turn, match: Match, request: Request, said: str) -> None:
    """Let what is said without being asked count as the answer to a question that is still open."""
    check_in = await check_ins.newest(turn.session, match.id, turn.person.id, HOW_IS_IT)
    sent, answered = (check_ins.SENT,), check_ins.ANSWERED
    if check_in is not None and await check_ins.move(turn.session, check_in.id, sent, answered, said):
        await plan_next(turn.session, request, match, turn.person, check_in.due_at, said=said)


async def _follow(turn: Turn, match: Match, request: Request, said: str) -> Screen:
    """What follows from an answer about an active match."""
    done: Screen | None
    if said in outcomes.CLOSES:
        done = await parting.close(turn.session, match, outcomes.CLOSES[said], turn.person.id)
        if done is not None and not _helps(turn, match):
            done = await offer_once(turn, done)
    elif said in outcomes.GIVES_BACK:
        done = await parting.give_back(turn.session, match, outcomes.GIVES_BACK[said], turn.person.id)
    else:
        return await _go_on(turn, match, request, said)
    if turn.state.get("talk") == match.id:
        turn.state.pop("talk")
    return done or _nothing_more(match)


async def _go_on(turn: Turn, match: Match, request: Request, said: str) -> Screen:
    """The answers after which the match goes on, at least for now."""
    to_the_other = said in (outcomes.QUIET, outcomes.TOGETHER) or (
        said == outcomes.HALF and _helps(turn, match)
    )
    if to_the_other and not match.open:  # who paused the talk hears nothing from the other side
        name = match.name_of(match.other(turn.person.id))
        return screens.go_on(match, PAUSED.format(name=name))
    if said == outcomes.REFUSED:
        return screens.which_way(
            _("A refusal is not the end of it. How shall we go on?"), match, screens.AFTER_REFUSAL
        )
    if said == outcomes.HALF and not _helps(turn, match):
        return screens.which_way(screens.PART_IS_DONE, match, screens.AFTER_HALF)
    if said == outcomes.HALF:
        return await _let_the_other_decide(turn, match)
    if said == outcomes.QUIET:
        return await _ask_whether_needed(turn, match, request)
    if said == outcomes.TOGETHER:
        told = _("{name} would like to go on together with you.")
        await _once_a_day(turn, match, said, screens.go_on(match, told.format(name=match.requester_name)))
        return await _until_next(turn, match, _("Good. The talk goes on."))
    if said == outcomes.NOT_YET:
        return await _until_next(turn, match, screens.NOT_YET[_helps(turn, match)])
    return await _until_next(turn, match, _("Good."))


async def _let_the_other_decide(turn: Turn, match: Match) -> Screen:
    """A helper calls a part done: whether the two go on together is for the one who asked to say."""
    told = screens.OTHER_SAYS_HALF.format(name=match.helper_name)
    await _once_a_day(turn, match, outcomes.HALF, screens.which_way(told, match, screens.AFTER_HALF))
    decides = _("Thank you. {name} decides whether to go on together.")
    return screens.go_on(match, decides.format(name=match.requester_name))


async def _until_next(turn: Turn, match: Match, text: Msg) -> Screen:
    """Say when the next question comes."""
    due = await check_ins.next_due(turn.session, match.id, turn.person.id, HOW_IS_IT)
    if due is None:
        return screens.go_on(match, lines(text, _("You can write here at any time.")))
    date = When(due, zone_of(turn.person), "d MMMM")
    comes = _("The next such question comes on {date}.").format(date=date)
    return screens.go_on(match, lines(text, comes))


async def _ask_whether_needed(turn: Turn, match: Match, request: Request) -> Screen:
    """Ask the silent one, once a day, whether help is still needed, unless nothing reaches them."""
    if await accounts.of_person(turn.session, match.requester_id) is None:
        return screens.away(match)
    await _once_a_day(turn, match, outcomes.QUIET, screens.still_needed(request, match))
    asked = _("We have asked {name} whether help is still needed.")
    return screens.go_on(match, asked.format(name=match.requester_name))


async def _once_a_day(turn: Turn, match: Match, kind: str, screen: Screen) -> None:
    """Pass a word on to the other side; pressing again the same day passes on nothing more."""
    other, today = match.other(turn.person.id), local_date(turn.session.now, zone_of(turn.person))
    if await check_ins.once(turn.session, match.id, other, kind, today):
        await outbox.push(turn.session, other, screen, Priority.TALK)


def _nothing_more(match: Match) -> Screen:
    """An answer that comes too late, or twice."""
    if match.status == matches.ACTIVE:
        return screens.go_on(match, ANSWERED)
    return Screen(OVER, stacked(MENU))


def _helps(turn: Turn, match: Match) -> bool:
    return turn.person.id == match.helper_id


async def mine(turn: Turn, match_id: int) -> tuple[Match, Request]:
    """The match as it is now, with its request locked; raise Refused when it is not the person's."""
    match = await matches.get(turn.session, match_id)
    if match is None or not match.has(turn.person.id):
        raise Refused(NOT_HERE)
    request = await requests.lock(turn.session, match.request_id)
    match = await matches.get(turn.session, match_id)  # again: it may have ended before the lock
    if request is None or match is None:
        raise Refused(NOT_HERE)
    return match, request


ACTIONS = (
    Action("checkin", answer),
    Action("close", ask_how_it_ends),
    Action("outcome", end),
)
