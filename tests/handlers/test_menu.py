"""The menu: whatever is open, it fits one screen, and everything that can be done stands there."""

from storage import offers
from tests.circle import Circle


async def test_with_everything_open_eight_buttons_are_enough(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.already_helps(petro)
    for _time in range(3):
        await circle.asks(petro)
    other = await circle.asks(await circle.joins())
    async with circle.database.transaction() as session:
        await offers.add(session, other, circle.id(petro), session.now.replace(year=2027))
    await petro.says("/menu")
    assert len(petro.screen.labels) == 8
    for label in (
        "Ask for help",
        "My talks",
        "An offer waits",
        "An office refused",
        "How I help",
        "SOS numbers",
    ):
        assert label in petro.screen.labels


async def test_whoever_tells_a_program_what_happened_learns_that_nobody_read_it(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("I came back, I have no papers and nowhere to go")
    assert olha.screen.text.startswith("A program answers here, and it did not understand this. Nobody else")
    assert olha.screen.labels[-1] == "Write to the team"
    assert "Write to the team" not in (await olha.says("/menu")).labels
    await olha.says("I came back, I have no papers and nowhere to go")
    await olha.presses("Write to the team")
    assert "What would you like to tell the moderators?" in olha.screen.text


async def test_the_menu_leads_to_telling_of_an_obstacle(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/menu")
    await olha.presses("An office refused")
    assert "Where did it happen?" in olha.screen.text
    await olha.presses("Cancel")
    await olha.says("barrier")
    assert "Where did it happen?" in olha.screen.text
