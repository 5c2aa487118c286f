"""A person's photos of a refusal: adding one, and deleting one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.conversation import Conversation, Media, Told
from bot.errors import Refused
from bot.i18n import Msg, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Begin, Flow, Reply, Turn, row_id
from handlers.groups.showing import in_danger
from handlers.obstacles import mine
from handlers.obstacles.reporting import CAPTION, PHOTO
from storage import media, obstacle_photos, obstacle_reports, obstacles
from storage.database import Session
from storage.obstacle_photos import Photo
from storage.persons import Person

MENU: Final = command_button(_("Menu"), "menu")
MOST: Final = 4  # photos of one report
GONE: Final = _("This photo is not here any more.")
IN_DANGER: Final = _("Where you are now, a phone may be searched, so no photos are kept.")
STATES: Final[Mapping[str, Msg]] = {
    obstacle_photos.UNSEEN: _("Photo {n}: only moderators can open it."),
    obstacle_photos.HELD: _("Photo {n}: it is shown to nobody. Names on it should be blacked out first."),
    obstacle_photos.FIT: _("Photo {n}: a moderator has looked at it. Nothing on it names anybody."),
}


@dataclass(frozen=True, slots=True)
class Added:
    """A photo that is to be added to an obstacle; None: there is none after all."""

    obstacle_id: int
    media_id: int | None


async def show_all(turn: Turn, row: str) -> Reply:
    """Show a report's photos by number; while there are none, ask for one."""
    obstacle, report = await mine.of(turn, row)
    found = await obstacle_photos.of_report(turn.session, report.id)
    if not found:
        return await add(turn, row)
    another = action_button(_("Add a photo"), "photo-add", obstacle.id) if len(found) < MOST else None
    buttons = (action_button(_("Photo {n}").format(n=photo.number), "photo", photo.id) for photo in found)
    text = lines(*(STATES[photo.status].format(n=photo.number) for photo in found))
    return Screen(text, stacked(*buttons, another, back(obstacle.id), MENU), passing=True)


async def show(turn: Turn, row: str) -> Screen:
    """Say who may see a photo, and what can be done with it."""
    photo = await own(turn, row)
    report = await obstacle_reports.get(turn.session, photo.report_id)
    assert report is not None, "a photo goes with its report"
    text = STATES[photo.status].format(n=photo.number)
    return Screen(text, stacked(*ways(photo), back(report.obstacle_id), MENU), passing=True)


async def drop(turn: Turn, row: str) -> Screen:
    """Delete a photo with its picture."""
    photo = await own(turn, row)
    await media.forget(turn.session, photo.media_id)
    text = _("Photo {n} is deleted.").format(n=photo.number)
    return Screen(text, stacked(command_button(_("My obstacles"), "obstacle"), MENU))


async def add(turn: Turn, row: str) -> Reply:
    """Ask for one more photo."""
    obstacle, report = await mine.of(turn, row)
    if in_danger(turn.person):
        raise Refused(IN_DANGER)
    if len(await obstacle_photos.of_report(turn.session, report.id)) >= MOST:
        raise Refused(_("There are {n} photos already. Delete one first.").format(n=MOST))
    turn.state["photo_of"] = obstacle.id
    return Begin(ADDING.name)


async def load(turn: Turn) -> int:
    """Return the obstacle to which a photo is added."""
    return int(turn.state.get("photo_of", 0))


def talk(person: Person, obstacle_id: int) -> Conversation[Added]:
    """Ask for a photo."""
    told: Told | None = yield Media("photo", PHOTO, limit=CAPTION, optional=True)
    return Added(obstacle_id, told.media if told is not None else None)


async def finish(session: Session, person: Person, added: Added) -> Screen:
    """Keep the photo with the person's report."""
    obstacle = await obstacles.current(session, added.obstacle_id)  # it may have been merged meanwhile
    report = await obstacle_reports.of_both(session, obstacle.id, person.id) if obstacle is not None else None
    if report is None:
        return Screen(mine.NOT_YOURS, stacked(MENU))
    if added.media_id is None:
        return Screen(_("No photo was added."), stacked(back(added.obstacle_id), MENU))
    photo = await obstacle_photos.add(session, report.id, person.id, added.media_id)
    text = paragraphs(STATES[photo.status].format(n=photo.number), _("Names on it can be blacked out."))
    return Screen(text, stacked(*ways(photo), back(added.obstacle_id), MENU))


def ways(photo: Photo) -> tuple[Button, ...]:
    """What can be done with a photo."""
    return (
        action_button(_("Black out names"), "photo-black", photo.id),
        action_button(_("Delete the photo"), "photo-drop", photo.id, "danger"),
    )


def back(obstacle_id: int) -> Button:
    """The way back to the obstacle."""
    return action_button(_("Back"), "obstacle", obstacle_id)


async def own(turn: Turn, row: str) -> Photo:
    """Return the photo that a button names; raise Refused when it is not the person's."""
    photo = await obstacle_photos.get(turn.session, row_id(row))
    if photo is None or photo.person_id != turn.person.id:
        raise Refused(GONE)
    return photo


ADDING = Flow("obstacle_photo", talk, finish, load, bare=0)
ACTIONS = (
    Action("obstacle-photos", show_all),
    Action("photo", show),
    Action("photo-add", add),
    Action("photo-drop", drop),
)
