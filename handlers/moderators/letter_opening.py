"""Opening letters: who is no part of them says why first; what was closed is opened for a reason by everybody."""

from collections.abc import Mapping
from typing import Final

from bot.domain import alerts as kinds
from bot.errors import Refused
from bot.i18n import Msg, _
from bot.screens import Screen, action_button, stacked
from handlers.moderators import correspondence, words
from handlers.moderators.base import DeskAction, DeskTurn
from handlers.moderators.reasons import stated
from storage import alerts, audit, correspondences
from storage.correspondences import Correspondence

REASONS: Final[Mapping[str, Msg]] = {
    "answer": _("To answer the person"),
    "safety": words.REASONS["safety"],
    "complaint": words.REASONS["complaint"],
}
SAYS_WHY: Final = ("letter", "words")  # acts after which nothing is asked: they wrote there, or said why


async def is_part(turn: DeskTurn, held: Correspondence) -> bool:
    """Whether this moderator has to do with open letters: took the last one, wrote there, or said why before."""
    if held.status != correspondences.OPEN:
        return False
    taken = await alerts.of_moderator(turn.session, turn.moderator.number)
    if any(alert.kind == kinds.LETTER and alert.about == held.number for alert in taken):
        return True
    return await audit.did(turn.session, turn.actor, SAYS_WHY, f"letters {held.number}")


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card, which is written down; or ask why, and open nothing yet."""
    held = await correspondence.find(turn, row)
    if not await is_part(turn, held):
        return _ask_why(held)
    await turn.record("look", f"letters {held.number}")
    return await correspondence.card(turn.session, held)


async def to_answer(turn: DeskTurn, person_id: int) -> None:
    """Keep that somebody opens the letters of a person in order to answer: whoever presses that has said why."""
    held = await correspondences.of_person(turn.session, person_id)
    if held is not None and not await is_part(turn, held):
        await turn.record("words", f"letters {held.number}", "answer")


def _ask_why(held: Correspondence) -> Screen:
    text = _("Why open what is written in letters {n}? The reason is kept in the audit.")
    reasons = [action_button(says, "m-letter-open", f"{held.number}-{id}") for id, says in REASONS.items()]
    back = action_button(_("Leave it closed"), "m-letters", 0)
    return Screen(text.format(n=held.number), stacked(*reasons, back))


async def open_chosen(turn: DeskTurn, row: str) -> Screen:
    """Show the card for one of the reasons."""
    number, _dash, reason = row.partition("-")
    held = await correspondence.find(turn, number)
    if reason not in REASONS:
        raise Refused(_("A reason is needed: please press “Open the words” on the card again."))
    return await _open(turn, held, reason)


async def typed(turn: DeskTurn) -> Screen:
    """/letters N, or /letters N WHY: open them for a reason in own words."""
    number, _space, reason = turn.args.partition(" ")
    if not reason.strip():
        return await look(turn, number)
    return await _open(turn, await correspondence.find(turn, number), stated(reason))


async def _open(turn: DeskTurn, held: Correspondence, reason: str) -> Screen:
    await turn.record("words", f"letters {held.number}", reason)
    return await correspondence.card(turn.session, held)


ACTIONS = (DeskAction("m-letter", look), DeskAction("m-letter-open", open_chosen))
