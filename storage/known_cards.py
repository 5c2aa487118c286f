"""Which cards fit what somebody writes: asks an index in memory, after it has read what was written meanwhile."""

import asyncio
from typing import Final, NamedTuple

from bot.domain.obstacles.facts import Story
from storage import card_texts, cards
from storage.card_texts import Written
from storage.cards import Card
from storage.database import Database, Session

LOOKED_AT: Final = 10  # some of them may be hidden


class Fitting(NamedTuple):
    """A card that everybody can read; `likely`: it is about this, and not only something like it."""

    card: Card
    likely: bool


async def fill(database: Database) -> None:
    """Read all cards at start, beside whatever else goes on."""
    known = database.known_cards
    known.filling = True
    while True:
        async with database.transaction() as session:
            newer = [
                (text, await _story(session, text)) for text in await card_texts.newer(session, known.seen)
            ]
        for text, story in newer:
            known.learn(text.id, text.card_id, story)
            known.seen = text.revision
            await asyncio.sleep(0)
        if not newer:
            known.filling = False
            return


async def nearest(session: Session, story: Story) -> list[Fitting]:
    """Return the cards that share something with the story, the likeliest first."""
    await _catch_up(session)
    found = [
        (await cards.get(session, near.key), near.likely)
        for near in session.known_cards.nearest(story, LOOKED_AT)
    ]
    return [Fitting(card, likely) for card, likely in found if card is not None and card.shown]


async def _catch_up(session: Session) -> None:
    """Texts are replaced and never deleted, so what is newer is all there is to read.

    A transaction that has written texts itself may yet be undone: it finds what was there before.
    """
    known = session.known_cards
    while not (known.filling or session.cards_written):
        newer = await card_texts.newer(session, known.seen)
        for text in newer:
            known.learn(text.id, text.card_id, await _story(session, text))
            known.seen = text.revision
        if not newer:
            return


async def _story(session: Session, text: Written) -> Story:
    card = await cards.get(session, text.card_id)
    assert card is not None, "a text goes with its card"
    return Story(card.facts, words=text.content.words)
