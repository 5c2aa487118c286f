"""All cards, those of the person's region first, then what worked for most; a few on one screen."""

from typing import Final

from bot.domain.obstacles.cards import Content
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, grid, stacked
from handlers.base import Action, Turn
from handlers.obstacles import card_words as words
from storage import card_marks, card_texts, cards
from storage.card_marks import Marks
from storage.cards import Card
from storage.database import Session
from storage.persons import Person

SHOWN: Final = 4
MENU: Final = command_button(_("Menu"), "menu")
SEARCH: Final = action_button(_("Search by words"), "cards-search", "")
TELL: Final = action_button(_("Tell of it"), "obstacle-new", "")
ASK: Final = command_button(_("Ask for help"), "ask")
NO_CARDS: Final = _("No card is written yet. You can tell of an obstacle, or ask for help.")


async def page(turn: Turn, row: str) -> Screen:
    """Show some of all cards."""
    offset = int(row) if row.isascii() and row.isdecimal() and len(row) < 7 else 0
    return await some(turn.session, turn.person, offset)


async def some(session: Session, person: Person, offset: int = 0) -> Screen:
    """Show a few cards from `offset` on; beyond the last the first ones come again."""
    every = await cards.shown(session)
    marks = await card_marks.counted(session, [card.id for card in every])
    every.sort(key=lambda card: (not _near(card, person), -marks[card.id].worked, -card.number))
    few = every[offset : offset + SHOWN] or every[:SHOWN]
    if not few:
        return Screen(NO_CARDS, stacked(TELL, ASK, SEARCH, MENU), passing=True)
    further = offset + SHOWN if every[offset + SHOWN :] else 0
    more = action_button(_("Further"), "cards", further) if every[SHOWN:] else None
    text = paragraphs(_("What helped others"), *await told(session, person, few))
    return Screen(text, (*grid(tuple(map(button, few))), *stacked(more, SEARCH, TELL, MENU)), passing=True)


def _near(card: Card, person: Person) -> bool:
    return bool(card.facts.region) and card.facts.region == person.profile.region


async def told(session: Session, person: Person, few: list[Card]) -> list[Text]:
    """Say of each card its title, where it holds, and for how many it worked."""
    marks = await card_marks.counted(session, [card.id for card in few])
    texts = [await card_texts.of_card(session, card.id) for card in few]
    return [_line(card, marks[card.id], said, person) for card, said in zip(few, texts, strict=True)]


def _line(card: Card, marks: Marks, said: dict[str, Content], person: Person) -> Text:
    _language, content = words.in_language(said, person.language)
    worked = _("worked for: {n}").format(n=marks.worked) if marks.worked else None
    return lines(words.title(card, content), lines(words.where(card.facts), worked, separator="; "))


def button(card: Card) -> Button:
    """The way to a card."""
    return action_button(_("Card {n}").format(n=card.number), "card", card.id)


ACTIONS = (Action("cards", page),)
