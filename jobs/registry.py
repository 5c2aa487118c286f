"""Everything that happens by itself, named once."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from jobs import (
    announcements,
    audit,
    away,
    backups,
    board,
    check_ins,
    daily_clearing,
    danger_alerts,
    duty,
    fetch_media,
    gap_report,
    held_messages,
    helper_words,
    how_are_you,
    joint_requests,
    keeping,
    letters,
    numbers,
    obstacles,
    offers,
    rests,
    silence,
    topics,
    unanswered_joinings,
)
from jobs.base import Job
from jobs.fetch_media import Fetcher
from jobs.topics import Opener

JOBS: tuple[Job, ...] = (
    Job("offers", offers.run, timedelta(seconds=15), eager=True),
    Job("board", board.run, timedelta(seconds=5)),
    Job("danger alerts", danger_alerts.run, timedelta(seconds=15)),
    Job("announcements", announcements.run, timedelta(seconds=3)),
    Job("check-ins", check_ins.run, timedelta(seconds=30)),
    Job("rests", rests.run, timedelta(minutes=1)),
    Job("words to helpers", helper_words.run, timedelta(minutes=5)),
    Job("how are you", how_are_you.run, timedelta(seconds=30)),
    Job("silence", silence.run, timedelta(minutes=1)),
    Job("obstacles", obstacles.run, timedelta(seconds=30), eager=True),
    Job("joint requests", joint_requests.run, timedelta(seconds=30), eager=True),
    Job("numbers", numbers.run, timedelta(seconds=15), eager=True),
    Job("letters", letters.run, timedelta(minutes=1)),
    Job("duty", duty.run, timedelta(minutes=1)),
    Job("gap report", gap_report.run, timedelta(minutes=15)),
    Job("joinings", unanswered_joinings.run, timedelta(minutes=10)),
    Job("held messages", held_messages.run, timedelta(minutes=10)),
    Job("daily clearing", daily_clearing.run, timedelta(minutes=1)),
    Job("backups", backups.run, timedelta(minutes=5)),
    Job("audit", audit.run, timedelta(days=1)),
    Job("keeping", keeping.run, timedelta(hours=1)),
    Job("people away", away.run, timedelta(hours=1)),
)


def jobs(fetchers: Mapping[str, Fetcher], openers: Mapping[str, Opener]) -> tuple[Job, ...]:
    """Return all jobs; of each channel, `fetchers` bring the bytes of photos and voices, `openers` open topics."""
    fetch = partial(fetch_media.run, fetchers=fetchers)
    open_all = partial(topics.run, openers=openers)
    return (
        Job("media", fetch, timedelta(seconds=5), eager=True),
        *JOBS,
        Job("topics", open_all, timedelta(minutes=10)),
    )
