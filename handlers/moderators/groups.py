"""Initiative groups: the list of them, and opening a new one."""

import re
from difflib import get_close_matches

from bot.domain import places
from bot.domain.places import Place, Region
from bot.domain.typed import names
from bot.errors import Refused
from bot.i18n import LANGUAGES, Text, _, ctx, lines, paragraphs, plural, translate
from bot.screens import Screen, action_button, grid, stacked
from handlers.moderators import labels
from handlers.moderators.alert_screens import group_button
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after
from storage import groups as stored, joinings
from storage.groups import Group

LONGEST_NAME = 28  # characters: a group is a button on the phones of both messengers
SHOWN = 10
CITY = frozenset({"city", "(city)", "місто", "м.", "город", "г."})
EXAMPLE = _("/newgroup Tbilisi, Georgia, women, confirmed")
OPENED = _(
    "Group {n} is open: {name}, {place}. People ask to join it, or come by an invitation.\n\n"
    "Kind: {kind}. Trust: {mode}. If it is another kind of group:"
)
AFTERWARDS = ((_("Invite"), "m-invite"), (_("Trust"), "m-mode"))
# One word each, besides what the kinds are called.
KINDS = {
    stored.PLACE: ctx("kind", "place"),
    stored.WOMEN: ctx("kind", "women"),
    stored.RELATIVES: ctx("kind", "relatives"),
}
SHORTEST_BEGINNING = 4  # letters by which a place is recognised when only one begins with them


async def all_groups(turn: DeskTurn) -> Screen:
    """/groups."""
    nothing_after(turn)
    return await page(turn, "0")


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show the groups with their sizes, and a button to the card of each."""
    if re.fullmatch("[0-9]{1,6}", row) is None:
        raise Misread
    await turn.record("browse", "groups")
    found = await stored.all_open(turn.session)
    offset = int(row) if int(row) < len(found) else 0  # groups went meanwhile
    shown = found[offset : offset + SHOWN]
    if not shown:
        return Screen(paragraphs(_("There is no group yet. To open one:"), EXAMPLE))
    asking = await joinings.counts(turn.session)
    buttons = tuple(group_button(group) for group in shown)
    more = action_button(_("Further"), "m-groups", offset + SHOWN) if found[offset + SHOWN :] else None
    text = paragraphs(
        plural("{n} group", "{n} groups", len(found)),
        *(_line(group, asking.get(group.id, 0)) for group in shown),
    )
    return Screen(text, (*grid(buttons), *stacked(more)))


def _line(group: Group, asking: int) -> Text:
    people = plural("{n} person", "{n} people", group.members)
    return lines(
        lines(str(group.number), group.name, separator=" · "),
        lines(labels.place(group.region), people, separator=", "),
        _("Ask to join: {n}").format(n=asking) if asking else None,
    )


async def new_group(turn: DeskTurn) -> Screen:
    """/newgroup NAME, COUNTRY OR REGION; then perhaps the kind and the trust, in any order."""
    words, kind, mode = _kind_and_mode(turn.args)
    said, comma, where = words.rpartition(",")
    name = " ".join(said.split())
    if not comma or not where.strip() or not any(sign.isalnum() for sign in name):
        raise Misread
    if len(name) > LONGEST_NAME:
        raise Refused(
            _("The name is longer than {n} characters. Please make it shorter.").format(n=LONGEST_NAME)
        )
    place = _place(where)
    await _must_be_new(turn, name, place)
    group = await stored.add(turn.session, name, place.code)
    await stored.change(turn.session, group.id, kind=kind, mode=mode)
    await turn.record("new-group", f"group {group.number}")
    kinds = (
        action_button(labels.GROUPS[other], "m-kind", f"{group.number}-{other}")
        for other in stored.KINDS
        if other != kind
    )
    invite, trust = (action_button(says, name, group.number) for says, name in AFTERWARDS)
    told = OPENED.format(
        n=group.number,
        name=group.name,
        place=place.name,
        kind=labels.GROUPS[kind],
        mode=labels.MODES[mode],
    )
    return Screen(told, (*stacked(*kinds), (trust, invite), (group_button(group),)))


def _kind_and_mode(words: str) -> tuple[str, str, str]:
    """Return the words without what names a kind or a trust at their end, and both of these."""
    kind, mode = stored.PLACE, stored.SEEN
    while "," in words:
        before, _comma, last = words.rpartition(",")
        kinds = [id for id, says in (*labels.GROUPS.items(), *KINDS.items()) if names(last, says)]
        modes = [id for id, says in labels.MODES.items() if names(last, says)]
        if not kinds and not modes:
            break
        kind, mode, words = (*kinds, kind)[0], (*modes, mode)[0], before
    return words, kind, mode


async def _must_be_new(turn: DeskTurn, name: str, place: Place) -> None:
    for group in await stored.all_open(turn.session):
        if group.region == place.code and group.name.casefold() == name.casefold():
            raise Refused(_("There is such a group already: number {n}.").format(n=group.number))


def _place(typed: str) -> Place:
    """Return the place that was named in any language or by its code; raise Refused with those that are near."""
    spoken, wanted = _names(), _plain(typed)
    if wanted in spoken:
        return spoken[wanted]
    begun = {place.code: place for name, place in spoken.items() if wanted and name.startswith(wanted)}
    if len(begun) == 1 and len(wanted) >= SHORTEST_BEGINNING:
        return next(iter(begun.values()))
    near = begun or {spoken[name].code: spoken[name] for name in get_close_matches(wanted, spoken, 4, 0.7)}
    unknown = lines(_("No country or region is called so. For example:"), EXAMPLE)
    perhaps = _("Perhaps: {places}").format(
        places=labels.several(tuple(place.name for place in list(near.values())[:4]))
    )
    raise Refused(paragraphs(unknown, perhaps if near else None))


def _names() -> dict[str, Place]:
    found: dict[str, Place] = {}
    known: tuple[Place, ...] = (*places.REGIONS, *places.COUNTRIES)
    for place in known:
        found[_plain(place.code)] = place
        for language in LANGUAGES:
            found.setdefault(_plain(translate(place.name, language)), place)
            if isinstance(place, Region):
                found.setdefault(_plain(translate(place.short, language)), place)
    return found


def _plain(text: str) -> str:
    """Return a name as it is compared: small letters, one kind of apostrophe, ё as е, without "the city of"."""
    same = text.casefold().replace("ё", "е").translate(str.maketrans("'`ʼ", "’’’"))
    return " ".join(word for word in same.split() if word not in CITY)


COMMANDS = (
    DeskCommand("groups", "/groups", _("The groups"), all_groups),
    DeskCommand(
        "newgroup", EXAMPLE, _("Open a group: name, country or region; then kind and trust"), new_group
    ),
)
ACTIONS = (DeskAction("m-groups", page),)
