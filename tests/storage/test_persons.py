"""Persons: found by their address, kept as they told, emptied and erased with all that hangs on them."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.matching import Ask, Skills
from bot.screens import Screen
from storage import accounts, groups, helpers, matches, outbox, persons, requests
from storage.accounts import VIBER_SESSION
from storage.database import Database
from storage.persons import Arrival, Person, Profile
from tests.conftest import NOON

ASK = Ask("documents", "documents.passport", words="загублено паспорт")
SKILLS = Skills(("documents",), ("uk",))


async def newcomer(database: Database, address: str = "1001", channel: str = "telegram") -> Arrival:
    async with database.transaction() as session:
        return await persons.welcome(session, channel, address, "uk")


async def person_of(database: Database, person: Person) -> Person | None:
    async with database.transaction() as session:
        return await persons.get(session, person.id)


async def test_of_a_newcomer_only_language_and_address_are_known(database: Database) -> None:
    olha = (await newcomer(database)).person
    assert await person_of(database, olha) == Person(olha.id, "uk", 0, Profile())


async def test_a_person_is_found_by_the_address_on_one_messenger_only(database: Database) -> None:
    olha = await newcomer(database)
    async with database.transaction() as session:
        found = await persons.arrive(session, "telegram", ["1001", "1002"])
        assert {address: arrival.person.id for address, arrival in found.items()} == {"1001": olha.person.id}
        assert await persons.arrive(session, "viber", ["1001"]) == {}


async def test_where_the_conversation_stands_is_kept(database: Database) -> None:
    olha = await newcomer(database)
    olha.state["draft"] = {"answers": {"words": "дякую"}}
    async with database.transaction() as session:
        await persons.remember(session, [olha])
    async with database.transaction() as session:
        again = (await persons.arrive(session, "telegram", ["1001"]))["1001"]
    assert again.state == {"draft": {"answers": {"words": "дякую"}}}


async def test_only_the_day_of_a_visit_is_kept(database: Database) -> None:
    olha = await newcomer(database)
    async with database.transaction() as session:
        await persons.remember(session, [olha])
        seen = await session.scalar(text("SELECT seen_at FROM persons"))
    assert seen == NOON.replace(hour=0).timestamp()


async def test_on_viber_every_visit_opens_a_free_session(database: Database) -> None:
    olha = await newcomer(database, channel="viber")
    async with database.transaction() as session:
        await persons.remember(session, [olha])
        until = await session.scalar(text("SELECT free_until FROM accounts"))
    assert until == (NOON + VIBER_SESSION).timestamp()


async def test_what_a_person_tells_is_there_in_the_same_transaction_and_later(database: Database) -> None:
    async with database.transaction() as session:
        olha = (await persons.welcome(session, "telegram", "1001", "uk")).person
        olha = await persons.tell(session, olha, name="Тиха річка", region="GE")
        olha = await persons.tell(session, olha, place="abroad")
        olha = await persons.speak(session, olha, "ru")
        olha = await persons.consent(session, olha, 1)
        assert await persons.get(session, olha.id) == olha
    assert olha == Person(olha.id, "ru", 1, Profile("Тиха річка", "abroad", "GE"))
    assert await person_of(database, olha) == olha


async def test_two_first_messages_at_once_make_one_person(database: Database) -> None:
    """The one who comes second fails as a whole, and finds the person when it is tried again."""

    async def first_message() -> None:
        async with database.transaction() as session:
            if not await persons.arrive(session, "telegram", ["1001"]):
                await asyncio.sleep(0)
                await persons.welcome(session, "telegram", "1001", "uk")

    outcomes = await asyncio.gather(*(first_message() for _each in range(5)), return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, IntegrityError) for outcome in outcomes)
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM persons")) == 1


async def _everything(database: Database) -> tuple[Arrival, Arrival]:
    """Two people in one match; the first one also helps others, belongs to a group and has mail."""
    olha, taras = await newcomer(database), await newcomer(database, "1002", "viber")
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло в Тбілісі", "GE")
        await groups.join(session, olha.person.id, circle.id)
        await helpers.volunteer(session, olha.person.id, SKILLS, 2)
        number = await requests.add(session, olha.person.id, "uk", circle.id, ASK, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
        await matches.add(session, request.id, (olha.person.id, "Ріка"), (taras.person.id, "Гора"))
        outbox.push_to(session, olha.account, Screen("у дорозі"))
    return olha, taras


TABLES = ("accounts", "helpers", "matches", "memberships", "outbox", "persons", "requests")


async def rows(database: Database) -> dict[str, int]:
    async with database.transaction() as session:
        return {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in TABLES}


async def test_whoever_is_erased_takes_everything_along_and_nobody_else(database: Database) -> None:
    olha, _taras = await _everything(database)
    assert all((await rows(database)).values())
    async with database.transaction() as session:
        await persons.erase(session, olha.person)
    left = await rows(database)
    assert left == dict.fromkeys(TABLES, 0) | {"persons": 1, "accounts": 1}


async def test_nothing_more_goes_out_to_whoever_is_erased(database: Database) -> None:
    olha, taras = await _everything(database)
    async with database.transaction() as session:
        outbox.push_to(session, olha.account, Screen("не дійде"))
        outbox.push_to(session, taras.account, Screen("дійде"))
        await persons.erase(session, olha.person)
    assert (await rows(database))["outbox"] == 1


async def test_whoever_is_emptied_keeps_address_and_language_alone(database: Database) -> None:
    olha, _taras = await _everything(database)
    async with database.transaction() as session:
        told = await persons.tell(session, olha.person, name="Ріка", region="GE")
        told = await persons.consent(session, told, 1)
        bare = await persons.empty(session, told)
        assert bare == Person(olha.person.id, "uk")
        assert await persons.get(session, olha.person.id) == bare
    left = await rows(database)
    assert left == dict.fromkeys(TABLES, 0) | {"persons": 2, "accounts": 2, "outbox": 1}


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_a_gone_account_comes_back_when_its_person_does(database: Database, channel: str) -> None:
    olha = await newcomer(database, channel=channel)
    async with database.transaction() as session:
        await accounts.close(session, olha.account.id)
        assert await accounts.of_person(session, olha.person.id) is None
        arrival = (await persons.arrive(session, channel, ["1001"]))["1001"]
        assert arrival.status == accounts.CLOSED
        await accounts.reopen(session, olha.account.id)
        assert await accounts.of_person(session, olha.person.id) == olha.account
