"""/match: who could help with a request and why, how many each rule leaves, and what would help most."""

from collections.abc import Sequence
from typing import Final

from bot.domain.matching.why import Kept
from bot.errors import Refused
from bot.i18n import Text, _, ctx, lines, paragraphs, plural
from bot.screens import Button, Rows, Screen, action_button, grid, stacked
from handlers.moderators import fitting, pair_words
from handlers.moderators.approve import NOBODY
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.fitting import Fit, Look
from handlers.moderators.request import find
from storage import helpers, offers, pair_rules, requests
from storage.helpers import Helper
from storage.requests import Request

OPEN_STATES = (requests.HELD, requests.WAITING)
SHOWN: Final = 6
NOT_OPEN = _("Request {n} is not open any more: somebody helps already, or it is closed.")
RULES: Final = {
    pair_rules.PINNED: _("The request is kept for this helper: nobody else is asked."),
    pair_rules.FORBIDDEN: _("This pair is forbidden: Kolo never proposes it."),
}


async def match(turn: DeskTurn) -> Screen:
    """/match N."""
    return await choose(turn, turn.args)


async def choose(turn: DeskTurn, row: str) -> Screen:
    """Show the helpers who may be asked, the best first, and why nobody else may."""
    request = await open_request(turn, row)
    await turn.record("look", f"request {request.number}")
    return await choice(turn, request)


async def choice(turn: DeskTurn, request: Request) -> Screen:
    """Return the list of helpers who may be asked about an open request."""
    seen = await fitting.look(turn.session, request)
    found = await fitting.numbers(turn.session, seen.fits()[:SHOWN])
    nobody = _("No helper fits request {n} now.").format(n=request.number)
    title = _("Who may be asked about request {n}, the best first:").format(n=request.number)
    chosen = await _chosen(turn, seen) if found else None
    text = paragraphs(
        title if found else nobody, _list(found), chosen, _funnel(seen), _lacks(seen), _resting(seen)
    )
    return Screen(text, _buttons(request, [helper for _fit, helper in found]))


async def _chosen(turn: DeskTurn, seen: Look) -> Text:
    """Say whom the matcher takes when all that wait are looked at together, and why not somebody nicer."""
    why = seen.why()
    if why is None:
        return _("Kolo gives the free places to others who wait: nobody is left for this one just now.")
    helper = await helpers.get(turn.session, int(why.helper))
    points = [pair_words.PARTS[name].format(n=f"{n:+d}") for name, n in why.parts.items()]
    points += [pair_words.PARTS["load"].format(n=f"{why.load:+d}")] if why.load else []
    title = _("Kolo chooses helper {n}: {points} points").format(
        n="?" if helper is None else helper.number, points=why.points
    )
    return lines(title, *points, await _kept(turn, why.kept) if why.kept is not None else None)


async def _kept(turn: DeskTurn, kept: Kept) -> Text | None:
    helper = await helpers.get(turn.session, int(kept.helper))
    request = await requests.get(turn.session, int(kept.request))
    if helper is None or request is None:
        return None
    alone = _(
        "Helper {n} has {more} points more, but is kept for request {other}, which has nobody else (price {price})."
    )
    some = _("Helper {n} has {more} points more, but is kept for request {other} (price {price}).")
    says = some if kept.others else alone
    return says.format(n=helper.number, more=kept.more, other=request.number, price=kept.price)


def _list(found: Sequence[tuple[Fit, Helper]]) -> Text | None:
    says = ctx("desk", "{n}: {points} points, helps {load}, free {free}")
    rows = [
        says.format(n=helper.number, points=fit.worth, load=fit.candidate.load, free=fit.free)
        for fit, helper in found
    ]
    return lines(*rows) if rows else None


def _why(fit: Fit, helper: Helper) -> Text:
    title = _("Why helper {n}: {points} points").format(n=helper.number, points=fit.worth)
    return lines(title, *points_of(fit))


def points_of(fit: Fit) -> list[Text]:
    """Return the points of a pair, a line each; together they are its worth."""
    return [pair_words.PARTS[name].format(n=f"{points:+d}") for name, points in fit.points.items()]


def _funnel(seen: Look) -> Text:
    """Return how many helpers each rule leaves; a rule that takes nobody away is not shown."""
    everybody = len(seen.market.snapshot.candidates)
    before, shown = everybody, list[Text]()
    for code, left in seen.rules.funnel(seen.waiting):
        if left != before:
            shown.append(pair_words.LEFT[code].format(n=left))
        before = left
    return lines(plural("{n} helper in all", "{n} helpers in all", everybody), *shown, separator=" → ")


def _lacks(seen: Look) -> Text | None:
    missing = seen.rules.missing(seen.waiting)[:2]
    if seen.rules.may_ask(seen.waiting) or not missing:
        return None
    row = ctx("gap", "{what} (then {n} could be asked)")
    rows = (row.format(what=pair_words.LACKS[code], n=left) for code, left in missing)
    return lines(_("What would help most:"), *rows)


def _resting(seen: Look) -> Text | None:
    resting = seen.rules.resting(seen.waiting)
    return (
        pair_words.resting(one.back_at for one in resting) if not seen.rules.may_ask(seen.waiting) else None
    )


