"""Announcements: whom one is for, and which text a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain import places
from bot.i18n import Language

ASKS, HELPS, MEMBER, COORDINATOR = ROLES = ("asks", "helps", "member", "coordinator")
LONGEST: Final = 3500  # UTF-16 units: with what stands around it, one message of Telegram's 4,096
LONG: Final = 900  # more than a phone shows at once
KEPT: Final = timedelta(days=7)  # the text, and who was sent it, after the last of them
DRAFT_KEPT: Final = timedelta(days=30)  # one that nobody worked on
# Of the money for Viber, the rest stays for talks and check-ins.
SHARE_OF_BUDGET: Final = 0.5
# Whose language has no text reads the first of these that was written.
FALLBACK: Final[tuple[Language, ...]] = ("uk", "en", "ru")


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement is for; what is empty narrows nothing.

    `safe`: it may also go to people in danger zones, whose phones strangers may read.
    """

    group: int = 0  # the group's number
    region: str = ""  # an oblast, or a country with all its regions
    role: str = ""  # one of ROLES; with a group: among its members
    language: str = ""
    safe: bool = False

    def is_where(self, region: str) -> bool:
        """Say whether somebody who named this region is meant."""
        return self.region in ("", region) or (bool(region) and self.region == places.country(region))


def text_for(texts: Mapping[str, str], language: Language) -> tuple[Language, str]:
    """Return what a person of this language reads, and in which language; KeyError when nothing was written."""
    read = next(code for code in (language, *FALLBACK) if texts.get(code))
    return read, texts[read]
