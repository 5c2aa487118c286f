"""Words that wait for a decision of their author are forgotten after an hour, also when nobody ever decides."""

import pytest
from sqlalchemy import update

from storage import held_words, persons
from storage.persons import PersonRow
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.conftest import circle as circle

CARD = "4444 3333 2222 1111"


async def state(circle: Circle, phone: Phone) -> str:
    """All that is kept of where a person's conversation stands."""
    async with circle.database.transaction() as session:
        arrivals = await persons.arrive(session, phone.channel, [phone.address])
    return str(arrivals[phone.address].state)


@pytest.fixture
async def holds(circle: Circle) -> Phone:
    """Somebody whose words wait behind the question whether they may really go."""
    olha, _petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says(f"the card is {CARD}")
    assert "Send anyway" in olha.screen.labels
    return olha


async def test_they_wait_for_an_hour_and_are_gone_from_the_table_soon_after(
    circle: Circle, holds: Phone
) -> None:
    await circle.chat.passes(minutes=59)
    assert CARD in await state(circle, holds)
    await circle.chat.passes(minutes=2)
    assert CARD not in await state(circle, holds)
    assert "talk" in await state(circle, holds)
    await holds.presses("Send anyway")
    assert "answered already, or too old" in holds.screen.text


async def test_a_row_that_does_not_open_keeps_nobody_elses_words(circle: Circle, holds: Phone) -> None:
    other, _petro, _match_id = await circle.talking()
    async with circle.database.transaction() as session:
        damaged = update(PersonRow).where(PersonRow.id == circle.id(other)).values(conversation=b"x" * 64)
        await session.execute(damaged)
    await circle.chat.passes(hours=2)
    async with circle.database.transaction() as session:
        assert await held_words.forget_old(session) == 0
    assert CARD not in await state(circle, holds)
