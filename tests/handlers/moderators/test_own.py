"""A moderator who helps, or was reported, decides nothing about themselves; another one does."""

import pytest

from storage import bans, groups, helpers, matches, person_numbers, requests
from storage.helpers import Helper
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

OWN = "This is about you, so another moderator decides. Nothing was changed."


@pytest.fixture
async def own(chat: Chat, desk: Phone) -> Helper:
    """The helper who is moderator 1, whose Telegram id is 7."""
    return await stand.approved(chat, chat.person(address="7", language="en"))


async def to(chat: Chat, own: Helper, status: str) -> None:
    async with chat.database.transaction() as session:
        await helpers.move(session, own.person_id, (helpers.APPROVED,), status)


async def test_nobody_approves_themselves(chat: Chat, desk: Phone, own: Helper) -> None:
    await to(chat, own, helpers.PENDING)
    assert (await desk.says("/approve 1")).text == OWN
    assert (await desk.sends_payload(f"a:m-approve:{own.person_id}")).text == OWN
    assert await stand.acts(chat) == []
    await desk.says("/approve 1", sender="8")
    assert await stand.state(chat, own) == helpers.APPROVED


async def test_nobody_ends_their_own_pause(chat: Chat, desk: Phone, own: Helper) -> None:
    await to(chat, own, helpers.PAUSED)
    assert (await desk.says("/unpause 1")).text == OWN
    assert await stand.state(chat, own) == helpers.PAUSED
    await desk.says("/unpause 1", sender="8")
    assert await stand.state(chat, own) == helpers.APPROVED


async def test_nobody_ends_their_own_ban(chat: Chat, desk: Phone, own: Helper) -> None:
    async with chat.database.transaction() as session:
        await bans.ban(session, own.person_id, "harm")
        number = await person_numbers.of(session, own.person_id)
    assert (await desk.says(f"/unban {number}")).text == OWN
    assert "The ban is over." in (await desk.says(f"/unban {number}", sender="8")).text


async def test_nobody_chooses_themselves_for_a_request(chat: Chat, desk: Phone, own: Helper) -> None:
    request = await stand.request(chat, chat.person())
    for ask in ("/assign 1 1", "a:m-assign:1-1", "a:m-override:1-1-knows"):
        answer = desk.says(ask) if ask.startswith("/") else desk.sends_payload(ask)
        assert (await answer).text == OWN
    assert await stand.now(chat, request) == request


async def test_nobody_makes_themselves_a_coordinator(chat: Chat, desk: Phone, own: Helper) -> None:
    await desk.says("/newgroup Batumi, Georgia")
    assert (await desk.says("/coordinator 1 1")).text == OWN
    async with chat.database.transaction() as session:
        group = await groups.by_number(session, 1)
        assert group is not None
        assert await groups.role(session, own.person_id, group.id) == ""


async def test_a_report_about_a_moderator_is_for_the_others(chat: Chat, desk: Phone, own: Helper) -> None:
    asks = chat.person(language="en")
    request = await stand.request(chat, asks)
    async with chat.database.transaction() as session:
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        pair = (request.person_id, "Klen"), (own.person_id, "Osyka")
        match = await matches.add(session, request.id, *pair)
    await asks.sends_payload(f"a:talk-reported:{match.id}:threats")
    for press in ("a:m-take:1", "a:m-report-why:1", "a:m-report-open:1-safety", "a:m-unpause:1"):
        assert (await desk.sends_payload(press)).text == OWN
    await desk.says("/take 1", sender="8")
    assert (await desk.sends_payload("a:m-done:1")).text == OWN
    assert await stand.acts(chat) == ["take alert 1"]
