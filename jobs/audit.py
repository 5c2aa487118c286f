"""Once a day: looks through the audit, and notes where it ends in places that no change of the database reaches."""

import asyncio

import structlog

from storage import audit_check, audit_notes, audit_old
from storage.database import Database

log = structlog.get_logger(__name__)


class AuditChanged(Exception):
    """An act does not stand in the audit as it was written, or a noted end is not in it any more."""


async def run(database: Database) -> int:
    """Look and note; return 0. Raise AuditChanged, which the moderators read among the jobs in trouble."""
    folder, now = database.backups, database.clock.now()
    noted = audit_notes.ends(folder)
    checked = await audit_check.looked_through(database, noted)
    log.info("audit_end", end=checked.end, rows=checked.rows)
    if folder is not None:
        if checked.rows and checked.end not in noted[-1:]:
            await asyncio.to_thread(audit_notes.note, folder, now, checked.end)
        audit_notes.forget_old(folder, now - audit_old.KEPT)
    if checked.faults or checked.lost:
        log.error("audit_changed", faults=len(checked.faults), lost=len(checked.lost))
        raise AuditChanged
    return 0
