"""Opens a topic for each stream of alerts in the moderators' chats that have topics."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.domain.alerts import STREAMS
from bot.errors import NotAllowed, TryLater
from bot.i18n import translate
from storage import desk_topics, desks
from storage.accounts import Account
from storage.database import Database, Session

# Opens a topic of this name in the chat with this address; "" where the chat has none. Raises NotAllowed or TryLater.
Opener: TypeAlias = Callable[[str, str], Awaitable[str]]


async def run(database: Database, openers: Mapping[str, Opener]) -> int:
    """Open whatever is missing; return how many topics it were."""
    async with database.transaction() as session:
        missing = [(desk, await _missing(session, desk)) for desk in await desks.every(session)]
    return sum(
        [
            await _open_all(database, desk, streams, openers[desk.channel])
            for desk, streams in missing
            if desk.channel in openers
        ]
    )


async def _missing(session: Session, desk: Account) -> list[str]:
    known = await desk_topics.of_desk(session, desk.id)
    return [stream for stream in STREAMS if stream not in known]


async def _open_all(database: Database, desk: Account, streams: list[str], open_topic: Opener) -> int:
    """Open the topics of one desk; the messenger is asked between transactions, never inside one."""
    opened = 0
    for stream in streams:
        try:
            thread = await open_topic(desk.address, translate(STREAMS[stream].says, desk.language))
        except TryLater:
            break
        except NotAllowed:
            async with database.transaction() as session:
                await desks.allowed(session, desk.id, topics=False)
            break
        if not thread:  # no forum, or none any more: nothing is missing
            async with database.transaction() as session:
                await desks.allowed(session, desk.id, topics=True)
            break
        async with database.transaction() as session:
            await desk_topics.opened(session, desk.id, stream, thread)
            await desks.allowed(session, desk.id, topics=True)
        opened += 1
    return opened
