"""Moderators' commands and buttons work in their chat and nowhere else."""

from bot.i18n import everywhere
from bot.incoming import Incoming
from handlers import registry
from handlers.moderators.registry import ACTIONS, COMMANDS
from storage import accounts, desks, helpers
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

SHARED = {"help", "language", "groups", "obstacle", "obstacles"}  # both chats have one of their own


def test_the_persons_routing_does_not_know_the_names() -> None:
    assert not registry.ACTIONS.keys() & ACTIONS.keys()
    assert all(name.startswith("m-") for name in ACTIONS)
    assert not any(name.startswith("m-") for name in registry.ACTIONS)
    assert registry.COMMANDS.keys() & COMMANDS.keys() == SHARED
    typed = {
        word.strip()
        for one in registry.COMMANDS.values()
        for said in everywhere(one.words)
        for word in said.split("|")
    }
    assert not typed & (COMMANDS.keys() - SHARED)


async def test_a_person_who_types_or_presses_them_changes_nothing(chat: Chat, desk: Phone) -> None:
    helper = await stand.volunteer(chat, chat.person())
    request = await stand.request(chat, chat.person(), held=True)
    for channel in ("telegram", "viber"):
        thief = chat.person(channel, f"thief{channel}", "en")
        await stand.person(chat, thief)
        for name in COMMANDS.keys() - SHARED:
            await thief.says(f"/{name} 1")
        for name in ACTIONS:
            for row in ("1", f"{helper.person_id}", "1-place", "1-solved", "1-1", "held-0", "uk"):
                answer = await thief.sends_payload(f"a:{name}:{row}")
                assert "secret" not in answer.text
    assert await stand.state(chat, helper) == helpers.PENDING
    assert await stand.now(chat, request) == request
    assert await stand.acts(chat) == []


async def test_another_group_is_met_with_silence(chat: Chat, desk: Phone) -> None:
    helper = await stand.volunteer(chat, chat.person())
    other = chat.person(address="-2002")
    await other.says("/approve 1")
    await other.sends_payload(f"a:m-approve:{helper.person_id}")
    assert not other.messages
    assert await stand.state(chat, helper) == helpers.PENDING


async def test_what_moderators_say_to_each_other_is_none_of_ours(chat: Chat, desk: Phone) -> None:
    await desk.says("Good morning, who is here today?")
    await desk.sends_photo("look")
    await desk.sends("other")
    await desk.sends("edited", text="/etc is full, who is here today?")
    await desk.says("/queue@OtherBot")
    await desk.sends_payload("c:menu")
    assert not desk.messages
    assert (await desk.says("/queue@Kolo_Bot")).text.startswith("What waits")


async def test_a_command_that_is_edited_or_forwarded_does_nothing_and_says_so(
    chat: Chat, desk: Phone
) -> None:
    helper = await stand.volunteer(chat, chat.person())
    edited = await desk.sends("edited", text="/approve 1")
    assert edited.text.startswith("What is edited afterwards changes nothing here.")
    event = Incoming("telegram", "k1", desk.address, "words", "/approve 1", sender="7", secondhand="bot")
    await chat.receive(event)
    assert desk.screen.text.startswith("This command was forwarded, or another bot wrote it")
    assert await stand.state(chat, helper) == helpers.PENDING
    assert await stand.acts(chat) == []


async def test_commands_of_people_are_sent_to_the_private_chat(chat: Chat, desk: Phone) -> None:
    for name in registry.COMMANDS.keys() - SHARED:
        assert (await desk.says(f"/{name}")).text.startswith("This command is for everyone’s own chat")


async def test_a_moderators_private_chat_is_both(chat: Chat, desk: Phone) -> None:
    own = chat.person(address="7", language="en")
    await stand.person(chat, own)
    async with chat.database.transaction() as session:
        await desks.appoint(session, ["7"])
        account = await accounts.of_chat(session, "telegram", "7")
        await accounts.speak(session, account.id, "en")
    assert (await own.says("/queue")).text.startswith("What waits")
    assert "/menu" in (await own.says("/help")).text
    assert "SOS numbers" in (await own.says("/menu")).labels
    await own.says("/ask")
    assert len(own.screen.labels) > 3
    assert await stand.acts(chat) == ["browse queue"]


async def test_a_chat_that_is_no_desk_any_more_is_silent_at_once(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        await desks.appoint(session, [])
    await chat.receive(Incoming("telegram", "k1", desk.address, "words", "/queue", sender="7"))
    assert not desk.messages
