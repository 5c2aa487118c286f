"""A card beside what a person has just told or asked: only when it is likely about the same."""

from typing import Final

from bot.domain.obstacles.facts import Story
from bot.i18n import _
from storage import cards, known_cards, known_obstacles
from storage.cards import Card
from storage.database import Session

ALIKE: Final = _("Others met something like it. What helped them is written down, step by step.")


async def likely(session: Session, story: Story) -> Card | None:
    """Return the card that is likely about this story: its obstacle is, or its own words are, with no obstacle left.

    Asking both of every card would show twice as many wrong ones (docs/decisions/0019).
    """
    if not story.words.strip():
        return None
    for obstacle, is_likely in await known_obstacles.fitting(session, story):
        found = await cards.of_obstacle(session, obstacle.id) if is_likely else []
        if found:
            return found[0]
    nearest = await known_cards.nearest(session, story)
    return next((card for card, is_likely in nearest if is_likely and card.obstacle_id is None), None)


async def of_obstacle(session: Session, obstacle_id: int, story: Story) -> Card | None:
    """Return the card of an obstacle that somebody is in now, or else one that is likely about the same."""
    found = await cards.of_obstacle(session, obstacle_id)
    return found[0] if found else await likely(session, story)
