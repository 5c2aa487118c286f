"""How much the helpers carry: counted over all of them, nobody by name; nothing is opened."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import case, func, select

from bot.domain import cadence
from bot.domain.stats.periods import Span
from storage.database import Session
from storage.helpers import ACTIVE_OR_RESTING, APPROVED, HelperRow
from storage.matches import ACTIVE, MatchRow


@dataclass(slots=True)
class Load:
    """The load of approved and resting helpers now, and what was begun in a time."""

    now: Counter[int] = field(default_factory=Counter)  # people at a time: helpers
    free: int = 0  # places of those who may be asked
    begun: list[int] = field(default_factory=list)  # talks that each who began any began


async def read(session: Session, span: Span) -> Load:
    """Return the load."""
    within = MatchRow.created_at.between(span.since, span.until)
    counted = (
        select(
            MatchRow.helper_id,
            func.sum(case((MatchRow.status == ACTIVE, 1), else_=0)),
            func.sum(case((within, 1), else_=0)),
        )
        .where((MatchRow.status == ACTIVE) | within)
        .group_by(MatchRow.helper_id)
    )
    talks = {helper: (int(active), int(begun)) for helper, active, begun in await session.execute(counted)}
    found = Load(begun=[begun for _active, begun in talks.values() if begun])
    columns = HelperRow.person_id, HelperRow.status, HelperRow.capacity, HelperRow.created_at
    for id, status, wished, since in await session.execute(
        select(*columns).where(HelperRow.status.in_(ACTIVE_OR_RESTING))
    ):
        active = talks.get(id, (0, 0))[0]
        found.now[active] += 1
        if status == APPROVED:
            found.free += max(0, cadence.capacity(wished, session.now - since) - active)
    return found
