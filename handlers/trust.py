"""How far the pairing of a request with a helper is trusted: by their groups, and by what each of them wishes."""

from bot.domain.trust import most_trusting, strictest
from storage import groups, persons
from storage.database import Session
from storage.requests import Request


async def mode_of(session: Session, request: Request, helper_id: int) -> str:
    """Return the mode (bot/domain/trust.py) of a pair: the strictest of those that concern it.

    A helper of another group brings the mode of their own, the most trusting one when they are in several.
    """
    modes, theirs = await groups.modes(session), await groups.of_person(session, helper_id)
    concerned = [modes[request.group_id]] if request.group_id in modes else []
    own = [modes[id] for id in theirs if id in modes]
    if own and request.group_id not in theirs:
        concerned.append(most_trusting(own))
    for person_id in (request.person_id, helper_id):
        person = await persons.get(session, person_id)
        if person is not None and person.profile.trust:
            concerned.append(person.profile.trust)
    return strictest(concerned)
