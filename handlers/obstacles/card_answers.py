"""What a person says of a card: it worked; it went otherwise, and how; or help is needed with it."""

from typing import Final

from bot.domain.obstacles.cards import NEEDS
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import new_cases
from handlers.base import Action, Begin, Reply, Turn
from handlers.groups.showing import in_danger
from handlers.moderators import alerts
from handlers.obstacles import cards as showing
from storage import card_marks, obstacle_reports, obstacles
from storage.card_marks import OTHERWISE, WORKED

SAID: Final = {
    WORKED: _("You said already that it worked for you. Nothing has changed."),
    OTHERWISE: _("You said already that it went otherwise. Nothing has changed."),
}
THANKS: Final = _("Thank you. Others see that it worked once more. Nobody learns that it was you.")
SORRY: Final = _(
    "Noted: it went otherwise. Others see that on the card, without your name, and moderators look at it. "
    "If you tell how it was, the card can be mended."
)


async def worked(turn: Turn, row: str) -> Screen:
    """Confirm the card, once."""
    card = await showing.of(turn.session, row)
    changed = await card_marks.say(turn.session, card.id, turn.person.id, WORKED)
    return await showing.screen(turn.session, turn.person, card, THANKS if changed else SAID[WORKED])


async def otherwise(turn: Turn, row: str) -> Screen:
    """Note that it went otherwise, once, let moderators hear of it, once, and offer to tell how it was."""
    card = await showing.of(turn.session, row)
    changed = await card_marks.say(turn.session, card.id, turn.person.id, OTHERWISE)
    if changed and await card_marks.alert(turn.session, card.id, turn.person.id):
        await alerts.card_failed(turn.session, card)
    buttons = (
        action_button(_("Tell how it was"), "card-tell", card.id, "primary"),
        action_button(_("Ask for help"), "card-ask", card.id),
        action_button(_("Back to the card"), "card", card.id),
        command_button(_("Menu"), "menu"),
    )
    return Screen(paragraphs(SORRY if changed else SAID[OTHERWISE]), stacked(*buttons), passing=True)


async def tell(turn: Turn, row: str) -> Reply:
    """Begin a report with the card's office and obstacle; who is in that obstacle already sees their own part."""
    card = await showing.of(turn.session, row)
    obstacle = await obstacles.current(turn.session, card.obstacle_id or 0)
    same = 0 if obstacle is None else obstacle.id
    if await obstacle_reports.of_both(turn.session, same, turn.person.id) is not None:
        text = _("You are in the obstacle that this card is about. There you can leave it, or add a photo.")
        mine = action_button(_("My obstacle"), "obstacle", same)
        another = action_button(_("Tell of another one"), "obstacle-new", "")
        return Screen(text, stacked(mine, another, command_button(_("Menu"), "menu")), passing=True)
    obstacle = await obstacles.get(turn.session, same)
    told = {"office": card.facts.office, "promised": card.facts.promised}
    if not in_danger(turn.person):  # there, no places are kept
        told["region"] = card.facts.region
    told["same"] = str(obstacle.id) if obstacle is not None else ""
    if not told["same"] and (full := await new_cases.no_room(turn, "obstacle")) is not None:
        return full
    return Begin("report_obstacle", {name: code for name, code in told.items() if code})


async def ask(turn: Turn, row: str) -> Reply:
    """Begin to ask for help, with the need that the card is about, where it tells one."""
    need = NEEDS.get((await showing.of(turn.session, row)).facts.promised)
    full = await new_cases.no_room(turn, "request")
    return full or Begin("ask_for_help", {"need": need} if need else {})


ACTIONS = (
    Action("card-worked", worked),
    Action("card-otherwise", otherwise),
    Action("card-tell", tell),
    Action("card-ask", ask),
)
