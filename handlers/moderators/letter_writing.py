"""Writing to a person: a prompt is answered in the chat, or /write; how it will look is seen before it goes."""

from typing import Final

from bot.domain import identifiers
from bot.domain.correspondence import LONGEST
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Text, _, ctx, everywhere, lines, paragraphs, translate
from bot.incoming import Incoming
from bot.screens import Rows, Screen, action_button, stacked
from handlers.letters import showing
from handlers.moderators import addressee, letter_opening
from handlers.moderators.addressee import Addressee
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.talk.words import NAMES
from storage import desk_posts, letter_drafts, outbox
from storage.accounts import Account
from storage.database import Session
from storage.ids import random_id
from storage.letter_drafts import LetterDraft

PROMPT: Final = _(
    "Please answer this very message with what the person is to read (“Reply” in Telegram), or take a saved answer. "
    "You see how it looks before anything is sent."
)
HELPER: Final = ctx("typed", "helper")
MONEY: Final = frozenset({"card", "iban", "wallet"})
NO_MONEY: Final = _("A card, an account or a wallet is never sent from here: help costs nothing.")
ONLY_WORDS: Final = _("Only words can be sent to a person. Nothing was sent.")
NO_BUTTON: Final = _("Please open the card anew, or write: /write 17, a space, and your words.")


async def begin(turn: DeskTurn, row: str) -> Screen | None:
    """Turn the pressed message into a prompt that waits for a reply; below an alert it is a message of its own."""
    if not turn.event.message:
        raise Refused(NO_BUTTON)
    to = await addressee.named(turn, row)
    await addressee.account(turn.session, to.person_id)
    await turn.record("browse", "letter begun")
    if row.startswith("letters-"):
        await letter_opening.to_answer(turn, to.person_id)
    if not await desk_posts.stands(turn.session, turn.desk.id, turn.event.message):
        return await prompt(turn, turn.event.message, to)
    draft, asks = await _begun(turn, f"-{random_id()}", to)  # it stands nowhere yet
    outbox.push_to(turn.session, turn.desk, asks, prompt=draft.id)
    return None


async def prompt(turn: DeskTurn, message: str, to: Addressee) -> Screen:
    """Keep under which message the letter is written, and ask for it."""
    _draft, asks = await _begun(turn, message, to)
    return asks


async def _begun(turn: DeskTurn, message: str, to: Addressee) -> tuple[LetterDraft, Screen]:
    draft = await letter_drafts.put(turn.session, turn.desk.id, turn.moderator.number, message, to)
    saved = action_button(_("Saved answers"), "m-saved", f"{draft.id}-0")
    leave = action_button(_("Do not write"), "m-letter-drop", draft.id)
    text = paragraphs(await addressee.thread(turn, to), PROMPT)
    return draft, Screen(text, stacked(saved, leave))


async def is_awaited(session: Session, desk: Account, event: Incoming) -> bool:
    """Whether a message answers a prompt of ours."""
    return await letter_drafts.under(session, desk.id, event.reply_to) is not None


async def replied(turn: DeskTurn) -> Screen:
    """Take a reply to a prompt as the letter."""
    draft = await letter_drafts.under(turn.session, turn.desk.id, turn.event.reply_to)
    if draft is None:
        raise Misread
    if turn.event.kind != "words":
        raise Refused(ONLY_WORDS)
    return await preview(turn, draft.message, Addressee(draft.person_id, draft.about), turn.event.text)


async def write(turn: DeskTurn) -> Screen:
    """/write 17 WORDS to who made request 17, /write helper 3 WORDS to a helper."""
    first, _space, rest = turn.args.partition(" ")
    if first.casefold() in everywhere(HELPER):
        number, _space, words = rest.strip().partition(" ")
        row = f"helper-{number}"
    else:
        row, words = f"request-{first}", rest
    if not words.strip() or not turn.event.message:
        raise Misread
    return await preview(turn, turn.event.message, await addressee.named(turn, row), words)


async def preview(turn: DeskTurn, message: str, to: Addressee, words: str) -> Screen:
    """Keep the words unsent, and show them as the person would read them."""
    words = checked(words)
    account = await addressee.account(turn.session, to.person_id)
    draft = await letter_drafts.put(turn.session, turn.desk.id, turn.moderator.number, message, to, words)
    await turn.record("browse", "letter drafted")
    looks = translate(showing.letter(0, words).text, account.language)
    text = paragraphs(
        _("So the person will read it ({language}):").format(language=LANGUAGE_NAMES[account.language]),
        looks,
        _shown_in(words),
        await addressee.veiled(turn.session, to.person_id),
        await addressee.on_the_way(turn.session, account),
    )
    return Screen(text, _buttons(draft))


def checked(words: str) -> str:
    """Return the words as they may go; raise Refused for too many, none, or a card or account in them."""
    words = identifiers.strip_controls(words).strip()
    if not words:
        raise Refused(_("There are no words in this message. Please write a few."))
    if len(words) > LONGEST:
        too_long = _("This is {length} characters long, and {limit} fit here. Please make it shorter.")
        raise Refused(too_long.format(length=len(words), limit=LONGEST))
    if any(found.kind in MONEY for found in identifiers.find(words)):
        raise Refused(NO_MONEY)
    return words


def _shown_in(words: str) -> Text | None:
    kinds = dict.fromkeys(found.kind for found in identifiers.find(words))
    what = lines(*(NAMES[kind] for kind in kinds), separator=", ")
    says = _("It shows: {what}. It is sent as it stands; please look whether it is right.")
    return says.format(what=what) if kinds else None


def _buttons(draft: LetterDraft) -> Rows:
    return stacked(
        action_button(_("Send"), "m-letter-send", draft.id, "primary"),
        action_button(_("Write it differently"), "m-letter-anew", draft.id),
        action_button(_("Do not send"), "m-letter-drop", draft.id),
    )


COMMANDS = (
    DeskCommand(
        "write",
        lines("/write 17 …", "/write helper 3 …"),
        _("Write to who made request 17, or to helper 3"),
        write,
    ),
)
ACTIONS = (DeskAction("m-write", begin),)
