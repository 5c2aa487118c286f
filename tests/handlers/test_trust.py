"""/settings: a stricter mode for oneself."""

from bot.domain import trust
from storage import persons
from tests.circle import Circle


async def test_a_person_can_wish_that_a_moderator_confirms_each_pairing(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/settings")
    assert "Who approves pairs: as in my group" in olha.screen.text
    await olha.presses("Who approves pairs")
    await olha.presses("a moderator confirms it first")
    assert "Who approves pairs: a moderator confirms it first" in olha.screen.text
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
    assert person is not None
    assert person.profile.trust == trust.CONFIRMED
    await olha.presses("Who approves pairs")
    await olha.presses("as in my group")
    assert "Who approves pairs: as in my group" in olha.screen.text
