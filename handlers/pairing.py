"""Bringing two people together: the names under which they talk, what is asked of them later, who hears of it."""

from datetime import datetime
from random import SystemRandom
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import cadence, follow_up, pseudonyms, quiet_hours
from bot.i18n import Language, _, paragraphs, translate
from bot.screens import Screen, action_button, command_button, stacked
from handlers import swindles
from handlers.where import zone_of
from storage import check_ins, hand_over_notes, matches, outbox, persons, requests
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request

# Kinds of check-ins.
HOW_IS_IT: Final = "match"  # to both: how is it going?
FIRST_WORD: Final = "first_word"  # to a helper who has not written yet
GIVE_BACK: Final = "give_back"  # then the request looks for somebody else
HOLDS: Final = check_ins.HOLDS

CHANCE: Final = SystemRandom()  # a name must never follow from who somebody is

NIGHT: Final = (cadence.CHECKIN_HOURS[1], cadence.CHECKIN_HOURS[0])  # when no check-in arrives


async def pair(session: Session, request: Request, helper: Person, review: str = "") -> Match | None:
    """Begin a match of a waiting request, which the caller has locked; None when it waits no more.

    `review`: whether a moderator looks at it afterwards (storage/matches.py).
    """
    if not await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED):
        return None
    requester = await persons.get(session, request.person_id)
    assert requester is not None, "a request goes with its person"
    asked, helps = _names(requester, helper, request.language)
    match = await matches.add(session, request.id, (requester.id, asked), (helper.id, helps), review)
    await _plan(session, request, match, requester, helper)
    found = found_screen(request, match)
    await outbox.push(session, requester.id, found, Priority.TALK, wakes=is_urgent(request))
    await show_notes(session, match, awake=True)
    return match


async def show_notes(session: Session, match: Match, awake: bool = False) -> None:
    """Show the helper of a match what an earlier helper wrote for them, as far as the person agreed; once.

    `awake`: they have just accepted, so it does not wait for the morning.
    """
    for words in await hand_over_notes.take_agreed(session, match.request_id):
        note = _("Who helped {name} before has left you a note, and {name} agreed that you read it:")
        screen = paragraphs(note.format(name=match.requester_name), f"«{words}»", swindles.beware(words))
        rows = stacked(action_button(_("Open the talk"), "talk", match.id), _MENU)
        await outbox.push(
            session, match.helper_id, Screen(screen, rows, entrusted=True), Priority.TALK, wakes=awake
        )


def found_screen(request: Request, match: Match) -> Screen:
    """What the person who asked reads when somebody accepted."""
    text = paragraphs(
        _("There is somebody for your request {number}: {name}.").format(
            number=request.number, name=match.helper_name
        ),
        _("You talk here, through the bot. You are shown as {name}; nothing else about you is seen.").format(
            name=match.requester_name
        ),
        _("You can write first, or wait for the first word."),
    )
    return Screen(text, stacked(action_button(_("Open the talk"), "talk", match.id), _MENU))


def _names(requester: Person, helper: Person, language: Language) -> tuple[str, str]:
    """The chosen names, or kind ones made up; the two always differ."""
    asked = requester.profile.name or _made_up(language)
    chosen = helper.profile.name
    return asked, chosen if chosen and chosen.casefold() != asked.casefold() else _made_up(language, asked)


def _made_up(language: Language, taken: str = "") -> str:
    return translate(pseudonyms.pick(CHANCE, {taken}), language)


async def _plan(session: Session, request: Request, match: Match, requester: Person, helper: Person) -> None:
    for person in (requester, helper):
        await plan_how_is_it(session, match.id, person, follow_up.first_question(match.created_at))
    silent_at = match.created_at + cadence.FIRST_WORD[request.ask.urgency]
    await plan_by_day(session, match.id, helper, FIRST_WORD, silent_at, is_urgent(request))


async def plan_how_is_it(session: Session, match_id: int, person: Person, at: datetime) -> None:
    """Plan the one question how it is going that comes next, at an hour of the person's day."""
    due, zone = quiet_hours.next_allowed(at, zone_of(person), NIGHT), zone_of(person)
    # Who flew far to the west meanwhile has the date of the last question twice.
    while not await check_ins.replan(session, match_id, person.id, HOW_IS_IT, due, local_date(due, zone)):
        due = quiet_hours.next_allowed(due + follow_up.DAY, zone, NIGHT)


async def plan_next(
    session: Session,
    request: Request,
    match: Match,
    person: Person,
    asked: datetime,
    said: str = "",
    unanswered: int = 0,
) -> None:
    """Plan the question that comes after the last one (of `asked`), as bot/domain/follow_up.py says."""
    row = follow_up.then(request.ask.subneed, request.ask.urgency)
    at = follow_up.next_question(row, match.created_at, asked, session.now, said, unanswered)
    await plan_how_is_it(session, match.id, person, at)


async def plan_holds(session: Session, match: Match) -> None:
    """Plan the question to the one who asked, a month from now, whether what the match was closed with holds."""
    person = await persons.get(session, match.requester_id)
    assert person is not None, "a match goes with its people"
    zone = zone_of(person)
    due = quiet_hours.next_allowed(session.now + follow_up.HOLDS_AFTER, zone, NIGHT)
    await check_ins.plan(session, match.id, person.id, HOLDS, due, local_date(due, zone))


async def plan_by_day(
    session: Session, match_id: int, person: Person, kind: str, at: datetime, urgent: bool
) -> None:
    """Plan a word that spares the night, unless it is urgent."""
    zone = zone_of(person)
    due = at if urgent else person.profile.by_day(at)
    await check_ins.plan(session, match_id, person.id, kind, due, local_date(due, zone))


def is_urgent(request: Request) -> bool:
    """Whether the request cannot wait for the morning."""
    return request.ask.urgency == "now"


def local_date(at: datetime, zone: str) -> str:
    """Return the date that the calendar shows there, as 2026-11-21."""
    return at.astimezone(ZoneInfo(zone)).date().isoformat()


_MENU = command_button(_("Menu"), "menu")
