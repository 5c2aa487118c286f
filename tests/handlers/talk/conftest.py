"""Two people in a talk, on two messengers, under chosen names."""

from dataclasses import dataclass, field

import pytest

from bot.domain.matching import Ask
from storage import accounts, desks, matches, persons, requests
from storage.database import Database
from storage.matches import Match
from storage.outbox import Outgoing
from storage.persons import Person
from tests.chat import Chat, Phone

# Stands below words that show a phone or a name.
OUTSIDE = "\n\nWhat is said outside this talk nobody here sees, and nobody can help with it."


@dataclass
class Talks:
    """People who talk, and all that was ever sent to them."""

    chat: Chat
    sent: list[Outgoing] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database behind the chat."""
        return self.chat.database

    async def joins(self, channel: str = "telegram") -> Phone:
        """A person who has agreed to everything, with a new phone."""
        phone = self.chat.person(channel, language="en")
        async with self.database.transaction() as session:
            arrival = await persons.welcome(session, channel, phone.address, "en")
            self.people[phone.address] = await persons.consent(session, arrival.person, 1)
        return phone

    async def meet(self, asks: Phone, helps: Phone, *names: str) -> int:
        """Bring two people together under their chosen names; return the match's id."""
        requester, helper = self.people[asks.address], self.people[helps.address]
        async with self.database.transaction() as session:
            ask = Ask("documents", "documents.passport")
            number = await requests.add(session, requester.id, "en", 0, ask, held=False)
            request = await requests.by_number(session, number)
            assert request is not None
            await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
            match = await matches.add(session, request.id, (requester.id, names[0]), (helper.id, names[1]))
        return match.id

    async def match(self, id: int) -> Match:
        """Return a match as it stands."""
        async with self.database.transaction() as session:
            match = await matches.get(session, id)
        assert match is not None
        return match

    async def close(self, id: int) -> None:
        """Close a match, as the check-in does."""
        async with self.database.transaction() as session:
            await matches.close(session, id, "solved")

    async def state(self, phone: Phone) -> dict[str, object]:
        """Return where a person's conversation stands."""
        async with self.database.transaction() as session:
            arrivals = await persons.arrive(session, phone.channel, [phone.address])
        return arrivals[phone.address].state

    def to(self, phone: Phone) -> list[Outgoing]:
        """Return all that was sent to a phone, the oldest first."""
        return [out for out in self.sent if out.account.address == phone.address]


@dataclass
class Two:
    """Two people in one talk."""

    talks: Talks
    olha: Phone  # asked for help, known as Kalyna
    petro: Phone  # helps, known as Yavir
    match_id: int


@pytest.fixture
async def talks(chat: Chat) -> Talks:
    """A chat in English that remembers all that it sends."""
    talks, deliver = Talks(chat), chat.database.committed

    def committed(outgoing: list[Outgoing]) -> None:
        talks.sent.extend(outgoing)
        deliver(outgoing)

    chat.database.committed = committed
    async with chat.database.transaction() as session:
        for desk in await desks.every(session):
            await accounts.speak(session, desk.id, "en")
    return talks


async def _two(talks: Talks, asks: str, helps: str) -> Two:
    olha, petro = await talks.joins(asks), await talks.joins(helps)
    match_id = await talks.meet(olha, petro, "Kalyna", "Yavir")
    await olha.sends_payload(f"a:talk:{match_id}")
    return Two(talks, olha, petro, match_id)


@pytest.fixture
async def two(talks: Talks) -> Two:
    """Olha on Telegram and Petro on Viber; her side of the talk is open."""
    return await _two(talks, "telegram", "viber")


@pytest.fixture
async def both_on_telegram(talks: Talks) -> Two:
    """Olha and Petro on Telegram; her side of the talk is open."""
    return await _two(talks, "telegram", "telegram")
