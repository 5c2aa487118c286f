"""Drafts of joint requests: made from what people told, and made anew without what one of them took back."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.authority.drafting import Draft, Told, draft
from storage import joint_requests, joint_signatures, obstacle_reports, obstacles
from storage.database import Session
from storage.joint_requests import DRAFT
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle


async def made(session: Session, obstacle: Obstacle, authority: str = "") -> Draft:
    """Return a draft from all that is told of an obstacle now."""
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    told = [Told(report.story, report.at, report.released) for report in reports]
    return draft(obstacle.facts, told, authority)


def words_in(report: Report) -> set[str]:
    """Return the words of a report that may stand in a draft."""
    sentence = report.story.public if report.released else ""
    return {report.story.place, sentence} - {""}


async def without(session: Session, obstacle_id: int, words: Collection[str]) -> None:
    """Take words out of drafts in which nobody else says them; signatures under those have to be given anew.

    What was sent stays as the authority has it.
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
