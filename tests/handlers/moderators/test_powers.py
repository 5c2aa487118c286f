"""All roles, all acts of the moderators' chat, all objects of a busy day: no unexpected yes.

Each act of tests/handlers/moderators/test_audited.py is tried by everybody who may not do it, then done by who may.
"""

import pytest

from bot.desk_routing import FOR_LEADS, HIDDEN, NOT_HERE
from bot.domain.powers import ONLY_LEADS
from bot.i18n import translate
from bot.incoming import Incoming
from handlers.registry import COMMANDS as OF_PEOPLE
from storage import groups, moderators
from tests.chat import DESK, Chat, Phone
from tests.circle import Circle
from tests.conftest import NOON
from tests.handlers.moderators import stand
from tests.handlers.moderators.test_audited import DONE, ONLY_ASKS, ids as things, made
from tests.writes import watched

LEAD, MODERATOR, ANOTHER, REMOVED, NEVER_THERE = "7", "5", "8", "6", "-1001"
REFUSALS = [translate(text, "en") for text in (FOR_LEADS, HIDDEN, NOT_HERE)]
ids = things  # the fixture: requests, volunteers, groups, obstacles


@pytest.fixture
async def nobodies(chat: Chat, desk: Phone, ids: dict[str, int]) -> dict[str, Phone]:
    """Everybody who has no power here, each in their own chat with the bot; a lead at home is one of them."""
    circle = Circle(chat)
    own, other = await circle.group("Own"), await circle.group("Other")
    async with chat.database.transaction() as session:
        here, elsewhere = await groups.by_number(session, 1), await groups.get(session, other.id)
    assert here is not None
    assert elsewhere is not None
    phones = {
        "stranger": chat.person(address="4001", language="en"),
        "person": await circle.joins(),
        "helper": await circle.helper(),
        "coordinator of group 1": await circle.coordinator(here),
        "coordinator of another group": await circle.coordinator(own),
    }
    phones["lead at home"] = chat.person(address=LEAD, language="en")
    await phones["stranger"].says("/start")
    return phones


@pytest.fixture
async def roles(chat: Chat, desk: Phone) -> None:
    """One leads, one is a moderator, one was removed a minute ago."""
    chat.database.leads = (LEAD,)
    await stand.person(chat, chat.person(address=MODERATOR))
    async with chat.database.transaction() as session:
        await moderators.known(session, MODERATOR)
    at = str(int(NOON.timestamp()) - 60)
    await chat.receive(Incoming("telegram", "removed", DESK, "went", REMOVED, sender=LEAD, at=at))


async def does(phone: Phone, act: str, sender: str = "") -> str:
    """Type a command or press a button; what is answered, or "" when nothing is."""
    before = phone.messages[-1:]
    if act.startswith("/"):
        await phone.says(act, sender=sender)
    else:
        await phone.sends("press", text=act, press="press", sender=sender)
    return "" if phone.messages[-1:] == before else phone.screen.text


def name_of(act: str) -> str:
    return act.split()[0][1:] if act.startswith("/") else act.split(":")[1]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_does_what_is_not_theirs_to_do(
    chat: Chat, desk: Phone, ids: dict[str, int], nobodies: dict[str, Phone], roles: None
) -> None:
    for each in DONE:
        act = each.format(**ids, **await made(chat))
        other, act = act.startswith("8 "), act.removeprefix("8 ")
        name = name_of(act)
        below = [MODERATOR] if name in ONLY_LEADS else []
        for sender in (REMOVED, NEVER_THERE, *below):
            with watched(chat.database) as written:
                assert await does(desk, act, sender) in REFUSALS, (sender, act)
            assert not written, (sender, act)
        for role, phone in nobodies.items():
            with watched(chat.database) as written:
                answer = await does(phone, act)
            assert not written or name in OF_PEOPLE, (role, act)
            assert "secret" not in answer, (role, act)
        before = len(await stand.acts(chat))
        who = ANOTHER if other else LEAD if name in ONLY_LEADS else MODERATOR
        assert await does(desk, act, who) not in REFUSALS, act
        if act.rpartition(":")[0] not in ONLY_ASKS:
            assert len(await stand.acts(chat)) > before, act
