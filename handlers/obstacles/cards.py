"""A card on a screen: what it says, and what a person can say of it."""

from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Text, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.obstacles import card_words as words
from storage import card_marks, card_texts, cards
from storage.cards import Card
from storage.database import Session
from storage.persons import Person

NOT_HERE = _("This card is not here any more. /obstacles shows those that are.")
ANSWERS = {card_marks.WORKED: _("It worked for me"), card_marks.OTHERWISE: _("It went otherwise")}


async def show(turn: Turn, row: str) -> Screen:
    """Show a card that everybody can read."""
    return await screen(turn.session, turn.person, await of(turn.session, row))


async def of(session: Session, row: str) -> Card:
    """Return the card that a button names; raise Refused when there is none, or it is hidden."""
    card = await cards.get(session, row_id(row))
    if card is None or not card.shown:
        raise Refused(NOT_HERE)
    return card


async def screen(session: Session, person: Person, card: Card, note: Text | None = None) -> Screen:
    """Show the card, and what can be said of it."""
    marks = (await card_marks.counted(session, [card.id]))[card.id]
    language, content = words.in_language(await card_texts.of_card(session, card.id), person.language)
    other = _("The language of this card: {language}.").format(language=LANGUAGE_NAMES[language])
    text = paragraphs(
        note,
        words.written(card, content),
        words.standing(card, marks, person.profile.time_zone, session.now),
        other if language != person.language else None,
    )
    buttons = (
        action_button(ANSWERS[card_marks.WORKED], "card-worked", card.id, "primary"),
        action_button(ANSWERS[card_marks.OTHERWISE], "card-otherwise", card.id),
        action_button(_("Ask for help"), "card-ask", card.id),
        command_button(_("Other cards"), "obstacles"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(text, stacked(*buttons), passing=True)


def button(card: Card) -> Button:
    """The way to a card from where it may help."""
    return action_button(_("What helped others"), "card", card.id)


ACTIONS = (Action("card", show),)
