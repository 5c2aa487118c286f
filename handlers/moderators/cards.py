"""All cards of what helped, the newest first, with how they did."""

import re

from bot.errors import Refused
from bot.i18n import Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators.base import (
    DeskAction,
    DeskCommand,
    DeskTurn,
    Misread,
    nothing_after,
    numbers,
    queue_button,
)
from handlers.obstacles import card_words as words
from storage import card_marks, card_texts, cards
from storage.cards import Card

SHOWN = 8


async def all_cards(turn: DeskTurn) -> Screen:
    """/cards."""
    nothing_after(turn)
    return await page(turn, "0")


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show the cards, the newest first."""
    if re.fullmatch("[0-9]{1,6}", row) is None:
        raise Misread
    await turn.record("browse", "cards")
    every = await cards.every(turn.session)
    offset = int(row) if int(row) < len(every) else 0  # some went meanwhile
    some = every[offset : offset + SHOWN]
    if not some:
        return Screen(_("There is no card yet. The card of an obstacle has a button to write one."))
    more = action_button(_("Further"), "m-cards", offset + SHOWN) if every[offset + SHOWN :] else None
    rows = [await _line(turn, card) for card in some]
    buttons = tuple(_to(card) for card in some)
    return Screen(paragraphs(_("Cards"), *rows), (*grid(buttons), *stacked(more, queue_button())))


async def _line(turn: DeskTurn, card: Card) -> Text:
    texts = await card_texts.of_card(turn.session, card.id)
    _language, content = words.in_language(texts, turn.desk.language)
    return lines(words.title(card, content), await state(turn, card))


async def state(turn: DeskTurn, card: Card) -> Text:
    """Say whether people can read it, and how it did."""
    marks = (await card_marks.counted(turn.session, [card.id]))[card.id]
    said = ctx("desk", "worked: {n}, otherwise: {m}").format(n=marks.worked, m=marks.otherwise)
    now = ctx("desk", "everybody can read it") if card.shown else ctx("desk", "hidden")
    return lines(now, said, separator="; ")


async def find(turn: DeskTurn, row: str) -> Card:
    """Return the card with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    card = await cards.by_number(turn.session, number)
    if card is None:
        raise Refused(_("There is no card {number}. /cards shows them.").format(number=number))
    return card


def _to(card: Card) -> Button:
    return action_button(_("Card {n}").format(n=card.number), "m-card", card.number)


COMMANDS = (DeskCommand("cards", "/cards", _("The cards of what helped"), all_cards),)
ACTIONS = (DeskAction("m-cards", page),)
