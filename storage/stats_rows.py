"""Requests as the numbers need them: columns and moments, a thousand at a time, opened away from the loop."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, case, exists, func, literal, null, select, type_coerce

from bot.domain.filtering import named
from bot.domain.filtering.wanted import Wanted
from bot.domain.stats.counting import (
    ACCEPTED,
    ASKING,
    DECLINED,
    GROUP,
    HELD,
    LANGUAGE,
    NEED,
    NOBODY,
    PLACE,
    Figures,
    Request,
)
from bot.domain.stats.periods import Span
from storage import gone, groups, requests
from storage.crypto import CannotOpen, Vault
from storage.database import Session
from storage.offers import HELD as BEING_ASKED, OfferRow
from storage.requests import RequestRow

AT_ONCE: Final = 1000
EVERYTHING: Final = Wanted()
_OFFERED = OfferRow.request_id == RequestRow.id
_ASKED = case(
    (RequestRow.status != requests.WAITING, ""),
    (exists().where(_OFFERED, OfferRow.status.in_(BEING_ASKED)), ASKING),
    (exists().where(_OFFERED), DECLINED),
    else_=NOBODY,
)
_STANDS: Final = {requests.HELD: HELD, requests.MATCHED: ACCEPTED}


@dataclass(slots=True)
class _Row:
    """One row, as it lies there; moments are seconds, which need no object each."""

    id: int
    person: int
    group: int
    language: str
    status: str
    outcome: str
    at: int
    closed: int | None
    word: int | None
    asked: str
    ask: bytes | None


class _Part(NamedTuple):
    """What is counted, the numbers by which groups are asked for, and since when (seconds) all of it is known."""

    look: Wanted
    numbers: Mapping[int, str]
    known: int

    def has(self, parts: Mapping[str, str]) -> bool:
        """Whether a request counts."""
        if self.look == EVERYTHING:
            return True
        if not parts:
            return False
        group = self.numbers.get(int(parts.get(GROUP, "0")))
        return self.look.fits(
            {
                named.NEED: (parts.get(NEED, ""),),
                named.LANGUAGE: (parts.get(LANGUAGE, ""),),
                named.GROUP: (group,) if group else (),
                **(named.place_values(parts[PLACE]) if parts.get(PLACE) else {}),
            }
        )


def known_since(session: Session) -> datetime:
    """Return since when all that was asked is still there: of what was closed before, only numbers of a day are."""
    return session.now - session.kept.closed


async def figures(
    session: Session,
    span: Span,
    parts: bool = True,
    look: Wanted = EVERYTHING,
    known: datetime | None = None,
) -> Figures:
    """Count the requests of a time that `look` wants; `parts`: also by need and place, for which each is opened.

    Of people who are gone, and of requests whose time is over, nothing is known but the day: they are counted where
    everything is. Of others that were asked before `known` (else `known_since`) no more is counted than of those:
    who is still there would stand for all.
    """
    found, parts = Figures(), parts or look != EVERYTHING
    named_groups = [] if look == EVERYTHING else await groups.all_open(session)
    numbers = {group.id: str(group.number) for group in named_groups}
    within = RequestRow.created_at.between(span.since, span.until)
    ends = await session.execute(
        select(func.min(RequestRow.number), func.max(RequestRow.number)).where(within)
    )
    first, last = ends.one()
    columns = _columns(parts)
    # By numbers, whose index leads to each thousand: by time, each thousand would be sorted out of all anew.
    for number in range(first or 0, (last or -1) + 1, AT_ONCE):
        some = RequestRow.number.between(number, min(last, number + AT_ONCE - 1))
        rows = [_Row(*row) for row in await session.execute(select(*columns).where(some))]
        part = _Part(look, numbers, int((known or known_since(session)).timestamp()))
        await asyncio.to_thread(_count, session.vault, found, rows, span, part)
    if look == EVERYTHING:
        found.add_closed(await gone.of(session, gone.CLOSED, span))
        found.add_gone(await gone.of(session, gone.REQUEST, span))
    return found


def _columns(parts: bool) -> Sequence[Any]:
    moments = (RequestRow.created_at, RequestRow.closed_at, RequestRow.first_word_at)
    return (
        *(RequestRow.id, RequestRow.person_id, RequestRow.group_id),
        *(RequestRow.language, RequestRow.status, RequestRow.outcome),
        *(type_coerce(moment, BigInteger) for moment in moments),
        _ASKED if parts else literal(""),
        RequestRow.ask if parts else null(),
    )


def _count(vault: Vault, found: Figures, rows: Sequence[_Row], span: Span, part: _Part) -> None:
    since, until = int(span.since.timestamp()), int(span.until.timestamp())
    for row in rows:
        if not since <= row.at <= until:
            continue
        fully = row.at >= part.known
        stands = row.outcome if row.status == requests.CLOSED else _STANDS.get(row.status, row.asked)
        parts = {} if row.ask is None or not fully else _parts(vault, row, row.ask)
        if not part.has(parts):
            continue
        is_open = row.status != requests.CLOSED
        found.add(Request(row.person, row.at, stands, is_open, row.closed, row.word, parts), fully)


def _parts(vault: Vault, row: _Row, sealed: bytes) -> dict[str, str]:
    """What a request counts with; one that does not open counts as one that did not say."""
    try:
        told = vault.open_json(sealed, f"requests.ask:{row.id}")
    except CannotOpen:
        told = {}
    return {
        NEED: told.get("need", ""),
        PLACE: told.get("region", ""),
        GROUP: str(row.group),
        LANGUAGE: row.language,
    }
