"""Who is in danger by all that is kept: what they told about themselves, and the regions of their open requests."""

from collections.abc import Collection

from sqlalchemy import select

from bot.domain.danger import in_danger
from storage.database import Session
from storage.persons import Person
from storage.requests import CLOSED, RequestRow


async def is_in_danger(session: Session, person: Person) -> bool:
    """Say whether anything marks a person as being where a phone may be searched."""
    if person.profile.in_danger:
        return True
    named = await regions_asked_for(session, (person.id,))
    return in_danger("", named.get(person.id, ()))


async def regions_asked_for(session: Session, person_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the regions that people named in requests that are open."""
    open_ = RequestRow.person_id.in_(person_ids), RequestRow.status != CLOSED
    found: dict[int, list[str]] = {}
    for row in await session.execute(
        select(RequestRow.id, RequestRow.person_id, RequestRow.ask).where(*open_)
    ):
        ask = session.vault.open_json(row.ask, f"requests.ask:{row.id}")
        found.setdefault(row.person_id, []).append(ask.get("region") or "")
    return found
