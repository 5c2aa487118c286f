"""Check-ins that are all due at once, and what became of each: sent once, twice, or never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from bot.clock import Clock
from bot.data_keys import read_key
from handlers.pairing import HOW_IS_IT, local_date
from storage import check_ins, keys, migrate
from storage.crypto import Vault
from storage.database import Database, Session
from tests.bench.copies import Original
from tests.bench.matched import matched

# Every message that was ever meant to be sent, though its row goes with its delivery.
WITNESS = (
    "CREATE TABLE pushed (account_id bigint)",
    "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN INSERT INTO pushed VALUES (NEW.account_id); RETURN NEW; END'",
    "CREATE TRIGGER noted AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION note()",
)


@dataclass(frozen=True)
class Found:
    """What the database says of the check-ins, by the address of the person."""

    pushed: Mapping[str, int]  # how many messages were meant for them
    states: Mapping[str, int]  # how many check-ins are in each state
    planned_twice: int  # questions that stand twice for one person, match and kind
    waiting: int  # messages that were not sent yet


@dataclass
class DueCheckIns:
    """The database and who waits in it."""

    database: Database
    people: dict[int, str]  # the address of each account

    @classmethod
    async def prepare(cls, url: str, data_key: str, people: int, clock: Clock) -> "DueCheckIns":
        """Make an even number of people who talk in pairs; each is to be asked now how it is."""
        await migrate.upgrade(url)
        due = cls(Database(url, Vault((read_key(data_key),)), clock), {})
        await keys.unlock(due.database)
        addresses = (str(100_000 + number) for number in range(people))
        async with due.database.transaction() as session:
            await due._pair(session, next(addresses), next(addresses))
        async with due.database.transaction() as session:
            original = await Original.read(session)
            due.people |= await original.copy(session, range(2, people // 2 + 1), addresses)
        async with due.database.engine.begin() as connection:
            for statement in WITNESS:
                await connection.execute(text(statement))
        return due

    async def _pair(self, session: Session, asker: str, helper: str) -> None:
        match, both = await matched(session, [("telegram", asker), ("telegram", helper)])
        at = session.now - timedelta(minutes=1)
        for arrival in both:
            date = local_date(at, "Europe/Kyiv")
            await check_ins.plan(session, match.id, arrival.person.id, HOW_IS_IT, at, date)
        self.people.update(
            {arrival.account.id: address for arrival, address in zip(both, (asker, helper), strict=True)}
        )

    async def found(self) -> Found:
        """Look at how things stand."""
        async with self.database.engine.connect() as connection:
            pushed = await connection.execute(text("SELECT account_id, count(*) FROM pushed GROUP BY 1"))
            counted = {self.people[account]: times for account, times in pushed if account in self.people}
            asked = await connection.execute(
                text("SELECT status, count(*) FROM check_ins WHERE due_at <= :now GROUP BY 1"),
                {"now": int(self.database.clock.now().timestamp())},
            )
            states = {status: count for status, count in asked}
            twice = await connection.scalar(
                text(
                    "SELECT count(*) FROM (SELECT 1 FROM check_ins WHERE status = 'planned' "
                    "GROUP BY person_id, match_id, kind HAVING count(*) > 1) AS twice"
                )
            )
            waiting = await connection.scalar(text("SELECT count(*) FROM outbox"))
        return Found(counted, states, twice or 0, waiting or 0)

    async def transactions(self) -> int:
        """Return how many transactions the database has seen."""
        counted = (
            "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
        )
        async with self.database.engine.connect() as connection:
            return int(await connection.scalar(text(counted)))

    async def close(self) -> None:
        """Close the connections."""
        await self.database.close()
