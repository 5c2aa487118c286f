"""Whom an announcement is for, in words: as moderators type it, and as its card tells it."""

import re
from collections.abc import Mapping
from typing import Final

from bot.domain import places
from bot.domain.announcements import ASKS, COORDINATOR, HELPS, MEMBER, Audience
from bot.domain.places import Region
from bot.domain.typed import Option, meant, names
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Msg, Text, _, ctx, lines, paragraphs
from handlers.moderators import labels
from storage import groups
from storage.database import Session

# One word each: moderators type them too.
ROLES: Final[Mapping[str, Msg]] = {
    ASKS: ctx("audience", "asking"),
    HELPS: ctx("audience", "helping"),
    MEMBER: ctx("audience", "members"),
    COORDINATOR: ctx("audience", "coordinators"),
}
ALL: Final = ctx("audience", "everybody")
GROUP: Final = ctx("audience", "group")
GROUP_N: Final = ctx("audience", "group {n}")
EXAMPLE: Final = _("/announce 5 to group 2 helping Ukrainian")
EXAMPLE_PLACE: Final = _("/announce 5 to Kherson coordinators")
UNCLEAR: Final = _("“{words}” names neither a role, a language, a group nor one place. For example:")
NUMBER: Final = re.compile(r"[№#]?([0-9]{1,9})")
_PLACES: Final[tuple[places.Place, ...]] = (*places.REGIONS, *places.COUNTRIES)
_NAMES: Final[tuple[Option, ...]] = (
    *((place.code, place.name) for place in _PLACES),
    *((place.code, place.short) for place in _PLACES if isinstance(place, Region)),
)


async def read(session: Session, typed: str, safe: bool) -> Audience:
    """Return whom these words mean; raise Refused with an example for words that mean nothing, or several places."""
    found: dict[str, str] = {}
    group, rest, given = 0, list[str](), iter(typed.split())
    for word in given:
        if names(word, GROUP):
            group = await _group(session, next(given, ""))
        elif role := next((id for id, says in ROLES.items() if names(word, says)), ""):
            found["role"] = role
        elif language := next(
            (code for code, says in LANGUAGE_NAMES.items() if _speaks(word, code, says)), ""
        ):
            found["language"] = language
        elif not names(word, ALL):
            rest.append(word)
    region = _place(" ".join(rest)) if rest else ""
    return Audience(group, region, found.get("role", ""), found.get("language", ""), safe)


def _speaks(word: str, code: str, says: Text) -> bool:
    return word.casefold() == code or names(word, says)


async def _group(session: Session, word: str) -> int:
    number = NUMBER.fullmatch(word)
    group = await groups.by_number(session, int(number[1])) if number else None
    if group is None:
        raise Refused(_("There is no group {number}. /groups shows them.").format(number=word[:20]))
    return group.number


def _place(words: str) -> str:
    codes = {code for code, _name in meant(_NAMES, words)}
    codes |= {place.code for place in _PLACES if place.code.casefold() == words.casefold()}
    if len(codes) != 1:
        raise Refused(paragraphs(UNCLEAR.format(words=words[:60]), lines(EXAMPLE, EXAMPLE_PLACE)))
    return codes.pop()


def told(audience: Audience) -> Text:
    """Whom it is for, in one line."""
    parts = (
        GROUP_N.format(n=audience.group) if audience.group else None,
        labels.place(audience.region) if audience.region else None,
        labels.called(ROLES, audience.role) if audience.role else None,
        LANGUAGE_NAMES[audience.language] if audience.language else None,
    )
    said = tuple(part for part in parts if part is not None)
    return lines(*said, separator=", ") if said else ALL
