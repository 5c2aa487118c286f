"""The database: its tables, its keys, its audit, and what does not get on in it."""

from bot.doctor.findings import Finding, bad, good, look
from bot.domain.keeping import PROMISED
from bot.settings import Settings
from storage import audit_check, audit_notes, hushes, job_runs, migrate, outbox, quarantine, rotation
from storage.database import Database, Session


async def looked_at(database: Database, settings: Settings) -> list[Finding]:
    """Look into the database."""
    if await migrate.differences(settings.database_url):
        return [bad("tables", "they are not those of this version: python -m bot migrate, or start the bot")]
    audit = await _audit(database, settings)
    async with database.transaction() as session:
        return [
            good("tables"),
            audit,
            *await _keys(session),
            *await _jobs(session),
            *await _messages(session),
            *await _hushed(session),
            _kept(settings),
        ]


def _kept(settings: Settings) -> Finding:
    """What the operator set, where it is less than what people are promised at most."""
    kept = settings.kept
    said = ", ".join(
        f"{what} {span.days} days"
        for what, span in (
            ("closed requests", kept.closed),
            ("letters and reports", kept.letters),
            ("people who are away", kept.away),
        )
    )
    if kept.closed < PROMISED.closed:
        return look(
            "kept", f"{said}; whether it holds is not asked, and numbers of a month miss what is deleted"
        )
    return good("kept", said)


async def _keys(session: Session) -> list[Finding]:
    used = await rotation.usage(session)
    newest, *older = session.vault.key_ids
    lost = {id: count for id, count in used.items() if id not in session.vault.key_ids}
    if lost:
        return [
            bad("keys", f"{sum(lost.values())} values lie under keys that DATA_KEYS lacks: {', '.join(lost)}")
        ]
    if any(used[id] for id in older):
        return [look("keys", "some values lie under an older key: python -m bot rotate")]
    if older:
        return [
            look("keys", f"only {newest} is used: the others may leave DATA_KEYS, kept for older backups")
        ]
    return [good("keys", f"all lies under {newest}")]


async def _audit(database: Database, settings: Settings) -> Finding:
    checked = await audit_check.looked_through(database, audit_notes.ends(settings.backups))
    if checked.faults:
        return bad("audit", "; ".join(checked.faults[:3]))
    if checked.lost:
        said = (
            f"it ended once at {', '.join(checked.lost[-3:])}, as noted beside the backups, and that is gone"
        )
        return bad("audit", f"{said}: was an older database put back?")
    return good("audit", f"{checked.rows} acts, all as they were written")


async def _jobs(session: Session) -> list[Finding]:
    """A job that never ran says nothing: the bot may not have been started yet."""
    runs = await job_runs.every(session)
    late = [run.name for run in runs if run.late]
    failing = [f"{run.name} ({run.last_error})" for run in runs if run.failing]
    found = []
    if late:
        found.append(bad("jobs", f"late: {', '.join(late)}. Does the bot run, and does one process lead?"))
    if failing:
        found.append(bad("jobs", f"failing: {', '.join(failing)}"))
    return found or [good("jobs", f"{len(runs)} run in time" if runs else "none has run yet")]


async def _hushed(session: Session) -> list[Finding]:
    by = await hushes.since(session)
    since = "; ".join(f"by the {who} since {at:%Y-%m-%d %H:%M} UTC" for who, at in by.items())
    how = "python -m bot unhush, or unhush --moderators, lets it go on"
    return (
        [bad("hush", f"sending is stopped {since}: {how}")] if by else [good("hush", "nothing stops sending")]
    )


async def _messages(session: Session) -> list[Finding]:
    waiting, refused = await outbox.backlog(session)
    stumbled = await quarantine.count(session)
    found = [good("messages", f"{waiting} wait to be sent")]
    if refused:
        found.append(look("messages", f"{refused} were refused for good by a messenger"))
    if stumbled:
        found.append(
            look("messages", f"the bot stumbled over {stumbled} events in the last week: see its log")
        )
    return found
