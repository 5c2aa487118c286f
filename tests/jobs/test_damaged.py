"""What does not open (a damaged disk) is tried again every hour, and keeps nobody else from being asked."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from handlers.how_are_you import planning
from jobs import outcome
from storage import helpers
from storage.accounts import AccountRow
from storage.helpers import HelperRow
from storage.matches import MatchRow
from storage.persons import PersonRow
from tests.chat import Phone
from tests.circle import Circle, heard

DAMAGED = b"damaged" * 9


async def damage(circle: Circle, what: str, people: list[int], match_id: int) -> None:
    """Spoil what is kept of one pair."""
    spoilt = {
        "profile": update(PersonRow).where(PersonRow.id.in_(people)).values(profile=DAMAGED),
        "skills": update(HelperRow).where(HelperRow.person_id.in_(people)).values(skills=DAMAGED),
        "address": update(AccountRow).where(AccountRow.person_id.in_(people)).values(address=DAMAGED),
        "names": update(MatchRow).where(MatchRow.id == match_id).values(helper_name=DAMAGED),
    }
    async with circle.database.transaction() as session:
        await session.execute(spoilt[what])


async def pair(circle: Circle) -> tuple[Phone, Phone, int]:
    """A talk whose helper begins to rest, and both wish to be asked how they are."""
    asks, helps, match_id = await circle.talking()
    async with circle.database.transaction() as session:
        until = session.now + timedelta(days=1)
        for phone in (asks, helps):
            await planning.choose(session, circle.people[phone.address], "week", 18, "moderator")
            await helpers.set_word(session, circle.id(phone), until + timedelta(days=1))
        await helpers.rest(session, circle.id(helps), until)
    return asks, helps, match_id


@pytest.mark.parametrize("what", ["profile", "skills", "address", "names"])
async def test_the_others_hear_everything_at_its_time(circle: Circle, what: str) -> None:
    spoilt_asks, spoilt_helps, spoilt = await pair(circle)
    asks, helps, _match = await pair(circle)
    await damage(circle, what, [circle.id(spoilt_asks), circle.id(spoilt_helps)], spoilt)
    for _step in range(26):
        await circle.chat.passes(hours=3)
    for phone in (asks, helps):
        assert heard(phone, "have you been able to talk?") == 1
        assert heard(phone, "how is it going?") == 1
        assert heard(phone, "these days?") == 2
    assert heard(helps, "Your rest is over") == 1
    assert heard(helps, "A word for yourself") == 1


async def test_what_fails_is_tried_once_an_hour(circle: Circle) -> None:
    asks, helps, match_id = await pair(circle)
    await damage(circle, "profile", [circle.id(asks), circle.id(helps)], match_id)
    failed = []
    for minutes in (24 * 60, 30, 29, 1):
        run = outcome.begin()
        await circle.chat.passes(minutes=minutes)
        failed.append(run.postponed > 0)
    assert failed == [True, False, False, True]
