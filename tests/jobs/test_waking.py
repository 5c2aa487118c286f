"""Whatever lets somebody be asked makes the matcher look: nobody waits for the next hour."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain import trust
from storage import groups, requests
from tests.chat import Phone
from tests.circle import PAPERS, SKILLS, Circle, heard

ASKED = "Can you help?"


async def due(circle: Circle) -> int:
    """How many requests are to be looked at now."""
    async with circle.database.transaction() as session:
        return len(await requests.to_look_at(session))


@pytest.fixture
async def waiting(circle: Circle) -> Phone:
    """Somebody whose request nobody can take, and is looked at later."""
    olha = await circle.joins()
    await circle.asks(olha, replace(PAPERS, wants="man"))
    await circle.chat.work()
    assert await due(circle) == 0
    return olha


async def test_a_helper_who_offers_more_is_asked_at_once(circle: Circle) -> None:
    petro = await circle.helper(skills=replace(SKILLS, needs=("medical",)))
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, ASKED) == 0
    await petro.says("/volunteer")
    await petro.presses("Change what I offer")
    for label in (
        "Documents",
        "Done",
        "English",
        "Done",
        "Only from afar",
        "Skip",
        "No, only by day",
        "2",
        "I would rather not say",
        "Go on",
        "Go on",
        "“What is needed now?”",
        "I decline",
        "The SOS numbers",
        "Send",
    ):
        await (petro.says(label) if label == "2" else petro.presses(label))
    await circle.chat.work()
    assert heard(petro, ASKED) == 1


async def test_a_request_that_is_taken_back_frees_whom_it_was_shown_to(circle: Circle) -> None:
    petro, olha = await circle.helper(capacity=1), await circle.joins()
    request_id = await circle.asks(olha, replace(PAPERS, urgency="today"))
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, "Can you help? Request 1.") == 1
    await olha.sends_payload(f"a:drop-request:{request_id}")
    await circle.chat.work()
    assert heard(petro, "Can you help? Request 2.") == 1


async def test_who_unblocks_the_bot_is_helped_at_once(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.asks(olha)
    await olha.sends("left")
    await circle.chat.work()
    assert heard(petro, ASKED) == 0
    await olha.says("/menu")
    await circle.chat.work()
    assert heard(petro, ASKED) == 1


async def test_who_blocks_the_bot_is_not_waited_for(circle: Circle) -> None:
    petro = await circle.helper(capacity=1)
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, ASKED) == 1
    vira = await circle.helper()
    await petro.sends("left")
    await circle.chat.work()
    assert heard(vira, ASKED) == 1
    await petro.presses("I can help")
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_nobody_begins_a_talk_with_a_person_whom_nothing_reaches(circle: Circle) -> None:
    petro, olha = await circle.helper(), await circle.joins()
    request_id = await circle.asks(olha)
    await circle.chat.work()
    await olha.sends("left")
    await petro.presses("I can help")
    assert "This offer is not here any more" in petro.screen.text
    await olha.says("/menu")
    await circle.chat.work()
    assert heard(petro, ASKED) == 1, "when they are back, it is asked again"
    assert (await circle.request(request_id)).status == requests.WAITING


@pytest.mark.parametrize(
    "table, column, key", [("requests", "ask", "id"), ("helpers", "skills", "person_id")]
)
async def test_a_damaged_row_keeps_nobody_else_from_help(
    circle: Circle, table: str, column: str, key: str
) -> None:
    vira, petro = await circle.helper(), await circle.helper()
    damaged = await circle.asks(await circle.joins()) if table == "requests" else circle.id(vira)
    await circle.asks(await circle.joins())
    async with circle.database.transaction() as session:
        damage = text(f"UPDATE {table} SET {column} = :junk WHERE {key} = :id")
        await session.execute(damage.bindparams(junk=b"x" * 40, id=damaged))
    await circle.chat.work()
    assert heard(vira, ASKED) + heard(petro, ASKED) == 1
    assert heard(vira, ASKED) == 0 or table == "requests"


async def test_when_a_proposed_helper_leaves_others_are_looked_for_at_once(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    group = await circle.group("Tbilisi", olha, petro)
    async with circle.database.transaction() as session:
        await groups.change(session, group.id, mode=trust.CONFIRMED)
        await requests.add(session, circle.id(olha), "en", group.id, PAPERS, held=False)
    await circle.chat.work()
    await petro.says("/forget")
    await petro.presses("Delete everything")
    assert await due(circle) == 1


async def test_a_new_member_of_a_group_is_looked_at(circle: Circle, waiting: Phone) -> None:
    group = await circle.group()
    async with circle.database.transaction() as session:
        await groups.invite(session, group.id, "a-token")
    await waiting.says("/start", context="a-token")
    await waiting.presses("Join")
    assert await due(circle) == 1
