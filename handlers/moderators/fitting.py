"""Why a helper may not be asked about a request: the first hard rule that is broken, in words."""

from bot.domain import places
from bot.domain.matching import Candidate, Waiting, suits
from bot.i18n import Text, _
from handlers.moderators import labels
from storage import helpers, matches, offers
from storage.database import Session
from storage.helpers import Helper
from storage.requests import Request


async def waiting(session: Session, request: Request) -> Waiting:
    """Return the request as the rules see it; a helper who said no is barred, one who stayed silent is not."""
    declined = await offers.of_request(session, request.id, offers.DECLINED)
    barred = {offer.helper_id for offer in declined} | await _apart(session, request)
    return Waiting(request.person_id, request.language, request.ask, request.group_id, frozenset(barred))


async def _apart(session: Session, request: Request) -> set[int]:
    return (await matches.apart(session, [request.person_id])).get(request.person_id, set())


def neighbours(request: Request) -> tuple[str, ...]:
    """Return the regions next to that of the request."""
    region = request.ask.region
    return places.neighbours(region) if places.is_place(region) else ()


async def obstacle(session: Session, request: Request, helper: Helper) -> Text | None:
    """Return the hard rule that forbids to ask this helper about this request, or None."""
    if helper.status != helpers.APPROVED:
        return NOT_APPROVED.format(state=labels.called(labels.HELPERS, helper.status))
    if helper.person_id in await _apart(session, request):
        return HAD_ENOUGH
    candidate = {one.helper_id: one for one in await helpers.candidates(session)}[helper.person_id]
    if not candidate.reachable:
        return _("No message can reach this helper now.")
    return broken_rule(await waiting(session, request), candidate, neighbours(request))


def broken_rule(waiting: Waiting, helper: Candidate, near: tuple[str, ...]) -> Text | None:
    """Return the first broken rule in words, or None when `matching.suits` lets the helper be asked."""
    if suits(waiting, helper, near):
        return None
    ask, skills = waiting.ask, helper.skills
    broken = (
        (helper.helper_id == waiting.requester_id, _("It is their own request.")),
        (helper.helper_id in waiting.barred, _("This helper has already said no to it.")),
        (helper.free_places <= 0, _("This helper has no free place now.")),
        (ask.need not in skills.needs, _("This helper does not help with such needs.")),
        (
            waiting.language not in skills.languages,
            _("This helper does not speak the language of the request."),
        ),
        (ask.wants not in ("any", skills.gender), WANTS.format(who=labels.called(labels.WANTS, ask.wants))),
    )
    return next((says for is_broken, says in broken if is_broken), _("They could not meet in person there."))


HAD_ENOUGH = _("The two have had a talk that one of them paused or reported.")
NOT_APPROVED = _("This helper cannot be asked: {state}.")
WANTS = _("The person asked for {who}.")
