"""The end of a rest: at its hour, never at night, told once, with a way to rest longer."""

from datetime import timedelta

from jobs import rests
from storage import helpers, persons
from tests.circle import Circle, heard
from tests.handlers.helping.test_rest import stands

OVER = "Your rest is over"


async def test_a_rest_ends_at_its_hour_and_the_helper_is_asked_again(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:tomorrow")
    await circle.asks(await circle.joins())
    await circle.chat.passes(hours=19)  # nine in the morning
    assert heard(petro, OVER) == 0
    await circle.chat.passes(hours=1)
    assert heard(petro, OVER) == 1
    assert heard(petro, "Can you help?") == 1
    await circle.chat.passes(days=1)
    assert heard(petro, OVER) == 1


async def test_at_its_end_it_can_be_made_longer(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:tomorrow")
    await circle.chat.passes(hours=20)
    assert petro.screen.labels == [
        "Until tomorrow", "Until Monday", "Two weeks", "Until I write", "How I help", "Menu",
    ]  # fmt: skip
    await petro.presses("Two weeks")
    assert (await stands(circle, petro)).status == helpers.RESTING


async def test_who_moved_to_where_it_is_night_is_not_woken(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:tomorrow")
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(petro))
        assert person is not None
        await persons.tell(session, person, region="US")
    await circle.chat.passes(hours=20)  # three in the morning in New York
    assert heard(petro, OVER) == 0
    assert (await stands(circle, petro)).status == helpers.RESTING
    await circle.chat.passes(hours=7)
    assert heard(petro, OVER) == 1


async def test_a_jump_over_weeks_ends_it_once(circle: Circle) -> None:
    petro = await circle.helper(region="UA-63")
    await petro.sends_payload("a:rest:two_weeks")
    await circle.chat.passes(days=21)
    assert heard(petro, OVER) == 1
    assert (await stands(circle, petro)).status == helpers.APPROVED


async def test_one_helper_who_fails_keeps_nobody_else_resting(circle: Circle) -> None:
    broken, petro = await circle.helper(), await circle.helper()
    for phone in (broken, petro):
        await phone.sends_payload("a:rest:tomorrow")
    async with circle.database.transaction() as session:
        row = await session.get(helpers.HelperRow, circle.id(broken))
        assert row is not None
        row.skills = b"damaged"
    await circle.chat.passes(hours=20)
    assert [heard(phone, OVER) for phone in (broken, petro)] == [0, 1]
    async with circle.database.transaction() as session:
        row = await session.get(helpers.HelperRow, circle.id(broken))
        assert row is not None
        assert row.rest_until == session.now + timedelta(hours=1)
    assert await rests.run(circle.database) == 0
