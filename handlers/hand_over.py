"""What a helper who rests, stops or is paused lets go of: offers go to the next at once, matches keep their place."""

from bot.domain import outcomes
from handlers import parting
from storage import matches, offers, requests
from storage.database import Session
from storage.matches import Match


async def offers_back(session: Session, helper_id: int) -> int:
    """Take back all offers that wait at a helper who is not asked any more; return how many the helper had seen.

    The helper's row is changed before: an answer that comes at the same time waits for it, and finds the new state.
    """
    seen = 0
    for offer in await offers.of_helper(session, helper_id, *offers.HELD):
        if await offers.take_back(session, offer):
            seen += offer.status == offers.OPEN
    await requests.look_at_all(session)
    return seen


async def matches_on(session: Session, helper_id: int, by: int = 0) -> list[Match]:
    """Let every open match go on to another helper; return those that did. `by`: who said so (0: nobody of the two)."""
    mine = [match for match in await matches.active_of(session, helper_id) if match.helper_id == helper_id]
    return [match for match in mine if await parting.give_back(session, match, outcomes.LEFT, by)]
