"""What became of messages that were tried: kept together, and written in one transaction."""

from dataclasses import dataclass, field
from datetime import timedelta

from storage import accounts, outbox, talk_messages
from storage.database import Session

UNPAID = timedelta(hours=1)  # before a message that nothing pays for is looked at again


@dataclass(slots=True)
class Settled:
    """What became of messages that were tried, to be written at once."""

    gone: list[int] = field(default_factory=list)
    parked: list[int] = field(default_factory=list)
    unpaid: list[int] = field(default_factory=list)  # wait for the person to write, or for a new month
    closed: list[int] = field(default_factory=list)  # accounts
    live: dict[int, str] = field(default_factory=dict)
    arrived: dict[int, str] = field(default_factory=dict)
    shown: dict[int, accounts.Labels] = field(default_factory=dict)

    def joined(self, newer: "Settled") -> "Settled":
        """What is still to be written, with what came since."""
        return Settled(
            self.gone + newer.gone,
            self.parked + newer.parked,
            self.unpaid + newer.unpaid,
            self.closed + newer.closed,
            self.live | newer.live,
            self.arrived | newer.arrived,
            self.shown | newer.shown,
        )


async def write(session: Session, settled: Settled) -> None:
    """Write it all; on the next attempt the same may be written again without harm."""
    if settled.gone:
        await outbox.delivered(session, settled.gone)
    if settled.parked:
        await outbox.park(session, settled.parked)
    if settled.unpaid:
        await outbox.postpone(session, settled.unpaid, session.now + UNPAID)
    if settled.live:
        await accounts.set_live_messages(session, settled.live)
    if settled.shown:
        await accounts.set_shown(session, settled.shown)
    for relay, message in settled.arrived.items():
        await talk_messages.arrived(session, relay, message)
    for account in settled.closed:
        await accounts.close(session, account)
