"""A card: what worked against an obstacle, step by step, and what an office may not demand; read from plain lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.domain import identifiers
from bot.errors import Refused
from bot.i18n import _

TITLE, LINE, STEPS, REFUSALS = 80, 250, 10, 5  # characters, characters, lines, lines
WHOLE: Final = 1800  # characters: with what is said around it, it fits one message of Telegram
STALE: Final = timedelta(
    days=183
)  # rules of offices change about so often; after that the card says it may be old
# The need (bot/domain/catalogue.py) that somebody has who was promised this.
NEEDS: Final[Mapping[str, str]] = {
    "document": "documents",
    "status": "documents",
    "translation": "documents",
    "payment": "money",
    "treatment": "medical",
    "lodging": "housing",
    "legal_help": "legal",
    "travel": "transport",
    "work": "work",
}
_NUMBERED: Final = re.compile(r"(?:[0-9]{1,2}[.)]|[-–—•*])\s*")
_LINK: Final = re.compile(r"https?://\S+")
_PROFILE: Final = re.compile(
    r"(?i)https?://(?:[a-z-]+\.)*(?:t|telegram|wa|viber|facebook|instagram)\.(?:me|com)/"
)
NO_STEPS: Final = _("A card needs a title in its first line, and at least one step in a line of its own.")
TOO_LONG: Final = _(
    "That is too long for a card. A title has at most {title} characters, a line {line}; "
    "there are at most {steps} steps, {refusals} lines with “#”, and {whole} characters in all."
).format(title=TITLE, line=LINE, steps=STEPS, refusals=REFUSALS, whole=WHOLE)


@dataclass(frozen=True, slots=True)
class Content:
    """What a card says in one language."""

    title: str = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)
    refusals: tuple[str, ...] = field(default=(), repr=False)  # what they may not demand, and on what ground
    source: str = field(default="", repr=False)  # a link to the law or the explanation

    @property
    def words(self) -> str:
        """All that people read of it but the source."""
        return "\n".join((self.title, *self.steps, *self.refusals))

    @property
    def names_somebody(self) -> bool:
        """Whether a phone, a profile or the like stands in it, which may be an office's, or a person's."""
        return bool(identifiers.find(self.words) or _PROFILE.match(self.source))


def read(written: str) -> Content:
    """Read a card: the title, steps, lines with "#" (what they may not demand), a link; raise Refused."""
    title, *rest = [line for line in map(_bare, written.splitlines()) if line] or [""]
    source = next((line for line in rest if _LINK.fullmatch(line)), "")
    refusals = tuple(line[1:].strip() for line in rest if line[0] == "#" and line[1:].strip())
    steps = tuple(_NUMBERED.sub("", line, count=1) for line in rest if line[0] != "#" and line != source)
    steps = tuple(step for step in steps if step)
    if not any(sign.isalpha() for sign in title) or not steps:
        raise Refused(NO_STEPS)
    longest = max(map(len, (*steps, *refusals, source)))
    if len(title) > TITLE or longest > LINE or len(steps) > STEPS or len(refusals) > REFUSALS:
        raise Refused(TOO_LONG)
    content = Content(title, steps, refusals, source)
    if len(content.words) > WHOLE:
        raise Refused(TOO_LONG)
    return content


def _bare(line: str) -> str:
    return " ".join(identifiers.strip_controls(line).split())


def stale(confirmed_at: datetime, now: datetime) -> bool:
    """Say whether nobody has confirmed it for so long that it may not be true any more."""
    return now - confirmed_at > STALE
