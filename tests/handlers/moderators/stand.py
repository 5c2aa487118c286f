"""People, volunteers and requests as they lie in the database, for the tests of the moderators' chat."""

from dataclasses import replace

from bot.domain.matching import Ask, Skills
from bot.screens import Screen
from storage import audit, desks, helpers, outbox, persons, requests
from storage.helpers import Helper
from storage.persons import Person
from storage.requests import Request
from tests.chat import Chat, Phone

PASSPORT = Ask("documents", "documents.passport", words="My secret words")
SKILLS = Skills(("documents", "medical"), ("uk", "en"), gender="woman")


async def person(chat: Chat, phone: Phone) -> Person:
    """The person of a phone, who has agreed to the terms."""
    async with chat.database.transaction() as session:
        arrival = await persons.welcome(session, phone.channel, phone.address, "en")
        return await persons.consent(session, arrival.person, 1)


async def volunteer(
    chat: Chat, phone: Phone, skills: Skills = SKILLS, status: str = helpers.PENDING
) -> Helper:
    """A person who volunteered, in a state."""
    one = await person(chat, phone)
    async with chat.database.transaction() as session:
        await helpers.volunteer(session, one.id, skills, 2)
        await helpers.move(session, one.id, (helpers.PENDING,), status)
        found = await helpers.get(session, one.id)
        assert found is not None
        return found


async def approved(chat: Chat, phone: Phone, skills: Skills = SKILLS) -> Helper:
    """A volunteer whom a moderator approved."""
    return await volunteer(chat, phone, skills, helpers.APPROVED)


async def request(chat: Chat, phone: Phone, ask: Ask = PASSPORT, held: bool = False) -> Request:
    """A request of a new person."""
    one = await person(chat, phone)
    async with chat.database.transaction() as session:
        number = await requests.add(session, one.id, "en", 0, ask, held)
        found = await requests.by_number(session, number)
        assert found is not None
        return found


async def now(chat: Chat, request: Request) -> Request:
    """The request as it is now."""
    async with chat.database.transaction() as session:
        found = await requests.get(session, request.id)
        assert found is not None
        return found


async def state(chat: Chat, helper: Helper) -> str:
    """The helper's state now."""
    async with chat.database.transaction() as session:
        found = await helpers.get(session, helper.person_id)
        assert found is not None
        return found.status


async def acts(chat: Chat) -> list[str]:
    """What the audit says, the oldest first: "approve helper 1"."""
    async with chat.database.transaction() as session:
        return [f"{entry.act} {entry.object}" for entry in reversed(await audit.latest(session, 1000))]


async def said(chat: Chat) -> int:
    """How many messages wait in the outbox (none, when all was shown on the phones)."""
    async with chat.database.transaction() as session:
        return (await outbox.backlog(session))[0]


def asking(**changed: object) -> Ask:
    """A request for a passport, changed."""
    return replace(PASSPORT, **changed)  # type: ignore[arg-type]


async def requests_now(chat: Chat) -> list[Request]:
    """All requests as they are now."""
    async with chat.database.transaction() as session:
        found = [await requests.by_number(session, number) for number in range(1, 5)]
        return [request for request in found if request is not None]


async def states(chat: Chat) -> dict[str, int]:
    """How many helpers are in each state."""
    async with chat.database.transaction() as session:
        return await helpers.counts(session)


async def refused(chat: Chat, count: int = 1) -> list[int]:
    """Messages that a messenger refused for good; return their ids."""
    async with chat.database.transaction() as session:
        (desk,) = await desks.every(session)
        ids = [outbox.push_to(session, desk, Screen("secret words")).id for _message in range(count)]
        await outbox.write(session)
        session.outgoing = []  # nobody delivers them now
        await outbox.park(session, ids)
    return ids


async def agrees(desk: Phone, who: str = "8") -> None:
    """Let a second moderator press "I agree" under the newest card that has it."""
    for message in reversed(desk.messages):
        for row in message.rows:
            for _label, data, _style in row:
                if data.startswith("a:m-agree:"):
                    await desk.sends("press", text=data, message=message.id, press="press", sender=who)
                    return
    raise AssertionError("nothing waits for a second moderator")
