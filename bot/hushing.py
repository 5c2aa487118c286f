"""`python -m bot hush` and `unhush`: whoever runs the bot stops all sending, and lets it go on."""

import argparse

from bot.clock import Clock
from bot.deployment import opened
from bot.settings import Settings
from storage import hushes, outbox
from storage.hushes import MODERATORS, OPERATOR

HUSHED = (
    "Within five seconds nothing is sent any more, not even the numbers of help. "
    "What people write is kept, and so is what is said to them, for three days. "
    "python -m bot unhush lets it go on."
)
ONLY_OURS = "The moderators have stopped sending too, and theirs goes on: unhush --moderators ends both."


async def hushed(settings: Settings) -> str:
    """Turn the switch on; return what is to be said."""
    async with opened(settings, Clock()) as database, database.transaction() as session:
        await hushes.begin(session, OPERATOR)
    return HUSHED


async def unhushed(settings: Settings, options: argparse.Namespace) -> str:
    """Turn the switch off, with `--moderators` theirs too; return what is to be said."""
    async with opened(settings, Clock()) as database, database.transaction() as session:
        for whose in (OPERATOR, MODERATORS) if options.moderators else (OPERATOR,):
            await hushes.end(session, whose)
        waiting, _refused = await outbox.backlog(session)
        still = await hushes.since(session)
    said = f"It goes on within five seconds: {waiting} messages wait, and go in their order."
    return ONLY_OURS if still else said
