"""Counts for the moderators who asked, draws the picture, and brings both: nobody else waits for it."""

import asyncio

from bot.domain.filtering.wanted import decoded
from bot.domain.stats import picture
from bot.i18n import Text
from handlers.moderators import stats_picture, stats_text
from handlers.moderators.stats import ANSWERS, LISTING
from jobs.base import AFTER_A_FAILURE
from jobs.outcome import failed
from storage import desks, media, outbox, stats, stats_wishes
from storage.accounts import Account
from storage.database import Database
from storage.stats import Numbers


async def run(database: Database) -> int:
    """Fulfil the wishes that are due; return how many were."""
    async with database.reading() as session:
        wishes = await stats_wishes.due(session)
    return sum([await _one(database, *wish) for wish in wishes])


async def _one(database: Database, id: int, account_id: int, days: int, look: str) -> bool:
    try:
        async with database.reading() as session:
            desk = next((desk for desk in await desks.every(session) if desk.id == account_id), None)
            part = decoded(look, lambda value: True)  # it was known when it was wished for
            said = await LISTING.said(session, part) if look else None
            numbers = await stats.read(session, days, tuple(ANSWERS), part) if desk is not None else None
        return await _bring(database, id, desk, numbers, said)
    except Exception as error:  # whatever it is, the others have their turn
        failed("numbers", id, error)
        async with database.transaction() as session:
            await stats_wishes.postpone(session, id, session.now + AFTER_A_FAILURE)
        return False


async def _bring(
    database: Database, id: int, desk: Account | None, numbers: Numbers | None, said: Text | None
) -> bool:
    page = (
        stats_picture.page(numbers, desk.language, said) if numbers is not None and desk is not None else None
    )
    drawn = await asyncio.to_thread(picture.draw, page) if page is not None else None
    async with database.transaction() as session:
        if not await stats_wishes.take(session, id) or desk is None or numbers is None:
            return False
        kept = await media.keep(session, drawn) if drawn is not None else None
        for screen in stats_text.screens(numbers, kept, said):
            outbox.push_to(session, desk, screen)
    return True
