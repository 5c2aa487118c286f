"""Where and when: place, region, time zone and quiet hours, each changed by a small flow of its own."""

from typing import Final, NamedTuple

from bot.conversation import Choice, Conversation, Hour
from bot.domain import places, quiet_hours, zones
from bot.i18n import Msg, Text, When, _, lines
from bot.screens import Screen, action_button, command_button, stacked
from handlers import where
from handlers.base import Flow
from handlers.how_are_you import planning
from handlers.time_zone import ONLY_ITS_HOURS, WHICH_CLOCK
from storage import persons
from storage.database import Session
from storage.persons import Person

SAVED: Final = _("Saved.")
UNSAID: Final = _("not said")
FROM: Final = _("From what hour is it quiet? Until the hour you choose next, only danger to life wakes you.")
UNTIL: Final = _("Until what hour? At most {hours} hours, so that Kolo can reach you at all.")


class QuietHours(NamedTuple):
    """From which local hour until which."""

    start: int
    until: int


def talk_of_place(person: Person) -> Conversation[str]:
    """Ask where the person is, as the entrance does."""
    place = yield where.place_question()
    return "" if place == where.UNSAID else str(place)


async def finish_place(session: Session, person: Person, place: str) -> Screen:
    """Keep where the person is; in danger neither region nor time zone is kept beside it."""
    told = {"place": place} | ({"region": "", "zone": ""} if place == where.DANGER else {})
    return await _keep(session, person, **told)


def talk_of_region(person: Person) -> Conversation[str]:
    """Ask for the oblast or country."""
    text = _("In which region or country? Type the first letters, or look through the list.")
    region = yield Choice(
        "region", text, where.regions_near(person), first=person.profile.region, optional=True
    )
    return region or ""


async def finish_region(session: Session, person: Person, region: str) -> Screen:
    """Keep the region: nearby helpers are asked first, and its time is used unless a zone was set."""
    return await _keep(session, person, region=region)


# Most people's quiet hours end in these, so they are shown first.
MORNING: Final = range(6, 11)


def talk_of_zone(person: Person) -> Conversation[str]:
    """Ask by which clock the person lives; in danger only for its hours."""
    in_danger = person.profile.place == where.DANGER
    zone = yield ONLY_ITS_HOURS if in_danger else WHICH_CLOCK
    return str(zone)


async def finish_zone(session: Session, person: Person, zone: str) -> Screen:
    """Keep the zone; in danger only how far its clock is from UTC, which names no place."""
    if zone and person.profile.place == where.DANGER:
        zone = zones.without_place(zone, session.now)
    return await _keep(session, person, zone=zone)


def talk_of_quiet(person: Person) -> Conversation[QuietHours]:
    """Ask between which hours nothing may come."""
    start = yield Hour("from", FROM, tuple((18 + n) % 24 for n in range(24)))
    most = quiet_hours.LONGEST
    hours = tuple((start + n) % 24 for n in range(1, most + 1))
    morning = tuple(hour for hour in hours if hour in MORNING)
    until = yield Hour("until", UNTIL.format(hours=most), (*morning, *(h for h in hours if h not in morning)))
    return QuietHours(start, until)


async def finish_quiet(session: Session, person: Person, hours: QuietHours) -> Screen:
    """Keep the quiet hours."""
    return await _keep(session, person, quiet_from=hours.start, quiet_until=hours.until)


async def _keep(session: Session, person: Person, **told: str | int) -> Screen:
    kept = await persons.tell(session, person, **told)
    await planning.moved(session, kept)
    return screen(kept, session, SAVED)


def rows(person: Person) -> tuple[Msg, ...]:
    """What is kept of where and when, a line each."""
    told = person.profile
    return (
        _("Where I am: {place}").format(place=dict(where.PLACES).get(told.place, UNSAID)),
        _("Region: {region}").format(
            region=places.name(told.region) if places.is_place(told.region) else UNSAID
        ),
        _("Time zone: {zone}").format(zone=zones.called(told.time_zone)),
        _("Quiet hours: {start} to {until}").format(
            start=f"{told.quiet_from}:00", until=f"{told.quiet_until}:00"
        ),
    )


def screen(person: Person, session: Session, note: Text | None = None) -> Screen:
    """Where and when, each as a button that changes it, and what the person's clock should show now."""
    clock = _("Your clock shows {time} now.").format(time=When(session.now, where.zone_of(person), "HH:mm"))
    buttons = (
        action_button(_("Where I am"), "set", "place"),
        action_button(_("Region"), "set", "region"),
        action_button(_("Time zone"), "set", "zone"),
        action_button(_("Quiet hours"), "set", "quiet"),
        command_button(_("Ask how I am"), "howareyou"),
        command_button(_("Settings"), "settings"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(lines(note, *rows(person), clock), stacked(*buttons), passing=True)


FLOWS = (
    Flow("settings_place", talk_of_place, finish_place),
    Flow("settings_region", talk_of_region, finish_region),
    Flow("settings_zone", talk_of_zone, finish_zone),
    Flow("settings_quiet", talk_of_quiet, finish_quiet),
)
