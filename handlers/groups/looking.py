"""Looking for a group: those nearby first; and asking to join one."""

from bot.domain import places
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.groups import joining, showing
from handlers.groups.mine import SHOWN, find, screen
from storage import groups, joinings
from storage.groups import Group

MOST = 3  # groups that may be asked at the same time
NONE_OPEN = _("There is no other group yet. Help comes without one too: helpers of all groups may be asked.")
TOO_MANY = _(
    "You are waiting for the answer of {n} groups. Please wait for one, or take one back, before the next."
)
ALREADY_IN = _("You are in this group already.")
ALREADY_ASKED = _("You have asked this group before.")


async def look(turn: Turn, row: str) -> Screen:
    """Show a page of the open groups that the person is not in, and has not asked."""
    showing.must_be_safe(turn)
    asked = await joinings.of_person(turn.session, turn.person.id)
    waiting = [each.group_id for each in asked if each.status == joinings.OPEN]
    own = [*await groups.of_person(turn.session, turn.person.id), *waiting]
    region = turn.person.profile.region
    others = [group for group in await groups.all_open(turn.session) if group.id not in own]
    others.sort(key=lambda group: (_distance(group, region), group.number))
    start = row_id(row) if row_id(row) < len(others) else 0
    shown, more = others[start : start + SHOWN], len(others) > start + SHOWN
    rows = (lines("• " + group.name, showing.place(group), separator=" · ") for group in shown)
    text: Text = paragraphs(_("Groups that you can ask to join:"), lines(*rows)) if shown else NONE_OPEN
    buttons = (
        *(action_button(group.name, "group", group.id) for group in shown),
        action_button(_("Further"), "group-look", start + SHOWN) if more else None,
    )
    back, menu = command_button(_("My groups"), "groups"), command_button(_("Menu"), "menu")
    return Screen(text, (*stacked(*buttons), (back, menu)), passing=True)


def _distance(group: Group, region: str) -> int:
    """0: of the same region, 1: of the same country, 2: elsewhere (or the person did not say where they are)."""
    if group.region == region:
        return 0
    return 1 if region and places.country(group.region) == places.country(region) else 2


async def ask(turn: Turn, row: str) -> Screen:
    """Ask to join; twice is once."""
    showing.must_be_safe(turn)
    group, session = await find(turn, row), turn.session
    if await groups.role(session, turn.person.id, group.id):
        raise Refused(ALREADY_IN)
    asked = await joinings.of_person(session, turn.person.id)
    waiting = [each for each in asked if each.status == joinings.OPEN and each.group_id != group.id]
    if len(waiting) >= MOST:
        raise Refused(TOO_MANY.format(n=MOST))
    done = await joining.ask(session, turn.person.id, group)
    return await screen(turn, group, joining.ASKED.format(name=group.name) if done else ALREADY_ASKED)


async def take_back(turn: Turn, row: str) -> Screen:
    """Take the asking back while nobody has answered."""
    showing.must_be_safe(turn)
    group = await find(turn, row)
    done = await joinings.take_back(turn.session, turn.person.id, group.id)
    return await screen(turn, group, _("Taken back.") if done else _("There is nothing to take back."))


ACTIONS = (Action("group-look", look), Action("group-ask", ask), Action("group-unask", take_back))
