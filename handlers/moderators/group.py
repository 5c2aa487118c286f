"""The card of a group, and what may be changed on it: kind, trust, its own words."""

from collections.abc import Mapping

from bot.domain.identifiers import find as identifiers
from bot.domain.typed import names
from bot.errors import Refused
from bot.i18n import Msg, Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import group_card, labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers
from storage import groups
from storage.groups import Group

LONGEST = 300  # characters of what a group says of itself: two sentences
EXPLAINED: dict[str, Msg] = {
    groups.CONFIRMED: _("confirmed: a moderator confirms each pair before anybody is asked"),
    groups.SEEN: _("seen: helpers are asked at once, moderators look at each pair afterwards"),
    groups.PEERS: _("peers: the group pairs people on its own"),
}


async def show(turn: DeskTurn) -> Screen:
    """/group N."""
    return await look(turn, turn.args)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of a group."""
    group = await find(turn, row)
    await turn.record("look", f"group {group.number}")
    return await group_card.card(turn.session, group)


async def find(turn: DeskTurn, row: str) -> Group:
    """Return the open group with the number in `row`, kept open until the commit; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    group = await groups.by_number(turn.session, number)
    if group is not None:
        group = await groups.kept_open(turn.session, group.id, to_change=True)
    if group is None:
        raise Refused(_("There is no group {number}. /groups shows them.").format(number=number))
    return group


async def anew(turn: DeskTurn, group: Group, note: Text) -> Screen:
    """Return the card as the group is now."""
    return await group_card.card(turn.session, await groups.get(turn.session, group.id) or group, note)


async def mode(turn: DeskTurn) -> Screen:
    """/mode GROUP MODE; without the mode: the three to choose from."""
    number, _space, word = turn.args.partition(" ")
    if not word.strip():
        return await mode_pressed(turn, number)
    chosen = next((id for id, says in labels.MODES.items() if names(word, says)), None)
    if chosen is None:
        raise Misread
    return await mode_pressed(turn, f"{number}-{chosen}")


async def mode_pressed(turn: DeskTurn, row: str) -> Screen:
    """Show the modes, or set one."""
    number, dash, chosen = row.partition("-")
    group = await find(turn, number)
    if not dash:
        ways = _others(group, "m-mode", labels.MODES, group.mode)
        title = _("How far is group {n} trusted? Now: {mode}").format(
            n=group.number, mode=labels.MODES[group.mode]
        )
        return Screen(paragraphs(title, lines(*EXPLAINED.values())), stacked(*ways, group_card.back(group)))
    if chosen not in groups.MODES:
        raise Misread
    await groups.change(turn.session, group.id, mode=chosen)
    await turn.record("mode", f"group {group.number}", chosen)
    return await anew(turn, group, _("Changed."))


def _others(group: Group, action: str, called: Mapping[str, Msg], now: str) -> list[Button]:
    """A button for everything that could be chosen but what is so now."""
    return [action_button(says, action, f"{group.number}-{id}") for id, says in called.items() if id != now]


async def kind(turn: DeskTurn, row: str) -> Screen:
    """Show the kinds, or set one."""
    number, dash, chosen = row.partition("-")
    group = await find(turn, number)
    if not dash:
        ways = _others(group, "m-kind", labels.GROUPS, group.kind)
        text = _("What kind of group is {n}?").format(n=group.number)
        return Screen(text, stacked(*ways, group_card.back(group)))
    if chosen not in groups.KINDS:
        raise Misread
    await groups.change(turn.session, group.id, kind=chosen)
    await turn.record("kind", f"group {group.number}", chosen)
    return await anew(turn, group, _("Changed."))


async def describe(turn: DeskTurn) -> Screen:
    """/describe GROUP WORDS; a dash takes the words away."""
    number, _space, said = turn.args.partition(" ")
    words = " ".join(said.split())
    if not words:
        raise Misread
    group = await find(turn, number)
    if len(words) > LONGEST:
        raise Refused(_("Two sentences are enough: at most {n} characters.").format(n=LONGEST))
    if identifiers(words):
        raise Refused(_("Everybody can read this. Please leave out phones, links and names on messengers."))
    await groups.describe(turn.session, group.id, "" if words in ("-", "–", "—") else words)
    await turn.record("describe", f"group {group.number}")
    return await anew(turn, group, _("Changed."))


EXAMPLE = _("/describe 2 We meet people at the border and help with the first papers.")
COMMANDS = (
    DeskCommand("group", "/group 2", _("The card of a group"), show),
    DeskCommand("mode", _("/mode 2 seen"), _("How far a group is trusted: confirmed, seen or peers"), mode),
    DeskCommand("describe", EXAMPLE, _("What a group says of itself; a dash takes it away"), describe),
)
ACTIONS = (DeskAction("m-group", look), DeskAction("m-mode", mode_pressed), DeskAction("m-kind", kind))
