"""The switch that stops all sending, looked at once a second by every process: nobody has to restart anything."""

import asyncio
from typing import Final

import structlog
from prometheus_client import Gauge

from storage import desks, hushes
from storage.database import Database
from storage.outbox import Outgoing, Priority

log = structlog.get_logger(__name__)
LOOK: Final = 1.0  # seconds; five may pass until nothing goes out any more
HUSHED = Gauge("kolo_hushed", "Whether the switch that stops sending is on", ["turned_by"])


class Hush:
    """What may be sent now, as the database said last; while it is away, that holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by: frozenset[str] = frozenset()
        self._desks: frozenset[int] = frozenset()

    @property
    def all(self) -> bool:
        """Whether nothing at all goes out, not even the numbers of help."""
        return hushes.OPERATOR in self._by

    @property
    def any(self) -> bool:
        """Whether people hear nothing but of danger to life."""
        return bool(self._by)

    def lets(self, message: Outgoing) -> bool:
        """Whether a message may go: while moderators have stopped sending, they and whoever is in danger hear on.

        What is taken back from a phone by then goes from it too: that tells nobody anything.
        """
        if not self._by:
            return True
        spared = (
            message.priority == Priority.CRISIS
            or message.account.id in self._desks
            or "delete" in message.body
        )
        return spared and not self.all

    async def look(self) -> None:
        """See how the switch stands."""
        async with self._database.reading() as session:
            by = frozenset(await hushes.since(session))
            self._desks = await desks.ids(session)
        if by != self._by:
            log.warning("hushed" if by else "hush_ended", turned_by=sorted(by))
        self._by = by
        for who in (hushes.OPERATOR, hushes.MODERATORS):
            HUSHED.labels(who).set(who in by)

    async def watch(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.look()
            except Exception as error:  # the database is away
                log.warning("hush_unreadable", error=type(error).__name__)
