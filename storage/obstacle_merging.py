"""Merging two obstacles that are one, splitting off what is another, and undoing a merge.

Which obstacle is merged into which changes only for who has called `begin`, so two moderators who merge crosswise
come one after the other. Obstacles are locked from the one that goes to the one that stays, by everybody.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import select, update

from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.states import ASKED_AGAIN
from storage import (
    counters,
    joint_drafts,
    joint_requests,
    obstacle_groups,
    obstacle_moves,
    obstacle_questions,
    obstacle_reports,
    obstacles,
)
from storage.database import Session
from storage.obstacle_reports import REVISIONS, ReportRow
from storage.obstacles import Obstacle, ObstacleRow

MERGES: Final = "obstacle merges"  # a counter whose row is locked until the commit


async def begin(session: Session) -> None:
    """Wait until nobody else merges or splits, and keep others from it until the commit."""
    await counters.following(session, MERGES)


async def lock_all(session: Session, obstacle_ids: Iterable[int]) -> None:
    """Lock these obstacles, what is merged into another before the other; `begin` was called."""
    depths = [(await _depth(session, id), id) for id in obstacle_ids]
    for _depth_of, id in sorted(depths, reverse=True):
        await obstacles.lock_one(session, id)


async def merge(session: Session, gone: Obstacle, kept: Obstacle) -> None:
    """Let all of `gone` be in `kept`; both are locked, neither is merged.

    Who is in both counts once: what they told in `gone` is laid aside there, and comes back when it is undone.
    """
    theirs = await _in(session, gone)
    both = set(theirs.values()) & set((await _in(session, kept)).values())
    moved = [id for id, person in theirs.items() if person not in both]
    await _move(session, gone, kept, moved)
    aside = ReportRow.obstacle_id == gone.id
    await session.execute(update(ReportRow).where(aside).values(tell_at=None, ask_at=None))
    hears = ReportRow.obstacle_id == kept.id, ReportRow.person_id.in_(both)
    await session.execute(update(ReportRow).where(*hears).values(was=gone.number, tell_at=session.now))
    await _point(session, gone, kept.id)
    await _work(session, gone, kept)
    await obstacle_moves.add(session, obstacle_moves.MERGE, gone.id, kept.id, moved)


async def split(session: Session, whole: Obstacle, facts: Facts, report_ids: Sequence[int]) -> Obstacle:
    """Make a new obstacle of some reports of `whole`, which is locked; return it."""
    new = await obstacles.add(session, facts, whole.group_id)
    await _move(session, whole, new, report_ids)
    await _undraft(session, whole, report_ids)
    await _from_aside(session, whole, new)
    await obstacle_moves.add(session, obstacle_moves.SPLIT, whole.id, new.id, report_ids)
    return new


async def undo(session: Session, gone: Obstacle, kept: Obstacle) -> None:
    """Take `gone` out of `kept` again, with what came along and is still there; both are locked."""
    along = await obstacle_moves.went_along(session, gone.id)
    still = await _in(session, kept)
    back = [id for id in along if id in still]
    aside = list(await _in(session, gone))
    await _move(session, kept, gone, back)
    again: dict[str, Any] = {"ask_at": session.now + ASKED_AGAIN, "heard": gone.step, "was": kept.number}
    here = ReportRow.id.in_(aside)
    await session.execute(update(ReportRow).where(here).values(tell_at=session.now, **again))
    await _point(session, gone, 0)
    await joint_requests.follow(session, gone.id, gone.group_id)
    await _undraft(session, kept, back)
    await obstacle_moves.add(session, obstacle_moves.BACK, kept.id, gone.id, back)


async def _work(session: Session, gone: Obstacle, kept: Obstacle) -> None:
    """Let a group work on where its obstacle is now, unless another one does: then what it has sent goes there."""
    if gone.group_id and not kept.group_id:
        await obstacle_groups.give(session, kept, gone.group_id)
    elif gone.group_id != kept.group_id:
        await joint_requests.follow(session, gone.id, kept.group_id)


async def _from_aside(session: Session, whole: Obstacle, new: Obstacle) -> None:
    """Let those be in `whole` still who told of it twice, and whose one report went to `new`: by the one laid aside."""
    gone = await obstacles.within(session, whole.id) - {whole.id}
    for person_id in set((await _in(session, new)).values()):
        told = await obstacle_reports.of_person(session, person_id)
        aside = next((report for report in told if report.obstacle_id in gone), None)
        if aside is not None:
            await _stand_in(session, aside.id, whole)
            await obstacle_moves.also(session, aside.obstacle_id, aside.id)


async def _stand_in(session: Session, report_id: int, obstacle: Obstacle) -> None:
    """Put a report into an obstacle whose person knows that they are in it."""
    values = {"obstacle_id": obstacle.id, "heard": obstacle.step, "was": 0, "tell_at": None}
    asked = {"ask_at": session.now + ASKED_AGAIN, "revision": await counters.following(session, REVISIONS)}
    await session.execute(update(ReportRow).where(ReportRow.id == report_id).values(**values, **asked))
    session.obstacles_told = True


async def _undraft(session: Session, old: Obstacle, report_ids: Sequence[int]) -> None:
    """Take the words of reports that are in another obstacle now out of the drafts of the old one."""
    for id in report_ids:
        report = await obstacle_reports.get(session, id)
        if report is not None:
            await joint_drafts.without(session, old.id, joint_drafts.words_in(report))


async def _depth(session: Session, obstacle_id: int) -> int:
    """How many times one is led on from an obstacle."""
    depth, found = 0, await obstacles.get(session, obstacle_id)
    while found is not None and found.merged_into:
        depth, found = depth + 1, await obstacles.get(session, found.merged_into)
    return depth


async def _in(session: Session, obstacle: Obstacle) -> dict[int, int]:
    """The persons of the reports of an obstacle, by the report, which is locked."""
    reports = select(ReportRow.id, ReportRow.person_id).where(ReportRow.obstacle_id == obstacle.id)
    rows = await session.execute(reports.order_by(ReportRow.id).with_for_update())
    return {id: person for id, person in rows}


async def _move(session: Session, old: Obstacle, new: Obstacle, report_ids: Sequence[int]) -> None:
    """Put reports into another obstacle; each author hears of it once, and of what was before no more."""
    session.obstacles_told, session.wakes_jobs = True, True
    values = {"obstacle_id": new.id, "heard": new.step, "was": old.number, "tell_at": session.now}
    for id in report_ids:
        values["revision"] = await counters.following(session, REVISIONS)
        await session.execute(update(ReportRow).where(ReportRow.id == id).values(**values))
    await obstacle_questions.move(session, old.id, new.id)


async def _point(session: Session, gone: Obstacle, kept_id: int) -> None:
    values = {"merged_into": kept_id, "changed_at": session.now}
    await session.execute(update(ObstacleRow).where(ObstacleRow.id == gone.id).values(**values))
