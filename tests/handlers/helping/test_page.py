"""A helper's page: found in one guess, with what they offer, how much, and who is with them."""

import pytest

from storage import helpers
from tests.circle import Circle
from tests.handlers.helping.test_rest import both, stands


@both
async def test_the_menu_leads_a_helper_to_their_page_and_a_newcomer_to_the_questions(
    circle: Circle, channel: str
) -> None:
    olha, petro = await circle.joins(channel), await circle.helper(channel)
    await olha.says("/menu")
    await olha.presses("I can help")
    assert "What can you help with?" in olha.screen.text
    await petro.says("/menu")
    await petro.presses("How I help")
    assert "How I help. Helper 1." in petro.screen.text
    assert "You are asked when a request fits." in petro.screen.text
    assert petro.screen.labels == ["Rest", "How much", "Change what I offer", "Stop helping", "Menu"]


async def test_whom_a_helper_accompanies_has_a_button_each(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper()
    await circle.matched(olha, petro)
    await petro.says("/volunteer")
    assert "At most 2 people at a time, now 1" in petro.screen.text
    await petro.presses("Kalyna · 1")
    assert "Kalyna: request 1" in petro.screen.text


async def test_even_a_resting_helper_with_many_talks_reads_eight_buttons_at_most(circle: Circle) -> None:
    petro = await circle.helper()
    for _other in range(3):
        await circle.already_helps(petro)
    await petro.sends_payload("a:rest:monday")
    assert len(petro.screen.labels) <= 8
    await petro.says("/volunteer")
    assert len(petro.screen.labels) <= 8
    assert "My talks" in petro.screen.labels
    assert "Hand over" in petro.screen.labels


async def test_the_number_of_people_is_changed_by_a_button(circle: Circle) -> None:
    petro = await circle.helper(capacity=1)
    await petro.says("/volunteer")
    await petro.presses("How much")
    await petro.presses("3")
    assert "You wish to accompany 3 people at a time." in petro.screen.text
    assert "In the first month it is 2 people at most" in petro.screen.text
    helper = await stands(circle, petro)
    assert (helper.capacity, helper.places) == (3, 2)


@pytest.mark.parametrize("number", ["0", "4", "-1", "99", "two", ""])
async def test_any_other_number_changes_nothing(circle: Circle, number: str) -> None:
    petro = await circle.helper()
    before = await stands(circle, petro)
    await petro.sends_payload(f"a:how-much:{number}")
    assert "There is no such number." in petro.screen.text
    assert await stands(circle, petro) == before


async def test_the_monthly_word_is_switched_off_and_on(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:how-much:show")
    await petro.presses("No monthly word")
    assert "No monthly word comes." in petro.screen.text
    assert (await stands(circle, petro)).word_at is None
    await petro.presses("Monthly word, please")
    assert (await stands(circle, petro)).word_at is not None


async def test_what_is_offered_is_changed_by_the_questions_of_volunteering(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.says("/volunteer")
    await petro.presses("Change what I offer")
    assert "What can you help with?" in petro.screen.text


async def test_my_data_says_that_i_rest(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:monday")
    await petro.says("/mydata")
    await petro.presses("Show it here")
    assert any("State: You rest until 23 November" in text for text in petro.texts)


async def test_a_change_of_the_offer_ends_no_rest_and_no_pause(circle: Circle) -> None:
    for status in (helpers.RESTING, helpers.PAUSED):
        petro = await circle.helper()
        async with circle.database.transaction() as session:
            id = circle.id(petro)
            await helpers.move(session, id, (helpers.APPROVED,), status)
            helper = await helpers.get(session, id)
            assert helper is not None
            await helpers.volunteer(session, id, helper.skills, 1)
        assert (await stands(circle, petro)).status == status
