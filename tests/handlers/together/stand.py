"""A group that works on an obstacle, for these tests: Olha coordinates, Petro is a member, Ivan met the obstacle."""

from dataclasses import dataclass

from storage import joint_requests, obstacle_groups, obstacle_tasks, obstacle_ways, obstacles
from storage.groups import Group
from storage.joint_requests import JointRequest
from storage.obstacle_tasks import Task
from storage.obstacle_ways import Way
from storage.obstacles import Obstacle
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.obstacles.stand import TRANSLATION, tells


@dataclass
class Work:
    """Phones and rows."""

    circle: Circle
    group: Group
    olha: Phone
    petro: Phone
    ivan: Phone
    obstacle: Obstacle

    async def proposes(self, phone: Phone, words: str = "Ask them in writing") -> Way:
        """Let a member propose a way."""
        await phone.sends_payload(f"a:propose-way:{self.obstacle.id}")
        await phone.says(words)
        return (await self.ways())[-1]

    async def ways(self) -> list[Way]:
        """All ways of the group."""
        async with self.circle.database.transaction() as session:
            found = await obstacle_ways.of(session, self.obstacle.id, self.group.id)
        return sorted(found, key=lambda way: way.id)

    async def chosen(self) -> tuple[Way, Task]:
        """A way that Petro proposed and Olha chose."""
        way = await self.proposes(self.petro)
        await self.olha.sends_payload(f"a:way-choose:{way.id}")
        (task,) = await self.tasks(way)
        return way, task

    async def tasks(self, way: Way) -> list[Task]:
        """The tasks of a way."""
        async with self.circle.database.transaction() as session:
            return await obstacle_tasks.of(session, way.id)

    async def drafted(self) -> JointRequest:
        """A request that Olha drafted."""
        await self.olha.sends_payload(f"a:draft-request:{self.obstacle.id}")
        await self.olha.presses("Skip")
        return await self.request()

    async def sent(self, day: str = "Today") -> JointRequest:
        """A request that was sent by post."""
        request = await self.drafted()
        await self.olha.sends_payload(f"a:joint-sent:{request.id}")
        await self.olha.presses("by post")
        await self.olha.says(day)
        await self.olha.says("12/5")
        await self.olha.presses("Send")
        return await self.request()

    async def request(self) -> JointRequest:
        """The newest request."""
        async with self.circle.database.transaction() as session:
            return (await joint_requests.of(session, self.obstacle.id))[0]

    async def now(self) -> Obstacle:
        """The obstacle as it stands."""
        async with self.circle.database.transaction() as session:
            found = await obstacles.get(session, self.obstacle.id)
        assert found is not None
        return found


async def work(circle: Circle, channel: str = "telegram") -> Work:
    """The group with its obstacle."""
    petro, ivan = await circle.joins(channel), await circle.joins()
    group = await circle.group("Uzhhorod", petro, region="UA-21")
    olha = await circle.coordinator(group, channel)
    obstacle = await tells(circle, ivan, TRANSLATION)
    async with circle.database.transaction() as session:
        assert await obstacle_groups.give(session, obstacle, group.id)
    return Work(circle, group, olha, petro, ivan, obstacle)
