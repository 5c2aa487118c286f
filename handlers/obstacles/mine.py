"""A person's own obstacles: how each stands, taking one's sentence back, and saying that it is back."""

from dataclasses import replace
from typing import Final

from bot.domain.obstacles import states
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import new_cases
from handlers.base import Action, Begin, Command, Reply, Turn, row_id
from handlers.groups.showing import in_danger
from handlers.obstacles import cards as showing_cards, filing, reporting, searching, showing
from handlers.where import zone_of
from storage import cards, groups, joint_drafts, obstacle_groups, obstacle_photos, obstacle_reports, obstacles
from storage.groups import Group
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

MENU: Final = command_button(_("Menu"), "menu")
SHOWN: Final = 4  # on one screen; all others can be called by number
NONE_OF_YOURS: Final = _("You have told of no obstacle yet.")
NOT_YOURS: Final = _("You have no obstacle with this number. /obstacle shows yours, and takes a new one.")


async def begin(turn: Turn) -> Reply:
    """/obstacle: one's own, or the first question when there are none; /obstacle 17: that one; with words: a search."""
    if any(sign.isalpha() for sign in turn.args):
        return await searching.search(turn.session, turn.person, turn.args)
    if turn.args:
        found = await obstacles.by_number(turn.session, row_id(turn.args.lstrip("№#")))
        public = await _public(turn, found) if found is not None else None
        return public or await show(turn, str(found.id if found is not None else 0))
    mine = await obstacle_reports.of_person(turn.session, turn.person.id)
    of_groups = await _of_groups(turn)
    return await _list(turn, mine, of_groups) if mine or of_groups else await tell(turn, "")


async def _public(turn: Turn, found: Obstacle) -> Screen | None:
    """Show what everybody may read of an obstacle that the person is not in; None when it is not published."""
    obstacle = await obstacles.current(turn.session, found.id)
    if obstacle is None or not obstacle.published:
        return None
    if await obstacle_reports.of_both(turn.session, obstacle.id, turn.person.id) is not None:
        return None
    text = await showing.for_everybody(turn.session, obstacle)
    another = action_button(_("I met it too"), "obstacle-too", obstacle.id)
    return Screen(text, stacked(another, MENU), passing=True)


async def tell(turn: Turn, row: str) -> Reply:
    """Tell of another one; after many, say when the next one can come."""
    return await new_cases.no_room(turn, "obstacle") or Begin(reporting.FLOW.name)


async def _of_groups(turn: Turn) -> list[Group]:
    """The groups of the person that work on an obstacle."""
    if in_danger(turn.person):
        return []
    own = await groups.mine(turn.session, turn.person.id)
    return [group for group in own if await obstacle_groups.of(turn.session, group.id)]


async def _list(turn: Turn, mine: list[Report], of_groups: list[Group]) -> Screen:
    found = [await obstacles.current(turn.session, report.obstacle_id) for report in reversed(mine)]
    known = list({obstacle.id: obstacle for obstacle in found if obstacle is not None}.values())
    buttons = [
        action_button(reporting.NUMBER.format(n=obstacle.number), "obstacle", obstacle.id)
        for obstacle in known[:SHOWN]
    ]
    older = _("Older ones by number: /obstacle {n}.").format(n=known[-1].number) if known[SHOWN:] else None
    text = paragraphs(
        _("Your obstacles") if known else NONE_OF_YOURS,
        lines(*(showing.title(obstacle) for obstacle in known[:SHOWN])) if known else None,
        older,
    )
    many = command_button(_("Obstacles of my groups"), "groups")
    one = [action_button(_("Obstacles of my group"), "group-obstacles", each.id) for each in of_groups]
    shared = one[:1] if len(one) < 2 else [many]
    another = action_button(_("Tell of another one"), "obstacle-new", "", "primary")
    others = command_button(_("What helped others"), "obstacles")
    return Screen(text, stacked(*buttons, *shared, another, others, MENU), passing=True)


async def show(turn: Turn, row: str) -> Screen:
    """Show one of one's own."""
    obstacle, report = await of(turn, row)
    return await screen(turn, obstacle, report)


async def screen(turn: Turn, obstacle: Obstacle, report: Report, note: Text | None = None) -> Screen:
    """Show how it stands, and what can be done."""
    story = report.story
    public = _("Your sentence for all: «{sentence}»").format(sentence=story.public) if story.public else None
    text = paragraphs(
        note,
        await showing.summary(turn.session, obstacle),
        showing.since(obstacle, zone_of(turn.person)),
        await showing.answered(turn.session, obstacle),
        _("You told: «{words}»").format(words=story.words) if story.words else None,
        public,
    )
    return Screen(text, stacked(*await _buttons(turn, obstacle, report), MENU), passing=True)


async def _buttons(turn: Turn, obstacle: Obstacle, report: Report) -> list[Button]:
    photos = await obstacle_photos.of_report(turn.session, report.id)
    label = _("Photos: {n}").format(n=len(photos)) if photos else _("Add a photo")
    possible = (
        (obstacle.status == states.SOLVED, _("It is back"), "obstacle-back"),
        (True, label, "obstacle-photos"),
        (bool(report.story.public), _("Take the sentence back"), "obstacle-unsay"),
        (True, _("Leave it"), "obstacle-leave"),
    )
    found = await cards.of_obstacle(turn.session, obstacle.id)
    helped = [showing_cards.button(card) for card in found[:1]]
    return [*helped, *(action_button(says, action, obstacle.id) for fits, says, action in possible if fits)]


async def back(turn: Turn, row: str) -> Screen:
    """Say that a solved one is back."""
    obstacle, report = await of(turn, row)
    locked = await obstacles.lock(turn.session, obstacle.id) or obstacle
    if locked.status != states.SOLVED:
        return await screen(turn, locked, report, _("It does not count as solved, so nothing has changed."))
    await filing.move(turn.session, locked, states.RETURNED, turn.person.id)
    now = await obstacles.get(turn.session, locked.id) or locked
    return await screen(
        turn, now, report, _("Thank you. It counts as back again, and moderators look at it.")
    )


async def unsay(turn: Turn, row: str) -> Screen:
    """Take back the sentence that others may read; from now on nobody is shown it."""
    obstacle, report = await of(turn, row)
    locked = await obstacle_reports.lock(turn.session, report.id) or report
    bare = await obstacle_reports.retell(turn.session, locked, replace(locked.story, public=""))
    await joint_drafts.taken_back(turn.session, obstacle.id, joint_drafts.words_in(locked))
    return await screen(turn, obstacle, bare, _("Your sentence is taken back. Nobody is shown it any more."))


async def of(turn: Turn, row: str) -> tuple[Obstacle, Report]:
    """Return the obstacle that a button names, and the person's report of it; raise Refused when there is none."""
    obstacle = await obstacles.current(turn.session, row_id(row))
    place = obstacle.id if obstacle is not None else 0
    report = await obstacle_reports.of_both(turn.session, place, turn.person.id)
    if obstacle is None or report is None:
        raise Refused(NOT_YOURS)
    return obstacle, report


COMMANDS = (
    Command(
        "obstacle",
        _("obstacle|my obstacles|barrier|an office refused"),
        _("An office refuses or asks for money: tell it"),
        begin,
    ),
)
ACTIONS = (
    Action("obstacle", show),
    Action("obstacle-new", tell),
    Action("obstacle-back", back),
    Action("obstacle-unsay", unsay),
)
