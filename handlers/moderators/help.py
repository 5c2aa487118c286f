"""Every command of the moderators, by example: a few groups that fit a phone, and /help NAME for one of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.i18n import Msg, Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid
from handlers.moderators import called
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button

REST: Final = "rest"
# group: (what it is called, its commands); what stands in none of them is among "Work and numbers".
GROUPS: Final[Mapping[str, tuple[Msg, tuple[str, ...]]]] = {
    "requests": (
        _("Requests"),
        ("queue", "requests", "request", "match", "assign", "reassign", "close", "gaps", "score"),
    ),
    "people": (
        _("People and helpers"),
        ("people", "person", "helpers", "approve", "refuse", "pause", "unpause", "ban", "unban"),
    ),
    "groups": (
        _("Groups"),
        (
            *("groups", "group", "newgroup", "mode", "describe", "invite", "neighbours"),
            *("coordinators", "coordinator", "mergegroups", "closegroup"),
        ),
    ),
    "obstacles": (
        _("Obstacles and cards"),
        ("obstacles", "obstacle", "merge", "split", "heat", "export", "blackout", "cards", "card", "newcard"),
    ),
    REST: (_("Work and numbers"), ()),
}
FILTERS: Final = _(
    "Words may stand in any order and in any of the three languages, also inflected. What a word was understood as is "
    "shown above the list; a word that means nothing is named, with what it may have been."
)
DOT: Final = " · "
LISTS: Final = ("requests", "helpers", "people", "contacts")


def usage(command: DeskCommand) -> Text:
    """Return an example of a command, and what it does."""
    return lines(called.example(command.name, command.example), command.describe)


class Help:
    """The help for these commands and for itself."""

    def __init__(self, others: Sequence[DeskCommand]) -> None:
        example, says = _("/help requests"), _("All commands with examples; with a name, one of them")
        self.command = DeskCommand("help", example, says, self.typed)
        self.action = DeskAction("m-help", self.group)
        self._known = {one.name: one for one in (*others, self.command)}

    async def typed(self, turn: DeskTurn) -> Screen:
        """/help, or /help NAME."""
        if not turn.args:
            return self._overview(turn)
        name = called.meant(turn.args.removeprefix("/"))
        if name not in self._known:
            raise Misread
        return Screen(self._one(self._known[name]), ((self._back(),), (queue_button(),)))

    async def group(self, turn: DeskTurn, row: str) -> Screen:
        """Show the commands of a group by example; without one: the groups."""
        if not row:
            return self._overview(turn)
        if row not in GROUPS:
            raise Misread
        return Screen(
            paragraphs(GROUPS[row][0], *map(usage, self._of(row))), ((self._back(), queue_button()),)
        )

    def _overview(self, turn: DeskTurn) -> Screen:
        groups = (
            lines(says, lines(*(called.named(one.name) for one in self._of(name)), separator=DOT))
            for name, (says, _names) in GROUPS.items()
        )
        text = paragraphs(
            _(
                "Commands of the moderators. They work in this chat only, and what is done is kept in the audit."
            ),
            *groups,
            _("With examples: a button below. About one: /help requests"),
            _(
                "Names can be typed in Ukrainian and Russian too: /запити, /запросы. "
                "Only the English ones can be tapped."
            ),
            None if turn.event.in_group else _("Your own menu is under /menu."),
        )
        buttons = tuple(action_button(says, "m-help", name) for name, (says, _names) in GROUPS.items())
        return Screen(text, (*grid(buttons), (queue_button(),)))

    def _of(self, group: str) -> list[DeskCommand]:
        if group != REST:
            return [self._known[name] for name in GROUPS[group][1] if name in self._known]
        grouped = {name for _says, names in GROUPS.values() for name in names}
        return [one for name, one in self._known.items() if name not in grouped]

    def _one(self, one: DeskCommand) -> Text:
        return paragraphs(usage(one), FILTERS if one.name in LISTS else None)

    def _back(self) -> Button:
        return action_button(_("All commands"), "m-help", "")
