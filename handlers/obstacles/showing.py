"""How an obstacle is shown: what it is, how many met it, what helped, how it stands; never who told of it."""

from bot.domain import places
from bot.domain.obstacles.facts import HAPPENED, HELPED, OFFICES, PROMISED, called, what_helped
from bot.domain.obstacles.states import STATES
from bot.i18n import Msg, Text, When, _, lines, plural
from storage import cards, joint_requests, obstacle_reports
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

SENTENCES = 5  # the latest: more do not fit a screen


def state(obstacle: Obstacle) -> Text:
    """Return how it stands, in a few words."""
    return STATES.get(obstacle.status, obstacle.status)


def title(obstacle: Obstacle) -> Text:
    """Return the number and how it stands."""
    return _("Number {n}: {state}").format(n=obstacle.number, state=state(obstacle))


async def summary(session: Session, obstacle: Obstacle, reports: list[Report] | None = None) -> Text:
    """Say what everybody may know: facts, numbers, and sentences that their authors and a moderator let out."""
    reports = reports or await obstacle_reports.of_obstacle(session, obstacle.id)
    released = [report.story.public for report in reports if report.released and report.story.public]
    return lines(
        title(obstacle),
        what(obstacle, reports),
        met(len(reports)),
        helped([report.story.helped for report in reports]),
        _("What helped is on a card, step by step.")
        if await cards.of_obstacle(session, obstacle.id)
        else None,
        f"«{released[-1]}»" if released else None,
    )


async def for_everybody(session: Session, obstacle: Obstacle) -> Text:
    """Say what everybody may read of a published one: facts, numbers and sentences let out; no name of an office."""
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    released = [report.story.public for report in reports if report.released and report.story.public]
    return lines(
        title(obstacle),
        what(obstacle, []),
        met(len(reports)),
        helped([report.story.helped for report in reports]),
        *(f"«{sentence}»" for sentence in released[-SENTENCES:]),
    )


def what(obstacle: Obstacle, reports: list[Report]) -> Text | None:
    """Say where it is, what was promised and what happened instead; None when nothing of it was told."""
    facts = obstacle.facts
    named = next((report.story.place for report in reports if report.story.place), None)
    region = places.name(facts.region) if places.is_place(facts.region) else None
    where = [part for part in (called(OFFICES, facts.office), named, region) if part is not None]
    promised, happened = called(PROMISED, facts.promised), called(HAPPENED, facts.happened)
    said = (
        lines(*where, separator=", ") if where else None,
        _("Promised: {what}").format(what=promised) if promised else None,
        _("Instead: {what}").format(what=happened) if happened else None,
    )
    return lines(*said) if any(said) else None


def met(people: int) -> Msg:
    """Say how many met it."""
    return plural("{n} person met it.", "{n} people met it.", people)


def helped(told: list[tuple[str, ...]]) -> Text | None:
    """Say what helped, and how many, the most first."""
    counts = what_helped(told)
    if not counts:
        return None
    counted = (Msg("{what} ({n})").format(what=HELPED[code], n=n) for code, n in counts.items())
    return _("What helped: {what}").format(what=lines(*counted, separator=", "))


def since(obstacle: Obstacle, zone: str) -> Text:
    """Say since when it stands so."""
    return _("Since {date}").format(date=When(obstacle.changed_at, zone, "d MMMM"))


async def answered(session: Session, obstacle: Obstacle) -> Text | None:
    """Say what the authority answered last to a joint request; None while it has not, or said nothing in words."""
    replies = [request.reply for request in await joint_requests.of(session, obstacle.id) if request.reply]
    return _("The authority answered: «{words}»").format(words=replies[0]) if replies else None
