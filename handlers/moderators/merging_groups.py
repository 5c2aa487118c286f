"""Merging two groups: asked once, then everything of the one is in the other, and its people hear it."""

from bot.domain import trust
from bot.errors import Refused
from bot.i18n import _, paragraphs, plural
from bot.screens import Screen, action_button, stacked
from handlers.groups import joining
from handlers.moderators import group_card, labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.group import anew, find
from storage import announcements, group_merging, groups, requests
from storage.groups import Group
from storage.outbox import Priority

ONE_NOW = _(
    "The group {gone} is one with the group {kept} now. You are in it, nothing of yours is lost: "
    "requests, talks and what you work on go on. Whoever coordinated coordinates on. More under /groups."
)


async def merge(turn: DeskTurn) -> Screen:
    """/mergegroups GONE KEPT: asks once; nothing is merged yet."""
    gone, kept = await _two(turn, turn.args)
    await turn.record("look", f"group {gone.number}")
    people = await groups.members(turn.session, gone.id)
    title = _("Let group {gone}, {name}, go into group {kept}, {other}?")
    mode = labels.called(labels.MODES, trust.strictest((gone.mode, kept.mode)))
    text = paragraphs(
        title.format(gone=gone.number, name=gone.name, kept=kept.number, other=kept.name),
        plural("It has {n} person, who will be told.", "It has {n} people, who will be told.", people),
        _(
            "People, coordinators, requests, talks, obstacles, invitations and who asks to join all go along. "
            "The stricter trust holds: {mode}. It cannot be undone."
        ).format(mode=mode),
    )
    go = action_button(_("Merge them"), "m-one-group", f"{gone.number}-{kept.number}", "danger")
    return Screen(text, stacked(go, group_card.back(gone)))


async def go(turn: DeskTurn, row: str) -> Screen:
    """Merge them; whoever was in the one that goes hears it once."""
    gone, kept = await _two(turn, row)
    people = await group_merging.merge(turn.session, gone, kept)
    await announcements.follow(turn.session, gone.number, kept.number)
    await groups.change(turn.session, kept.id, mode=trust.strictest((gone.mode, kept.mode)))
    await requests.look_at_all(turn.session)
    await turn.record("merge-groups", f"group {kept.number}", f"group {gone.number}")
    for person_id in people:
        text = ONE_NOW.format(gone=gone.name, kept=kept.name)
        await joining.tell(turn.session, person_id, text, Priority.BULK)
    done = plural("{n} person has been told.", "{n} people have been told.", len(people))
    note = _("Group {gone} is in group {kept} now.").format(gone=gone.number, kept=kept.number)
    return await anew(turn, kept, paragraphs(note, done))


async def _two(turn: DeskTurn, row: str) -> tuple[Group, Group]:
    """Return the one that goes and the one that stays, both locked, the lower number first."""
    gone, kept = numbers(row.replace("-", " "), 2)
    if gone == kept:
        raise Refused(_("These are the same group: nothing was changed."))
    found = {number: await find(turn, str(number)) for number in sorted((gone, kept))}
    return found[gone], found[kept]


COMMANDS = (
    DeskCommand("mergegroups", "/mergegroups 2 3", _("Let group 2 go into group 3; asked once more"), merge),
)
ACTIONS = (DeskAction("m-one-group", go),)
