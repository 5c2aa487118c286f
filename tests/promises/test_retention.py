"""Nothing is kept longer than was said: each row is there a second before its time and gone a minute after it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from bot.clock import StoppedClock
from bot.domain.announcements import Audience
from bot.domain.keeping import PROMISED
from bot.settings import KEEPS, BadSettings, Settings, read_settings
from jobs import away, keeping
from jobs.registry import JOBS
from storage import announced, announcements, audit, everything, persons
from storage.database import Database, Sealed, Session
from storage.tables import METADATA
from tests.storage.rows import ME, fill

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
# How long after its time a row goes; what it must be for that, where a span is that much later than now.
TIMED: dict[str, tuple[timedelta, dict[str, Any]]] = {
    "agreements": (30 * DAYS, {}),
    "alerts": (30 * DAYS, {}),
    "announced": (7 * DAYS, {}),
    "audit": (365 * DAYS, {}),
    "banned_addresses": (1 * HOURS, {"until": HOURS}),
    "code_tries": (1 * HOURS, {}),
    "correspondences": (90 * DAYS, {"status": "closed"}),
    "danger_alerts": (30 * DAYS, {}),
    "duties": (90 * DAYS, {}),
    "helper_words": (90 * DAYS, {}),
    "how_are_you_questions": (180 * DAYS, {}),
    "inbox": (48 * HOURS, {}),
    "invitations": (1 * HOURS, {"expires_at": HOURS}),
    "joinings": (30 * DAYS, {"status": "declined"}),
    "letter_drafts": (6 * HOURS, {}),
    "link_codes": (1 * HOURS, {"expires_at": HOURS}),
    "media": (1 * HOURS, {"expires_at": HOURS}),
    "outbox": (72 * HOURS, {}),
    "phone_messages": (49 * HOURS, {}),
    "quarantine": (7 * DAYS, {}),
    "requests": (30 * DAYS, {"status": "closed"}),
    "talk_messages": (48 * HOURS, {}),
    "talk_reports": (90 * DAYS, {}),
}
UNTIL = "until the person deletes it (/forget, /privacy), takes it back, or is away for 180 days; /privacy says so"
PUBLIC = "what groups, moderators or offices made, without anybody's words or name: until moderators end it"
NOBODY = "nothing of anybody"
BELONGS = {
    "alert_persons": "alerts",
    "check_ins": "requests",
    "desk_posts": "alerts",
    "letters": "correspondences",
    "matches": "requests",
    "offers": "requests",
    "pair_rules": "requests",
}
REASONS = {
    UNTIL: "accounts persons helpers kept_apart memberships how_are_you "
    "obstacle_reports obstacle_photos obstacle_questions obstacle_votes obstacle_takings card_marks return_codes "
    "joint_signatures person_numbers",
    PUBLIC: "groups group_neighbours obstacles obstacle_ways obstacle_tasks obstacle_changes obstacle_moves "
    "obstacle_moved joint_requests joint_changes cards card_texts contact_checks saved_answers",
    "as long as the desk of moderators is one": "desks desk_topics moderator_bells moderator_seats moderators",
    "an hour at most: it is fulfilled by the next job": "stats_wishes",
    "until the request is closed": "hand_over_notes",
    "the texts as long as `announced`; then only how many were sent it": "announcements",
    NOBODY: "audit_end counters gone hushes job_runs keys points spending",
}


def test_of_every_table_it_is_said_how_long_its_rows_are_kept() -> None:
    said = [*TIMED, *BELONGS, *(name for names in REASONS.values() for name in names.split())]
    assert sorted(said) == sorted(METADATA.tables)


def test_what_is_kept_as_nobodys_names_nobody_and_holds_no_words() -> None:
    for name in REASONS[NOBODY].split():
        table = METADATA.tables[name]
        assert not [column for column in table.columns if everything.names(column)]
        assert name == "keys" or not [column for column in table.columns if isinstance(column.type, Sealed)]


async def _sent(session: Session) -> None:
    """Put a true announcement in the place of the made-up one: its texts are read before they go."""
    await session.execute(delete(METADATA.tables["announcements"]))
    one = await announcements.add(session, Audience())
    await announcements.write(session, one, one.audience, {"uk": "Центр зачинено."})
    await announced.plan(session, one.id, {ME: session.now})
    await session.execute(update(announcements.AnnouncementRow).values(status=announcements.DONE))


async def _acted(session: Session) -> None:
    """Put a true act in the place of the made-up one: what the bot did not write is kept, to be looked into."""
    for table in ("audit", "audit_end"):
        await session.execute(delete(METADATA.tables[table]))
    await audit.write(session, "telegram:7", "look", "request 1")


async def left(database: Database, table: str) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0


@pytest.mark.parametrize("table", TIMED)
async def test_a_row_is_there_a_second_before_its_time_and_gone_a_minute_after(
    database: Database, clock: StoppedClock, table: str
) -> None:
    span, given = TIMED[table]
    async with database.transaction() as session:
        await fill(session)
        if table == "media":
            await session.execute(delete(METADATA.tables["obstacle_photos"]))  # which keeps its picture
        if table == "announced":
            await _sent(session)
        if table == "audit":
            await _acted(session)
        for name, value in given.items():
            then = session.now + value if isinstance(value, timedelta) else value
            await session.execute(update(METADATA.tables[table]).values({name: then}))
    clock.jump(span - timedelta(seconds=1))
    await keeping.run(database)
    below = [name for name, above in BELONGS.items() if above == table]
    assert [await left(database, name) for name in (table, *below)] == [1] * (1 + len(below))
    clock.jump(timedelta(seconds=61))
    await keeping.run(database)
    assert [await left(database, name) for name in (table, *below)] == [0] * (1 + len(below))
    assert await orphans(database) == []


async def orphans(database: Database) -> list[str]:
    """The columns in which a row names another that is not there."""
    keys = [
        (c, key.column) for table in METADATA.tables.values() for c in table.columns for key in c.foreign_keys
    ]
    async with database.transaction() as session:
        return [
            str(column)
            for column, above in keys
            if await session.scalar(
                select(func.count()).where(column.is_not(None), column.not_in(select(above)))
            )
        ]


async def test_a_person_is_there_a_second_before_their_time_and_gone_a_minute_after(
    database: Database, clock: StoppedClock
) -> None:
    await away.run(database)
    async with database.transaction() as session:
        await persons.welcome(session, "telegram", "1001", "uk")
    day = clock.now().replace(hour=0)
    for kept in (PROMISED.noted, PROMISED.away):
        clock.jump(day + kept + DAYS - timedelta(seconds=1) - clock.now())
        await away.run(database)
        assert await left(database, "persons") == 1
        assert await noted(database) == (kept == PROMISED.away)
        clock.jump(timedelta(seconds=61))
        await away.run(database)
    assert [await left(database, table) for table in ("persons", "accounts")] == [0, 0]
    assert await orphans(database) == []


async def noted(database: Database) -> bool:
    async with database.transaction() as session:
        return await session.scalar(select(persons.PersonRow.noted_at)) is not None


@pytest.mark.parametrize("run", [keeping.run, away.run])
def test_it_happens_every_hour(run: object) -> None:
    (job,) = [job for job in JOBS if job.run is run]
    assert job.every == HOURS


@pytest.mark.parametrize("name", KEEPS)
def test_a_setting_makes_it_shorter_and_nothing_makes_it_longer_or_ends_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    least, most = KEEPS[name]
    assert Settings(_env_file=None).kept == PROMISED
    for wrong in ("0", "-1", "off", str(least - 1), str(most + 1)):
        monkeypatch.setenv(name.upper(), wrong)
        with pytest.raises(BadSettings, match=name.upper()):
            read_settings()
    monkeypatch.setenv(name.upper(), str(least))
    assert read_settings().kept != PROMISED
    assert getattr(read_settings(), name) == least
