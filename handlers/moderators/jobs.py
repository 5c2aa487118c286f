"""/jobs: what the bot does by itself, when it last did, what failed and what is late."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs, plural
from bot.screens import Screen, stacked
from handlers.moderators import labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after, queue_button
from storage import job_runs
from storage.job_runs import JobRun

JOBS: Final[Mapping[str, Msg]] = {
    "offers": ctx("job", "Asking helpers"),
    "board": ctx("job", "Board and alerts"),
    "topics": ctx("job", "Topics of moderators’ chats"),
    "danger alerts": ctx("job", "Signs of danger not taken"),
    "announcements": ctx("job", "Announcements"),
    "check-ins": ctx("job", "Asking how it goes"),
    "media": ctx("job", "Fetching photos and voices"),
    "how are you": ctx("job", "Asking people how they are"),
    "silence": ctx("job", "What silence was to mean"),
    "rests": ctx("job", "Rests that end"),
    "words to helpers": ctx("job", "Words to helpers"),
    "held messages": ctx("job", "Words held back on Viber"),
    "obstacles": ctx("job", "Obstacles: news and questions"),
    "joint requests": ctx("job", "Joint requests: their clock"),
    "joinings": ctx("job", "Unanswered wishes to join"),
    "numbers": ctx("job", "Counting for /stats"),
    "letters": ctx("job", "Letters that wait"),
    "duty": ctx("job", "Who is on duty"),
    "gap report": ctx("job", "Monday’s report"),
    "daily clearing": ctx("job", "Chats that clear themselves"),
    "backups": ctx("job", "Backups"),
    "audit": ctx("job", "Looking through the audit"),
    "keeping": ctx("job", "Deleting what is old"),
    "people away": ctx("job", "People long away"),
}
MARKED = ctx("job", "⚠️ {job}")
NEVER = ctx("job", "has not run yet")
RAN = ctx("job", "last run: {when}")
IS_LATE = ctx("job", "is late")
DID = ctx("job", "did {n}: {when}")
FAILED = ctx("job", "failed: {when}")
KIND = ctx("job", "kind of mistake: {kind}")
PUT_OFF = ctx("job", "put off for an hour: {n}")


async def jobs(turn: DeskTurn) -> Screen:
    """/jobs."""
    nothing_after(turn)
    return await overview(turn, "")


async def overview(turn: DeskTurn, row: str) -> Screen:
    """Show how each job is doing; those that need a look are marked."""
    if row:
        raise Misread
    await turn.record("browse", "jobs")
    ran = {run.name: run for run in await job_runs.every(turn.session)}
    named = [(name, ran.get(name)) for name in (*JOBS, *(name for name in ran if name not in JOBS))]
    troubled = sum(run is not None and run.in_trouble for _name, run in named)
    text = paragraphs(
        _("What the bot does by itself"), *(_told(name, run) for name, run in named), _verdict(troubled)
    )
    return Screen(text, stacked(queue_button()))


def _verdict(troubled: int) -> Text:
    look = plural(
        "{n} of these needs a look: please tell whoever looks after the program.",
        "{n} of these need a look: please tell whoever looks after the program.",
        troubled,
    )
    return look if troubled else _("All of this runs as it should.")


def _told(name: str, run: JobRun | None) -> Text:
    called = labels.called(JOBS, name)
    if run is None:
        return lines(called, NEVER)
    return lines(
        MARKED.format(job=called) if run.in_trouble else called,
        RAN.format(when=_moment(run.last_run)),
        IS_LATE if run.late else None,
        DID.format(n=run.last_count, when=_moment(run.counted_at)) if run.counted_at else None,
        PUT_OFF.format(n=run.postponed) if run.postponed else None,
        FAILED.format(when=_moment(run.failed_at)) if run.failed_at else None,
        KIND.format(kind=run.last_error) if run.failed_at else None,
    )


def _moment(at: datetime) -> When:
    return When(at, pattern="dd.MM HH:mm")


COMMANDS = (DeskCommand("jobs", "/jobs", _("What the bot does by itself, and whether it works"), jobs),)
ACTIONS = (DeskAction("m-jobs", overview),)
