"""Everybody, as counts and closed words: what people do here now, read across the tables; never a word of theirs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage import requests
from storage.database import Session
from storage.groups import COORDINATOR, MembershipRow
from storage.matches import ACTIVE, MatchRow
from storage.persons import PersonRow
from storage.requests import RequestRow

ASKS, HELPS, LEADS, BANNED, QUIET = "asks", "helps", "leads", "banned", "quiet"


@dataclass(frozen=True, slots=True)
class Someone:
    """One person who has agreed to the terms; `states` are one or more of the five words above."""

    id: int
    language: str
    seen_at: datetime
    states: tuple[str, ...]


async def everybody(session: Session) -> list[Someone]:
    """Return all who have agreed, or are banned, those who were here last first."""
    doing = {
        ASKS: set(
            await session.scalars(select(RequestRow.person_id).where(RequestRow.status != requests.CLOSED))
        ),
        HELPS: set(await session.scalars(select(MatchRow.helper_id).where(MatchRow.status == ACTIVE))),
        LEADS: set(
            await session.scalars(select(MembershipRow.person_id).where(MembershipRow.role == COORDINATOR))
        ),
    }
    table = PersonRow
    agreed = select(table.id, table.language, table.seen_at, table.banned).where(
        (table.consent > 0) | (table.banned != "")
    )
    rows = await session.execute(agreed.order_by(table.seen_at.desc(), table.id))
    return [
        Someone(id, language, seen_at, _states(id, doing, banned)) for id, language, seen_at, banned in rows
    ]


def _states(id: int, doing: dict[str, set[int]], banned: str) -> tuple[str, ...]:
    states = (*(state for state, who in doing.items() if id in who), *((BANNED,) if banned else ()))
    return states or (QUIET,)


async def regions(session: Session) -> dict[int, str]:
    """Return where each person said to be, a code; who has not said is left out."""
    rows = await session.execute(select(PersonRow.id, PersonRow.profile))
    told = {id: session.vault.open_json(sealed, f"persons.profile:{id}") for id, sealed in rows}
    return {id: str(profile["region"]) for id, profile in told.items() if profile.get("region")}
