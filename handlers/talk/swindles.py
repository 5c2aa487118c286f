"""What is said when words of a talk are like those of swindlers: to who writes them, and to who reads them."""

from collections.abc import Iterable
from typing import Final

from bot.domain import scam
from bot.i18n import Msg, Text, _, lines
from handlers.talk.words import Words

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
}
NEVER: Final = _(
    "Swindlers write like this, so we ask. Nobody here asks for money, cards, codes or photos of documents, "
    "and places on exchange lists are not sold. If you meant something else, it can be sent."
)
# What the one reads who gets the words; of the rest the first is true as well.
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
    "channel": _("The team writes to you only here. We do not know who answers in other bots and chats."),
}


def like(many: Iterable[Words]) -> Text | None:
    """Return what the author is told of the patterns in their words, None when there are none."""
    kinds = dict.fromkeys(found.kind for words in many for found in scam.find(words.text))
    if not kinds:
        return None
    what = lines(*(LIKE[kind] for kind in kinds), separator=", ")
    return lines(_("It sounds like: {what}.").format(what=what), NEVER)


def beware(words: Words) -> Text | None:
    """Return the warning that stands below words with a pattern; the gravest is enough."""
    found = scam.find(words.text)
    return BEWARE.get(found[0].kind, COSTS_NOTHING) if found else None
