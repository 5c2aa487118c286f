"""A small circle for tests: people who ask and people who help, on English phones, with the jobs and the clock."""

from dataclasses import dataclass, field

from bot.domain.matching import Ask, Skills
from storage import groups, helpers, matches, persons, requests
from storage.database import Database
from storage.groups import Group
from storage.helpers import APPROVED, PENDING
from storage.matches import Match
from storage.persons import Person
from storage.requests import Request
from tests.chat import Chat, Phone

SKILLS = Skills(("documents", "medical"), ("en",), night_ok=True)
PAPERS = Ask("documents", "documents.passport", words="the passport was lost at the border")


@dataclass
class Circle:
    """People with phones over one chat."""

    chat: Chat
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database behind the chat."""
        return self.chat.database

    async def joins(self, channel: str = "telegram", **told: str | int) -> Phone:
        """A person who agreed to everything; `told` are fields of the profile."""
        return await self.agrees(self.chat.person(channel, language="en"), **told)

    async def joins_as(self, address: str, **told: str | int) -> Phone:
        """The same, of a person with this Telegram id: that of a moderator, for instance."""
        return await self.agrees(self.chat.person(address=address, language="en"), **told)

    async def agrees(self, phone: Phone, **told: str | int) -> Phone:
        """Let the person with this phone agree to everything."""
        async with self.database.transaction() as session:
            arrival = await persons.welcome(session, phone.channel, phone.address, "en")
            person = await persons.consent(session, arrival.person, 1)
            self.people[phone.address] = await persons.tell(session, person, **told)
        return phone

    async def helper(
        self, channel: str = "telegram", capacity: int = 2, skills: Skills = SKILLS, **told: str
    ) -> Phone:
        """A person who helps, approved: with documents and doctors, by day and by night."""
        return await self.approved(await self.joins(channel, **told), capacity, skills)

    async def approved(self, phone: Phone, capacity: int = 2, skills: Skills = SKILLS) -> Phone:
        """Let somebody who agreed to everything be a helper."""
        async with self.database.transaction() as session:
            id = self.id(phone)
            await helpers.volunteer(session, id, skills, capacity)
            await helpers.move(session, id, (PENDING,), APPROVED)
            await requests.look_at_all(session)
        return phone

    async def asks(self, phone: Phone, ask: Ask = PAPERS) -> int:
        """Let a person ask for help; return the request's id."""
        async with self.database.transaction() as session:
            number = await requests.add(session, self.id(phone), "en", 0, ask, held=False)
            request = await requests.by_number(session, number)
            assert request is not None
        return request.id

    async def group(self, name: str = "Tbilisi", *members: Phone, region: str = "GE") -> Group:
        """An open group with these people in it."""
        async with self.database.transaction() as session:
            group = await groups.add(session, name, region)
            for phone in members:
                await groups.join(session, self.id(phone), group.id)
        return group

    async def coordinator(self, group: Group, channel: str = "telegram") -> Phone:
        """An approved helper who coordinates a group."""
        phone = await self.helper(channel)
        async with self.database.transaction() as session:
            await groups.join(session, self.id(phone), group.id)
            await groups.appoint(session, self.id(phone), group.id, groups.COORDINATOR)
        return phone

    async def role(self, phone: Phone, group: Group) -> str:
        """What a person is in a group."""
        async with self.database.transaction() as session:
            return await groups.role(session, self.id(phone), group.id)

    async def matched(self, asks: Phone, helps: Phone, ask: Ask = PAPERS) -> int:
        """Let one ask and the other accept; return the match's id."""
        request_id = await self.asks(asks, ask)
        await self.chat.work()
        await helps.presses("I can help")
        match = await self.match_of(request_id)
        assert match is not None
        return match.id

    async def talking(self, **told: str) -> tuple[Phone, Phone, int]:
        """Kalyna asked, Yavir accepted and wrote: both phones and the match's id; `told` is of who asked."""
        asks, helps = await self.joins(name="Kalyna", **told), await self.helper(name="Yavir")
        match_id = await self.matched(asks, helps)
        await self.writes(match_id)
        return asks, helps, match_id

    async def already_helps(self, helper: Phone) -> None:
        """Let the helper have a match with somebody else."""
        other = await self.joins()
        async with self.database.transaction() as session:
            number = await requests.add(session, self.id(other), "en", 0, PAPERS, held=True)
            request = await requests.by_number(session, number)
            assert request is not None
            await requests.move(session, request.id, (requests.HELD,), requests.MATCHED)
            await matches.add(session, request.id, (self.id(other), "Klen"), (self.id(helper), "Osyka"))

    async def writes(self, match_id: int) -> None:
        """The helper's first word."""
        async with self.database.transaction() as session:
            match = await matches.get(session, match_id)
            assert match is not None
            assert await matches.spoke(session, match, match.helper_id)

    def id(self, phone: Phone) -> int:
        """The id of the person with this phone."""
        return self.people[phone.address].id

    async def requests(self, phone: Phone) -> list[Request]:
        """What a person asked for, as it stands."""
        async with self.database.transaction() as session:
            return await requests.of_person(session, self.id(phone))

    async def request(self, id: int) -> Request:
        """A request as it stands."""
        async with self.database.transaction() as session:
            request = await requests.get(session, id)
        assert request is not None
        return request

    async def match(self, id: int) -> Match:
        """A match as it stands."""
        async with self.database.transaction() as session:
            match = await matches.get(session, id)
        assert match is not None
        return match

    async def match_of(self, request_id: int) -> Match | None:
        """The active match of a request."""
        async with self.database.transaction() as session:
            return await matches.of_request(session, request_id)


def heard(phone: Phone, words: str) -> int:
    """How many messages on a phone contain these words."""
    return sum(words in text for text in phone.texts)
