"""What is said when words for another person are like those of swindlers: to who writes them, and to who reads them."""

import hashlib
import zlib
from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from bot.conversation import Choice, Conversation, Option
from bot.domain import identifiers, scam
from bot.i18n import Msg, Text, _, lines

K = TypeVar("K", bound=str, covariant=True)


class _Found(Protocol[K]):
    """Something found in a text."""

    @property
    def kind(self) -> K:
        """Which kind it is."""


LIKE: Final[dict[scam.Kind, Msg]] = {
    "list": _("a place on an exchange list for money"),
    "search": _("paid search, news or release of somebody"),
    "money": _("money is asked for"),
    "card": _("card or bank data are asked for"),
    "code": _("a code or a password is asked for"),
    "channel": _("another bot, channel or messenger"),
    "job": _("easy money, or a job that one pays for"),
    "papers": _("papers for money"),
    "crypto": _("investment or crypto"),
    "loan": _("a loan"),
    "passport": _("a photo of a document is asked for"),
    "unit": _("a military unit or a home is asked for"),
    "wording": _("words that swindlers often use"),
}
NEVER: Final = _(
    "Swindlers write like this, so we ask. Nobody here asks for money, cards, codes or photos of documents, "
    "and places on exchange lists are not sold. If you meant something else, it can be sent."
)
# What the one reads who gets the words: of a phone or a name, of the rest, and of kinds that need more.
ELSEWHERE: Final = _("What is said outside this talk nobody here sees, and nobody can help with it.")
COSTS_NOTHING: Final = _(
    "Help here costs nothing. Nobody needs your card, your money or a code from a message."
)
BEWARE: Final[dict[scam.Kind, Msg]] = {
    "list": _(
        "Exchange lists are made by states. Nobody can buy a place on them: who takes money for it lies."
    ),
    "search": _(
        "Nobody may take money for searching, for news or for release. "
        "The Coordination Headquarters and the Red Cross do it for nothing."
    ),
    "code": _("A code from a message opens your account. Neither we nor a bank ask for it."),
    "passport": _(
        "A photo of your passport is enough to take a loan in your name. It is shown only at an office."
    ),
    "unit": _("Nobody here needs to know your unit, where it stands, or your exact address."),
    "channel": _("The team writes to you only here. We do not know who answers in other bots and chats."),
}

REMEMBERED: Final = 1000
_FOUND: Final[dict[bytes, tuple[scam.Kind, ...]]] = {}
_SHOWN: Final[dict[bytes, tuple[identifiers.Kind, ...]]] = {}
SURE: Final[tuple[Option, ...]] = (("send", _("It is meant so")), ("drop", _("Without these words")))


def like(texts: Iterable[str]) -> Text | None:
    """Return what the author is told of the patterns in their words, None when there are none."""
    kinds = dict.fromkeys(kind for text in texts for kind in _kinds(text))
    if not kinds:
        return None
    what = lines(*(LIKE[kind] for kind in kinds), separator=", ")
    return lines(_("It sounds like: {what}.").format(what=what), NEVER)


def meant(words: str) -> Conversation[str]:
    """Ask in a flow whether words with a pattern are meant so; return them, or "". Other words are asked about anew."""
    told = like((words,))
    return words if told is None else (yield from asked_about("meant", words, told))


def asked_about(what: str, words: str, told: Text) -> Conversation[str]:
    """Ask once about these very words; return them, or "" when their author would rather leave them out."""
    name = f"{what}-{zlib.crc32(words.encode('utf-8', 'surrogatepass')):08x}"
    return "" if (yield Choice(name, told, SURE)) == "drop" else words


def beware(words: str) -> Text | None:
    """Return the warning that stands below words with a pattern; the gravest is enough."""
    kinds = _kinds(words)
    return BEWARE.get(kinds[0], COSTS_NOTHING) if kinds else None


def _kinds(text: str) -> tuple[scam.Kind, ...]:
    """Return the kinds of patterns in a text, the gravest first.

    A flow is replayed with every event, and reading takes about a millisecond: what was found is known by a digest,
    so that no words stay in memory.
    """
    return _read(text, _FOUND, scam.find)


def shown_in(text: str) -> tuple[identifiers.Kind, ...]:
    """Return what in a text could tell who somebody is, each kind once; known by a digest in the same way."""
    return tuple(dict.fromkeys(_read(text, _SHOWN, identifiers.find)))


def _read(
    text: str, known: dict[bytes, tuple[K, ...]], find: Callable[[str], Iterable[_Found[K]]]
) -> tuple[K, ...]:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if digest not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[digest] = tuple(found.kind for found in find(text))
    return known[digest]
