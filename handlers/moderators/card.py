"""One card as people read it: letting it out, hiding it, and where it holds."""

from dataclasses import replace

from bot.i18n import LANGUAGE_NAMES, Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from handlers.moderators.cards import find, state
from handlers.obstacles import card_words as words
from storage import card_texts, cards, obstacles
from storage.cards import Card

TWICE = _(
    "There is a phone, a link or a number in it that could name somebody. "
    "If it is an office's own, it may stay. If it could be a person's, please write the card anew without it."
)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show a card ("5"), or what it says in one language ("5-uk")."""
    number, _dash, language = row.partition("-")
    card = await find(turn, number)
    await turn.record("look", f"card {card.number}")
    return await screen(turn, card, language)


async def screen(turn: DeskTurn, card: Card, language: str = "", note: Text | None = None) -> Screen:
    """Return the card as people read it, with what can be done."""
    texts = await card_texts.of_card(turn.session, card.id)
    shown, content = words.in_language(texts, language or turn.desk.language)
    obstacle = await obstacles.get(turn.session, card.obstacle_id) if card.obstacle_id else None
    about = _("About obstacle {n}").format(n=obstacle.number) if obstacle is not None else None
    text = paragraphs(note, words.written(card, content), lines(await state(turn, card), about))
    others = (
        action_button(LANGUAGE_NAMES[code], "m-card", f"{card.number}-{code}")
        for code in texts
        if code != shown
    )
    region = obstacle.facts.region if obstacle is not None else ""
    return Screen(text, (*grid(tuple(others)), *stacked(*_buttons(card, region), queue_button())))


def _buttons(card: Card, region: str) -> list[Button]:
    n = card.number
    turn_over = (_("Hide it"), "no") if card.shown else (_("Let everybody read it"), "yes")
    held = (_("It holds anywhere"), "any") if card.facts.region else (_("Only in the region"), "here")
    return [
        action_button(turn_over[0], "m-card-out", f"{n}-{turn_over[1]}"),
        *([action_button(held[0], "m-card-place", f"{n}-{held[1]}")] if card.facts.region or region else []),
        action_button(_("Write it anew"), "m-card-how", n),
        action_button(_("All cards"), "m-cards", "0"),
    ]


async def let_out(turn: DeskTurn, row: str) -> Screen:
    """Let everybody read it, with a question if something in it may name somebody; or hide it."""
    number, _dash, said = row.partition("-")
    card = await find(turn, number)
    if said not in ("yes", "sure", "no"):
        raise Misread
    texts = await card_texts.of_card(turn.session, card.id)
    if said == "yes" and any(content.names_somebody for content in texts.values()):
        sure = action_button(_("It is an office's"), "m-card-out", f"{card.number}-sure")
        return Screen(TWICE, stacked(sure, action_button(_("Leave it hidden"), "m-card", card.number)))
    if not await cards.show(turn.session, card.id, said != "no"):
        return await screen(turn, card, note=_("It stands so already."))
    await turn.record("card-hide" if said == "no" else "card-out", f"card {card.number}")
    note = _("It is hidden now.") if said == "no" else _("Everybody can read it now.")
    return await screen(turn, replace(card, shown=said != "no"), note=note)


async def place(turn: DeskTurn, row: str) -> Screen:
    """Let it hold anywhere, or only in the region of its obstacle."""
    number, _dash, said = row.partition("-")
    card = await find(turn, number)
    obstacle = await obstacles.get(turn.session, card.obstacle_id) if card.obstacle_id else None
    region = obstacle.facts.region if obstacle is not None and said == "here" else ""
    if said not in ("any", "here") or (said == "here" and not region):
        raise Misread
    facts = replace(card.facts, region=region)
    await cards.place(turn.session, card.id, facts)
    await turn.record("card-place", f"card {card.number}")
    return await screen(turn, replace(card, facts=facts), note=_("Changed."))


ACTIONS = (
    DeskAction("m-card", look),
    DeskAction("m-card-out", let_out),
    DeskAction("m-card-place", place),
)
