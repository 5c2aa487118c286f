"""Stopping to help: what was offered is deleted, nothing comes any more, and no role is left without anybody."""

from storage import groups, helpers
from tests.circle import Circle, heard
from tests.handlers.helping.test_rest import stands


async def test_what_was_offered_is_deleted_and_the_number_stays(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:stop-helping:yes")
    helper = await stands(circle, petro)
    assert (helper.number, helper.status, helper.skills.needs) == (1, helpers.STOPPED, ())
    await circle.asks(await circle.joins())
    await circle.chat.passes(days=40)
    assert heard(petro, "Can you help?") + heard(petro, "A word for yourself.") == 0


async def test_an_offer_that_waited_goes_to_somebody_else(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.asks(await circle.joins())
    await circle.chat.work()
    vira = await circle.helper()
    await petro.sends_payload("a:stop-helping:yes")
    await circle.chat.work()
    assert heard(vira, "Can you help?") == 1


async def test_who_coordinated_a_group_does_so_no_longer_and_the_moderators_hear_it(circle: Circle) -> None:
    desk, group = circle.chat.desk(), await circle.group()
    petro = await circle.coordinator(group)
    await petro.sends_payload("a:stop-helping:yes")
    assert await circle.role(petro, group) == groups.MEMBER
    assert heard(desk, "has no coordinator now") == 1


async def test_pressed_twice_it_is_over_already(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:stop-helping:yes")
    before = await stands(circle, petro)
    await petro.sends_payload("a:stop-helping:yes")
    assert "You are not asked about requests at the moment" in petro.screen.text
    assert await stands(circle, petro) == before
