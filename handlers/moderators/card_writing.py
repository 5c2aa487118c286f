"""Writing a card from what helped those in an obstacle: one message, a line a step; hidden until it is let out."""

from dataclasses import replace

from bot.domain.obstacles import cards as rules
from bot.i18n import LANGUAGES, Language, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import card as shown, obstacle as of_obstacle
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.moderators.cards import find
from handlers.obstacles import showing
from storage import card_texts, cards, obstacle_reports

HOW = _(
    "A card is written in one message: the command with the language, the title in the next line, then a step a line. "
    "A line with “#” in front says what they may not demand, and on what ground. "
    "A link in a line of its own is the source. Nobody's names or numbers, please."
)
EXAMPLE = _(
    "{command} uk\nTranslation of a release paper\nAsk for the refusal in writing\n"
    "Go to the legal aid centre with it\n# Money: it is free by law\nhttps://…"
)


async def how(turn: DeskTurn, row: str) -> Screen:
    """Say how a new card of an obstacle is written, beside what helped people."""
    obstacle = await of_obstacle.find(turn, row)
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    helped = showing.helped([report.story.helped for report in reports])
    none = _("Nobody has said yet what helped. What people wrote may tell it.")
    back = action_button(_("Back"), "m-obstacle", obstacle.number)
    return Screen(
        paragraphs(helped or none, HOW, EXAMPLE.format(command=f"/newcard {obstacle.number}")), stacked(back)
    )


async def how_anew(turn: DeskTurn, row: str) -> Screen:
    """Say how a card is written anew, or in one more language."""
    card = await find(turn, row)
    back = action_button(_("Back"), "m-card", card.number)
    return Screen(paragraphs(HOW, EXAMPLE.format(command=f"/card {card.number}")), stacked(back))


async def new(turn: DeskTurn) -> Screen:
    """/newcard OBSTACLE LANGUAGE and the card."""
    number, language, written = _parts(turn.args)
    if language is None:
        return await how(turn, number)
    obstacle, content = await of_obstacle.find(turn, number), rules.read(written)
    card = await cards.add(turn.session, obstacle.facts, obstacle.id)
    await card_texts.put(turn.session, card.id, language, content)
    await turn.record("card-write", f"card {card.number}")
    return await shown.screen(turn, card, language, _("Kept. Nobody reads it until you let it out."))


async def card_typed(turn: DeskTurn) -> Screen:
    """/card CARD: shows it; /card CARD LANGUAGE and the card: writes it anew, or in one more language."""
    number, language, written = _parts(turn.args)
    if language is None:
        return await shown.look(turn, number)
    card, content = await find(turn, number), rules.read(written)
    await card_texts.put(turn.session, card.id, language, content)
    await cards.show(turn.session, card.id, False)
    await turn.record("card-write", f"card {card.number}")
    note = _("Kept. It is hidden until you have looked at it and let it out.")
    return await shown.screen(turn, replace(card, shown=False), language, note)


def _parts(typed: str) -> tuple[str, Language | None, str]:
    """Take the number, the language and the lines apart; no language: the number stands alone."""
    number, *rest = typed.split(maxsplit=2)[:3] or [""]
    if not rest:
        return number, None, ""
    language = next((code for code in LANGUAGES if code == rest[0].casefold()), None)
    if language is None:
        raise Misread
    return number, language, rest[1] if len(rest) > 1 else ""


COMMANDS = (
    DeskCommand("card", "/card 5", _("A card of what helped"), card_typed),
    DeskCommand("newcard", "/newcard 17", _("Write what helped against an obstacle"), new),
)
ACTIONS = (DeskAction("m-card-new", how), DeskAction("m-card-how", how_anew))
