"""What people may ask for: the needs, what each is made of, and how careful to be with it."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bot.domain import places
from bot.domain.data import label, read
from bot.i18n import Label

Urgency: TypeAlias = Literal["now", "today", "normal"]

# Where a need is led before anything else is asked.
Route: TypeAlias = Literal["emergency", "crisis", "violence", "legal_urgent", "moderator_now"]

# Who may help: a helper alone; with a service shown beside; only after a moderator has seen it;
# a moderator before any helper; a service first, and a helper only to go along.
WhoCanHelp: TypeAlias = Literal[
    "peer", "peer_and_specialist", "peer_and_moderator", "moderator_first", "specialist_first"
]

# A person reads these before any helper does, for the sake of both.
_ROUTES_TO_A_MODERATOR: frozenset[Route] = frozenset({"crisis", "violence", "legal_urgent", "moderator_now"})
_SEEN_BY_A_MODERATOR: frozenset[WhoCanHelp] = frozenset({"moderator_first", "peer_and_moderator"})


# Never handed to a helper before a moderator has read it (the safety note of the need).
_NEVER_TO_A_PEER_ALONE: frozenset[str] = frozenset({"psychological"})


@dataclass(frozen=True, slots=True)
class Subneed:
    """One concrete kind of help; `short` fits a button (at most 32 characters) in every language."""

    id: str
    label: Label
    short: Label
    need: str
    need_label: Label
    urgency: Urgency
    sensitive: bool
    women_only: bool
    women_offer: bool
    route: Route | None
    who_can_help: WhoCanHelp


@dataclass(frozen=True, slots=True)
class Need:
    """A category of help; `ask_only` names the only details that anybody may ask for (in English)."""

    id: str
    label: Label
    urgency: Urgency
    who: WhoCanHelp
    ask_only: str
    subneeds: tuple[Subneed, ...]
    contacts: tuple[str, ...]


def need(id: str) -> Need:
    """Return the need; KeyError if there is none with this id."""
    return _NEEDS[id]


def subneed(id: str) -> Subneed:
    """Return the sub-need, such as `documents.passport`; KeyError if there is none with this id."""
    return _SUBNEEDS[id]


def moderator_first(subneed: Subneed, place: str | None = None) -> bool:
    """Say whether a moderator reads such a request, sent from `place`, before any helper sees it."""
    return (
        subneed.who_can_help in _SEEN_BY_A_MODERATOR
        or subneed.need in _NEVER_TO_A_PEER_ALONE
        or subneed.route in _ROUTES_TO_A_MODERATOR
        or (place is not None and places.is_danger(place))
    )


def shown_to_helper(subneed: Subneed) -> Label:
    """Return what a helper reads until the person agrees to more: of a sensitive matter the category only."""
    return subneed.need_label if subneed.sensitive else subneed.label


def _need(raw: dict[str, Any]) -> Need:
    return Need(
        id=raw["id"],
        label=label(raw["label"]),
        urgency=raw["default_urgency"],
        who=raw["who_can_help"],
        ask_only=raw["ask_only"],
        subneeds=tuple(_subneed(raw, one) for one in raw["subneeds"]),
        contacts=tuple(raw["contacts"]),
    )


def _subneed(need: dict[str, Any], raw: dict[str, Any]) -> Subneed:
    return Subneed(
        id=raw["id"],
        label=label(raw["label"]),
        short=label(raw.get("short", raw["label"])),
        need=need["id"],
        need_label=label(need["label"]),
        urgency=raw.get("default_urgency", need["default_urgency"]),
        sensitive=raw.get("sensitive", False),
        women_only=raw.get("women_only_default", False),
        women_offer=raw.get("women_only_offer", False),
        route=raw.get("route"),
        who_can_help=need["who_can_help"],
    )


NEEDS: tuple[Need, ...] = tuple(_need(raw) for raw in read("needs")["needs"])
_NEEDS = {need.id: need for need in NEEDS}
_SUBNEEDS = {subneed.id: subneed for need in NEEDS for subneed in need.subneeds}
