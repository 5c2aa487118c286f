"""Filing what was told: a new obstacle, or one more person in a known one; then a number and what happens next."""

from dataclasses import replace
from typing import Final, NamedTuple

from bot.domain.obstacles import states
from bot.domain.obstacles.facts import Story
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import new_cases
from handlers.base import Turn
from handlers.groups.showing import in_danger
from handlers.moderators import alerts
from handlers.obstacles import beside, cards as showing_cards
from handlers.obstacles.showing import met
from storage import groups, media, obstacle_photos, obstacle_reports, obstacles
from storage.cards import Card
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle
from storage.persons import Person

HEAR: Final = _(
    "You will hear of each change here. In four weeks we ask whether it still stands. "
    "Nobody learns that it was you."
)
NEXT: Final = _("Next: moderators look at it. When somebody else meets the same, it counts as confirmed.")


class NewReport(NamedTuple):
    """What is told, perhaps with a photo; which known obstacle it is (0: a new one), and whether it came back there."""

    story: Story
    photo: int | None
    same: int
    afterwards: bool


async def may_send(turn: Turn, new: NewReport) -> None:
    """Count a new obstacle; refuse it when there were many of late. One more person in a known one is no new case."""
    if not new.same:
        new_cases.count(turn, "obstacle")


async def finish(session: Session, person: Person, new: NewReport) -> Screen:
    """Keep the report; tell its number and what happens next."""
    known = await obstacles.lock(session, new.same) if new.same else None
    if known is None:  # a new one, or everybody has left the known one meanwhile
        known = await obstacles.add(session, new.story.facts, await _group(session, person))
        text = paragraphs(_("Thank you. It has the number {n}.").format(n=known.number), NEXT, HEAR)
    elif await obstacle_reports.of_both(session, known.id, person.id) is not None:
        return _screen(known, _("You are in number {n} already. Nothing has changed.").format(n=known.number))
    else:
        text = None
    report = await obstacle_reports.add(session, known.id, person.id, new.story, known.step)
    assert report is not None, "the obstacle is locked, and the person is not in it"
    lost = await _keep_photo(session, report, new.photo)
    card = None if in_danger(person) else await beside.of_obstacle(session, known.id, new.story)
    if text is None:
        return _screen(known, await _joined(session, person, known, new.afterwards), lost, card)
    await alerts.obstacle_told(session, known)
    return _screen(known, text, lost, card)


async def _joined(session: Session, person: Person, known: Obstacle, afterwards: bool) -> Text:
    """Move the obstacle on if the newcomer moves it, and say what that means."""
    people = await obstacle_reports.count(session, known.id)
    after = states.after_joining(known.status, people, afterwards)
    moved = await move(session, known, after, person.id)
    is_back = moved and after == states.RETURNED
    back = _("It counts as back again, and moderators look at it.") if is_back else None
    return paragraphs(_("You are in number {n} now.").format(n=known.number), met(people), back, HEAR)


async def move(session: Session, obstacle: Obstacle, status: str, by: int = 0) -> bool:
    """Bring an obstacle into a state, if it is not there; everybody in it hears, moderators when it is back."""
    if status == obstacle.status or not await obstacles.change(session, obstacle, status, by):
        return False
    if status == states.RETURNED and by:
        await alerts.obstacle_is_back(session, replace(obstacle, status=status))
    return True


async def _group(session: Session, person: Person) -> int:
    """The group whose obstacle it becomes: the one that the person asks on behalf of."""
    if in_danger(person):
        return 0
    return groups.main(person.profile.group, await groups.mine(session, person.id))


async def _keep_photo(session: Session, report: Report, media_id: int | None) -> Text | None:
    """Keep the photo with the report; say so when it waited so long in a draft that it is deleted."""
    if media_id is None:
        return None
    if not await media.is_of(session, media_id, report.person_id):
        return _("The photo waited too long and is deleted. It can be added again under “My obstacle”.")
    await obstacle_photos.add(session, report.id, report.person_id, media_id)
    return None


def _screen(obstacle: Obstacle, text: Text, more: Text | None = None, card: Card | None = None) -> Screen:
    mine = action_button(_("My obstacle"), "obstacle", obstacle.id)
    said, helped = (beside.ALIKE, showing_cards.button(card)) if card is not None else (None, None)
    return Screen(paragraphs(text, more, said), stacked(helped, mine, command_button(_("Menu"), "menu")))
