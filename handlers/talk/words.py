"""What may be said in a talk: the few parts of a message that are passed on, and why others are not."""

from dataclasses import dataclass, field
from typing import Final

from bot.domain import identifiers, scam
from bot.i18n import Text, _
from bot.incoming import Incoming
from handlers.base import Turn

# Of a message and of a caption, in the units of Telegram, which takes 4096 and 1024: with
# the name and a warning it stays one message, which can be corrected and withdrawn as a whole.
LONGEST: Final = 3800
LONGEST_CAPTION: Final = 800
# Of these the receiver is warned: of what may be meant for money, and of ways to somewhere else.
MONEY: Final = frozenset({"card", "iban", "wallet", "link"})
ELSEWHERE: Final = frozenset({"phone", "name", "email"})
NAMES: Final[dict[identifiers.Kind, Text]] = {
    "phone": _("a phone number"),
    "link": _("a link"),
    "name": _("a name in a messenger"),
    "email": _("an e-mail address"),
    "card": _("a card number"),
    "iban": _("a bank account"),
    "wallet": _("an electronic wallet"),
    "document": _("a document number"),
    "address": _("an address"),
    "unit": _("a military unit"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a message that are passed on, and where it was written (which is not)."""

    text: str = field(repr=False)
    file: str = field(repr=False)  # where its photo can be fetched
    channel: str
    account: int
    message: str
    reply_to: str
    edits: int = 0  # the talk message that these words correct


def heard(turn: Turn, edits: int = 0) -> Words:
    """Take from the event what may be passed on, and leave everything else."""
    event = turn.event
    return Words(
        identifiers.strip_controls(event.text).strip(),
        event.file if event.kind == "photo" else "",
        event.channel,
        turn.arrival.account.id,
        event.message,
        event.reply_to,
        edits,
    )


def unfit(event: Incoming) -> Text | None:
    """Return why a message cannot be passed on, or None when it can."""
    if event.kind == "voice":
        return _("A voice can be recognised, so voice messages are not passed on. Please write it in words.")
    if event.kind not in ("words", "photo", "edited") or (event.kind == "photo" and not event.file):
        return _("Only words and photos are passed on in a talk. Nothing was sent or kept.")
    text, limit = identifiers.strip_controls(event.text).strip(), LONGEST_CAPTION if event.file else LONGEST
    length = len(text.encode("utf-16-le")) // 2
    if length > limit:
        too_long = _("This is {length} characters long, and {limit} fit here. Please make it shorter.")
        return too_long.format(length=length, limit=limit)
    if not length and event.kind == "words":
        return _("There are no words in this message. Please write a few.")
    return None


def shown_in(words: Words) -> tuple[identifiers.Kind, ...]:
    """Return the kinds of identifiers that the words show, each once."""
    return tuple(dict.fromkeys(found.kind for found in identifiers.find(words.text)))


def doubtful(words: Words) -> bool:
    """Say whether the author is asked before these words go."""
    return bool(shown_in(words) or scam.find(words.text))
