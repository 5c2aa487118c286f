"""People who met obstacles, for the tests of telling, joining and hearing of them; on English phones."""

from dataclasses import replace

from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import Facts, Story
from storage import card_texts, cards, obstacle_reports, obstacles
from storage.cards import Card
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle
from tests.chat import Phone
from tests.circle import Circle

TRANSLATION = Story(
    Facts("UA-21", "translator", "translation", "money"),
    place="Uzhhorod, Korzo street",
    detail="800 hryvnias",
    words="they want money for the translation of my release paper, though it is free",
)
QUEUE = Story(
    Facts("UA-63", "pension", "payment", "queue"), words="forty people stand before me every morning"
)


async def tells(circle: Circle, phone: Phone, story: Story = TRANSLATION, same: int = 0) -> Obstacle:
    """Let a person tell of a new obstacle, or join one, past the questions."""
    async with circle.database.transaction() as session:
        known = await obstacles.get(session, same) if same else await obstacles.add(session, story.facts, 0)
        assert known is not None
        assert await obstacle_reports.add(session, known.id, circle.id(phone), story, known.step) is not None
    return known


async def now(circle: Circle, number: int = 1) -> Obstacle | None:
    """An obstacle as it stands."""
    async with circle.database.transaction() as session:
        return await obstacles.by_number(session, number)


async def status(circle: Circle, number: int = 1) -> str:
    """How an obstacle stands."""
    found = await now(circle, number)
    return found.status if found is not None else "gone"


async def reports(circle: Circle, number: int = 1) -> list[Report]:
    """All reports of an obstacle."""
    async with circle.database.transaction() as session:
        found = await obstacles.by_number(session, number)
        return await obstacle_reports.of_obstacle(session, found.id) if found is not None else []


async def comes(circle: Circle, number: int, after: str) -> None:
    """Let an obstacle come into a state, as by a moderator."""
    async with circle.database.transaction() as session:
        found = await obstacles.by_number(session, number)
        assert found is not None
        assert await obstacles.change(session, found, after)
    await circle.chat.work()


def in_other_words() -> Story:
    """The same barrier as TRANSLATION, from somebody else."""
    return replace(TRANSLATION, place="", words="for the translation of the release paper they ask money")


CARD = Content(
    "Translation of a release paper",
    ("Ask for the refusal in writing", "Go to the legal aid centre with it"),
    ("Money: it is free by law",),
    "https://example.org/law",
)


async def card(circle: Circle, obstacle: Obstacle, content: Content = CARD, language: str = "en") -> Card:
    """A card about an obstacle, which everybody can read."""
    async with circle.database.transaction() as session:
        new = await cards.add(session, obstacle.facts, obstacle.id)
        await card_texts.put(session, new.id, language, content)
        await cards.show(session, new.id, True)
        shown = await cards.get(session, new.id)
    assert shown is not None
    return shown
