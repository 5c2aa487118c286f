"""Words of a talk that wait for a decision of their author: after an hour they are forgotten, decided or not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import or_, select, update

from storage.crypto import CannotOpen
from storage.database import Session
from storage.matches import MatchRow
from storage.persons import PersonRow

WAITS: Final = timedelta(hours=1)  # nobody should be surprised by old words
HELD: Final = "held"  # in the state of a conversation: by talk, since when and which words
LATELY: Final = timedelta(days=7)  # who was not here since then holds nothing back: it was looked at before


def still(state: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return what of the words that wait is not too old."""
    oldest = (now - WAITS).timestamp()
    return {talk: one for talk, one in state.get(HELD, {}).items() if one["at"] >= oldest}


async def forget_old(session: Session) -> int:
    """Take words that waited for too long out of the conversations of all who talk; return of how many people."""
    talks = or_(MatchRow.requester_id == PersonRow.id, MatchRow.helper_id == PersonRow.id)
    here = PersonRow.seen_at > session.now - LATELY, select(MatchRow.id).where(talks).exists()
    rows = await session.execute(select(PersonRow.id, PersonRow.conversation).where(*here))
    old = [id for id, sealed in rows if _is_old(session, id, sealed)]
    for id in old:
        locked = select(PersonRow.conversation).where(PersonRow.id == id).with_for_update(key_share=True)
        sealed = await session.scalar(locked)
        if sealed is not None and _is_old(session, id, sealed):
            state = _opened(session, id, sealed)
            state[HELD] = still(state, session.now)
            new = session.vault.seal_json(state, _place(id))
            await session.execute(update(PersonRow).where(PersonRow.id == id).values(conversation=new))
    return len(old)


def _is_old(session: Session, id: int, sealed: bytes) -> bool:
    state = _opened(session, id, sealed)
    return len(still(state, session.now)) < len(state.get(HELD, {}))


def _opened(session: Session, id: int, sealed: bytes) -> dict[str, Any]:
    try:
        opened: dict[str, Any] = session.vault.open_json(sealed, _place(id))
    except CannotOpen:  # a damaged row keeps nobody else's words
        return {}
    return opened


def _place(id: int) -> str:
    return f"persons.conversation:{id}"
