"""Drafts of joint requests: made from what people told, and made anew without what one of them took back."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from bot.domain.authority.drafting import QUOTES, Draft, Told, draft
from bot.domain.obstacles.black import BAR
from storage import joint_changes, joint_requests, joint_signatures, obstacle_reports, obstacles
from storage.database import Session
from storage.joint_requests import ANSWERED, DRAFT, SENT
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

COPIES: Final = (SENT, ANSWERED)  # what the authority has, and we a copy of


async def made(session: Session, obstacle: Obstacle, authority: str = "") -> Draft:
    """Return a draft from all that is told of an obstacle now."""
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    told = [Told(report.story, report.at, report.released) for report in reports]
    return draft(obstacle.facts, told, authority)


def words_in(report: Report) -> set[str]:
    """Return the words of a report that may stand in a draft."""
    sentence = report.story.public if report.released else ""
    return {report.story.place, sentence} - {""}


async def taken_back(session: Session, obstacle_id: int, words: Collection[str]) -> None:
    """Take words that their author or a moderator took back out of drafts, and out of our copies of what was sent."""
    await without(session, obstacle_id, words)
    obstacle = await obstacles.current(session, obstacle_id)
    if obstacle is None or not words:
        return
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    gone = set(words).difference(*map(words_in, reports))
    for seen in await joint_requests.of(session, obstacle.id):
        request = await joint_requests.lock(session, seen.id) if seen.status in COPIES else None
        if request is None or request.status not in COPIES:
            continue
        facts = tuple(_black(fact, gone) for fact in request.draft.facts)
        if facts != request.draft.facts:
            await joint_requests.keep_less(session, request, replace(request.draft, facts=facts))


def _black(fact: str, gone: Collection[str]) -> str:
    """Black words out in a line that quotes people; counts and names of regions are nobody's."""
    for word in sorted(gone, key=len, reverse=True) if fact.startswith(QUOTES) else ():
        fact = fact.replace(word, BAR)
    return fact


async def forget_questions(session: Session, person_id: int) -> None:
    """Take the questions of a person out of drafts, and out of our copies of what was sent."""
    for change in await joint_changes.taken_of(session, person_id):
        seen = await joint_requests.get(session, change.request_id)
        await obstacles.lock(session, seen.obstacle_id if seen is not None else 0)
        request = await joint_requests.lock(session, change.request_id)
        if request is None or change.words not in request.draft.questions:
            continue
        bar = [] if request.status == DRAFT else [BAR]
        asked = [part for one in request.draft.questions for part in (bar if one == change.words else [one])]
        less = replace(request.draft, questions=tuple(asked))
        if request.status != DRAFT:
            await joint_requests.keep_less(session, request, less)
        elif await joint_requests.redraft(session, request, less):
            await joint_signatures.tell(session, request.id)


async def given_up(session: Session) -> dict[int, Sequence[int]]:
    """Return the numbers of drafts behind which nobody is left, and the ids of those who signed each."""
    found: dict[int, Sequence[int]] = {}
    for request in await joint_requests.drafts(session):
        obstacle = await obstacles.current(session, request.obstacle_id)
        if obstacle is not None and not await obstacle_reports.count(session, obstacle.id):
            found[request.number] = await joint_signatures.who(session, request.id)
    return found


async def without(session: Session, obstacle_id: int, words: Collection[str]) -> None:
    """Take words out of drafts in which nobody else says them; signatures under those have to be given anew.

    What was sent stays: what went over to another obstacle was not taken back.
    """
    obstacle = await obstacles.current(session, obstacle_id)
    if obstacle is None or not words:
        return
    for seen in await joint_requests.of(session, obstacle.id):
        request = await joint_requests.lock(session, seen.id) if seen.status == DRAFT else None
        if request is None or request.status != DRAFT:
            continue
        anew = await made(session, obstacle)
        gone = set(request.draft.facts) - set(anew.facts)
        if any(word in fact for word in words for fact in gone):
            await joint_requests.redraft(session, request, replace(request.draft, facts=anew.facts))
            await joint_signatures.tell(session, request.id)