def _buttons(request: Request, found: Sequence[Helper]) -> Rows:
    each = tuple(
        action_button(_("Helper {n}").format(n=helper.number), "m-pair", f"{request.number}-{helper.number}")
        for helper in found
    )
    return (*grid(each), (action_button(_("Back to the card"), "m-request", request.number),))


async def pair(turn: DeskTurn, row: str) -> Screen:
    """Show one pair: its points, the runner-up, and what a moderator can decide about it."""
    request, helper = await _pair(turn, row)
    await turn.record("look", f"request {request.number}")
    return await pair_card(turn, request, helper)


async def pair_card(turn: DeskTurn, request: Request, helper: Helper) -> Screen:
    """Return the card of a pair."""
    seen = await fitting.look(turn.session, request)
    candidate = seen.candidate(helper.person_id)
    codes = await fitting.obstacles(turn.session, request, helper) if candidate is not None else ("inactive",)
    fit = seen.fit(candidate) if candidate is not None else None
    rule = await _rule(turn, request, helper)
    title = _("Request {request}, helper {n}").format(request=request.number, n=helper.number)
    may_not = lines(_("May not be asked now:"), pair_words.refused(codes)) if codes else None
    why = None if fit is None else _why(fit, helper)
    text = paragraphs(title, RULES.get(rule), may_not, why, await _runner_up(turn, seen, helper))
    return Screen(text, _decisions(request, helper, rule))


async def _runner_up(turn: DeskTurn, seen: Look, helper: Helper) -> Text | None:
    others = [fit for fit in seen.fits() if fit.candidate.id != helper.person_id][:1]
    for fit, other in await fitting.numbers(turn.session, others):
        return _("After that: helper {n}, {points} points").format(n=other.number, points=fit.worth)
    return None


def _decisions(request: Request, helper: Helper, rule: str) -> Rows:
    row = f"{request.number}-{helper.number}"
    lift: Button | None = action_button(_("Take this back"), "m-lift", row) if rule else None
    pin = None if rule == pair_rules.PINNED else action_button(_("Only this helper"), "m-pin", row)
    forbid = None if rule == pair_rules.FORBIDDEN else action_button(_("Forbid this pair"), "m-forbid", row)
    ask = action_button(_("Ask now"), "m-assign", row, "primary")
    return stacked(ask, pin, forbid, lift, action_button(_("To all helpers"), "m-choose", request.number))


async def pin(turn: DeskTurn, row: str) -> Screen:
    """Ask nobody but this helper about the request; the rest is solved around it."""
    return await _decide(turn, row, pair_rules.PINNED)


async def forbid(turn: DeskTurn, row: str) -> Screen:
    """Never make this pair; the rest is solved around it."""
    return await _decide(turn, row, pair_rules.FORBIDDEN)


async def _decide(turn: DeskTurn, row: str, kind: str) -> Screen:
    request, helper = await _pair(turn, row)
    request = await requests.lock(turn.session, request.id) or request
    if request.status not in OPEN_STATES:
        raise Refused(NOT_OPEN.format(n=request.number))
    if kind == pair_rules.PINNED and helper.person_id == request.person_id:
        raise Refused(pair_words.refused(("self",)))
    await pair_rules.put(turn.session, request.id, helper.person_id, kind)
    for offer in await offers.of_request(turn.session, request.id, *offers.HELD):
        if (offer.helper_id == helper.person_id) == (kind == pair_rules.FORBIDDEN):
            await offers.take_back(turn.session, offer)
    await _changed(turn, request, helper, kind)
    return await pair_card(turn, request, helper)


async def lift(turn: DeskTurn, row: str) -> Screen:
    """Take back what was decided about a pair."""
    request, helper = await _pair(turn, row)
    if await pair_rules.lift(turn.session, request.id, helper.person_id):
        await _changed(turn, request, helper, "lifted")
    return await pair_card(turn, request, helper)


async def _changed(turn: DeskTurn, request: Request, helper: Helper, act: str) -> None:
    await turn.record(act, f"request {request.number}", f"helper {helper.number}")
    await requests.look_again(turn.session, request.id, turn.session.now)


async def _rule(turn: DeskTurn, request: Request, helper: Helper) -> str:
    rules = await pair_rules.of_requests(turn.session, [request.id])
    return next((rule.kind for rule in rules if rule.helper_id == helper.person_id), "")


async def _pair(turn: DeskTurn, row: str) -> tuple[Request, Helper]:
    number, helper_number = numbers(row.replace("-", " "), 2)
    request = await open_request(turn, str(number))
    return request, await find_helper(turn, helper_number)


async def find_helper(turn: DeskTurn, number: int) -> Helper:
    """Return the helper with this number; raise Refused."""
    helper = await helpers.by_number(turn.session, number)
    if helper is None:
        raise Refused(NOBODY.format(number=number))
    return helper


async def open_request(turn: DeskTurn, row: str) -> Request:
    """Return the request with the number in `row` if it looks for a helper; raise Misread or Refused."""
    request = await find(turn, row)
    if request.status not in OPEN_STATES:
        raise Refused(NOT_OPEN.format(n=request.number))
    return request


COMMANDS = (DeskCommand("match", "/match 17", _("Who could help with a request, and why"), match),)
ACTIONS = (
    DeskAction("m-choose", choose),
    DeskAction("m-pair", pair),
    DeskAction("m-pin", pin),
    DeskAction("m-forbid", forbid),
    DeskAction("m-lift", lift),
)
