"""What becomes of a drafted letter: it is sent, written differently, or dropped."""

from typing import Final

from bot.errors import Refused
from bot.i18n import When, _, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.base import row_id
from handlers.letters import showing
from handlers.moderators import addressee, letter_writing
from handlers.moderators.addressee import Addressee
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from storage import correspondences, letter_drafts, letters
from storage.letter_drafts import LetterDraft

DONE: Final = _("This letter was sent, changed or dropped already, or it is too old. Nothing more was sent.")


async def send(turn: DeskTurn, row: str) -> Screen:
    """Send the drafted words, once."""
    draft, session = await _drafted(turn, row), turn.session
    account = await addressee.account(session, draft.person_id)
    if not draft.words or not await letter_drafts.drop(session, draft.id):
        raise Refused(DONE)
    later = await addressee.on_the_way(session, account)
    wakes = await addressee.is_awake(session, draft.person_id)
    held = await correspondences.open_with(session, draft.person_id, draft.about)
    letter = await letters.add(session, held, draft.words, by_person=False)
    await correspondences.answered(session, held.id)
    other = draft.moderator if draft.moderator != turn.moderator.number else 0
    await turn.record(
        "letter", f"letters {held.number}", f"{draft.about}, moderator {other}" if other else draft.about
    )
    screen = showing.letter(held.id, draft.words)
    await showing.send(session, draft.person_id, screen, letter, wakes=wakes)
    sent = _("Letters {n}: sent at {when}.").format(n=held.number, when=When(session.now, pattern="HH:mm"))
    look = action_button(_("Letters {n}").format(n=held.number), "m-letter", held.number)
    wrote = _("Moderator {n} wrote it.").format(n=other) if other else None
    return Screen(paragraphs(lines(sent, wrote), later), stacked(look, queue_button()))


async def anew(turn: DeskTurn, row: str) -> Screen:
    """Ask for other words under the message whose button was pressed."""
    draft = await _drafted(turn, row)
    if not turn.event.message:
        raise Refused(letter_writing.NO_BUTTON)
    await letter_drafts.drop(turn.session, draft.id)
    await turn.record("browse", "letter begun")
    return await letter_writing.prompt(turn, turn.event.message, Addressee(draft.person_id, draft.about))


async def drop(turn: DeskTurn, row: str) -> Screen:
    """Forget what was drafted."""
    draft = await _drafted(turn, row)
    await letter_drafts.drop(turn.session, draft.id)
    await turn.record("browse", "letter dropped")
    return Screen(_("Nothing was sent. What was written is deleted."), stacked(queue_button()))


async def _drafted(turn: DeskTurn, row: str) -> LetterDraft:
    if not row_id(row):
        raise Misread
    draft = await letter_drafts.get(turn.session, row_id(row), turn.desk.id)
    if draft is None:
        raise Refused(DONE)
    return draft


ACTIONS = (
    DeskAction("m-letter-send", send),
    DeskAction("m-letter-anew", anew),
    DeskAction("m-letter-drop", drop),
)
