"""/proof: the check words of today, and what is said to a person who names their number on the phone."""

import re

from bot.domain import check_words
from bot.domain.authority import clock
from bot.domain.check_words import DIGITS
from bot.i18n import Label, _, everywhere, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators.base import DeskCommand, DeskTurn, Misread, queue_button
from storage import check_keys
from storage.check_keys import OWN, PAPER

CALL = _(
    "Number {number}, today. You say: {they}. The person answers: {you}. "
    "Say yours only when you called yourself, or know who calls; nobody of us asks a person for their word first."
)
PAPER_SAYS = _("On the paper today:")
HOW = _("/proof and a number that a person names: what to say, and what they answer.")


async def proof(turn: DeskTurn) -> Screen:
    """/proof, or /proof NUMBER."""
    typed, day = re.sub(r"\s", "", turn.args), clock.today(turn.session.now)
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) == DIGITS):
        raise Misread
    await turn.record("browse", "proof")
    if typed:
        said = check_words.call(await check_keys.key(turn.session, OWN), int(typed), day)
        they, you = _all(said.they_say), _all(said.you_say)
        return Screen(CALL.format(number=typed, they=they, you=you), stacked(queue_button()))
    words = check_words.on_paper(await check_keys.key(turn.session, PAPER), day)
    listed = (lines(str(n), _all(word), separator=". ") for n, word in enumerate(words, 1))
    return Screen(paragraphs(PAPER_SAYS, lines(*listed), HOW), stacked(queue_button()))


def _all(word: Label) -> str:
    """A word in all three languages: the person may read another one than the moderator."""
    return " / ".join(dict.fromkeys(everywhere(word)))


COMMANDS = (DeskCommand("proof", "/proof 482193", _("Check words: that a call is from us"), proof),)
