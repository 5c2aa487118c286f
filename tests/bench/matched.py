"""Two people in a talk whose first word was spoken, made straight in the tables."""

from collections.abc import Sequence

from bot.domain.matching import Ask
from storage import matches, persons, requests
from storage.database import Session
from storage.matches import Match
from storage.persons import Arrival

PAPERS = Ask("documents", "documents.passport", words="x")


async def matched(session: Session, chats: Sequence[tuple[str, str]]) -> tuple[Match, list[Arrival]]:
    """Match who asks with who helps; of each, `chats` has the messenger and the address."""
    both = [await persons.welcome(session, channel, address, "uk") for channel, address in chats]
    asks, helps = (arrival.person.id for arrival in both)
    number = await requests.add(session, asks, "uk", 0, PAPERS, held=False)
    request = await requests.by_number(session, number)
    assert request is not None
    await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
    match = await matches.add(session, request.id, (asks, "Klen"), (helps, "Osyka"))
    await matches.spoke(session, match, helps)
    return match, both
