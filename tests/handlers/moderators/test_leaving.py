"""Who left the moderators' chat, or was removed, can do nothing there any more, however late it arrives."""

from bot.incoming import Incoming
from handlers.moderators import alerts
from handlers.moderators.registry import COMMANDS
from storage import danger_alerts, desks, helpers, moderator_bells, moderators
from tests.chat import DESK, Chat, Phone
from tests.circle import Circle, heard
from tests.conftest import NOON
from tests.handlers.moderators import stand

GONE = "This came from somebody who is no longer in this chat. Nothing was changed."
SECONDS = int(NOON.timestamp())


async def moves(chat: Chat, kind: str, who: str, later: int = 0, by: str = "8") -> None:
    key = str(next(chat.keys))
    await chat.receive(
        Incoming("telegram", key, DESK, kind, who, sender=by, at=str(SECONDS + later))  # type: ignore[arg-type]
    )


async def test_whoever_was_removed_is_refused_without_effect(chat: Chat, desk: Phone) -> None:
    helper = await stand.volunteer(chat, chat.person())
    await moves(chat, "went", "7")
    for name in COMMANDS:
        assert (await desk.says(f"/{name} 1")).text == GONE
    await desk.sends_payload(f"a:m-approve:{helper.person_id}")
    assert desk.screen.text == GONE
    assert await stand.state(chat, helper) == helpers.PENDING
    assert await stand.acts(chat) == ["went moderator 1"]


async def test_whoever_comes_back_goes_on_under_the_same_number(chat: Chat, desk: Phone) -> None:
    await moves(chat, "went", "7")
    await moves(chat, "came", "7 9", later=60)
    assert (await desk.says("/queue")).text.startswith("What waits")
    assert await stand.acts(chat) == [
        "went moderator 1",
        "came moderator 1",
        "came moderator 2",
        "browse queue",
    ]


async def test_news_that_comes_late_opens_no_door(chat: Chat, desk: Phone) -> None:
    await moves(chat, "went", "7", later=60)
    await moves(chat, "came", "7", later=10)
    assert (await desk.says("/queue")).text == GONE


async def test_the_others_go_on(chat: Chat, desk: Phone) -> None:
    await moves(chat, "went", "7")
    assert (await desk.says("/queue", sender="8")).text.startswith("What waits")


async def test_whoever_removes_the_bot_is_known_and_the_other_desks_and_leads_hear_it(
    chat: Chat, desk: Phone
) -> None:
    other = chat.person(address="-1002")
    lead = await Circle(chat).joins_as("9")
    async with chat.database.transaction() as session:
        await desks.appoint(session, [DESK, "-1002"])
        await moderators.known(session, "9")
        assert await moderator_bells.hang(session, 2, "9")
    await chat.receive(Incoming("telegram", "out", DESK, "left", sender="7"))
    assert other.screen.text.startswith("Бота прибрано з чату модераторів")
    assert lead.screen.text.startswith("The bot was removed from a moderators’ chat")
    assert not desk.messages
    assert await stand.acts(chat) == ["bot-removed chat"]
    other.sender = "8"
    assert "прибрано бота" in (await other.says("/audit")).text


async def test_nobody_acts_hidden_behind_the_group(chat: Chat, desk: Phone) -> None:
    await stand.volunteer(chat, chat.person())
    answer = await desk.says("/approve 1", sender=DESK)
    assert answer.text.startswith("Please write as yourself")
    assert await stand.acts(chat) == []


async def test_coming_and_going_in_other_groups_is_none_of_ours(chat: Chat, desk: Phone) -> None:
    event = Incoming("telegram", "k", "-2002", "went", "7", sender="8", at=str(SECONDS))
    await chat.receive(event)
    assert (await desk.says("/queue")).text.startswith("What waits")


async def test_what_they_had_taken_is_everybodys_again_and_said_at_once(chat: Chat, desk: Phone) -> None:
    await alerts_of_two_kinds(chat)
    await desk.says("/take 1")
    await desk.says("/take 2")
    await moves(chat, "went", "7")
    await chat.work()
    assert heard(desk, "A new volunteer waits for approval.") == 3, "said, answered to /take, said again"
    listed = await desk.says("/alerts", sender="8")
    assert listed.text.count("nobody has it") == 2


async def test_signs_of_danger_go_on_being_said_when_who_took_them_leaves(chat: Chat, desk: Phone) -> None:
    olha = chat.person(language="en")
    await alerts_of_two_kinds(chat, olha)
    await desk.says("/take 2")
    await moves(chat, "went", "7")
    before = heard(desk, "Signs of danger in a message")
    await chat.work()
    await chat.passes(minutes=31)
    assert heard(desk, "Signs of danger in a message") >= before + 2
    await desk.says("/take 2", sender="8")
    assert "Taken by moderator 2" in desk.screen.text
    await chat.passes(hours=2)
    assert heard(olha, "has not gone unnoticed") == 1


async def alerts_of_two_kinds(chat: Chat, olha: Phone | None = None) -> None:
    """Alert 1 of a volunteer, alert 2 of signs of danger."""
    helper, person = (
        await stand.volunteer(chat, chat.person()),
        await stand.person(chat, olha or chat.person()),
    )
    async with chat.database.transaction() as session:
        await alerts.volunteer_waits(session, helper)
        await alerts.danger_seen(session, await danger_alerts.see(session, person.id, ["danger"]))
    await chat.settle()


async def test_when_who_is_on_duty_leaves_everybody_reads_it(chat: Chat, desk: Phone) -> None:
    await desk.says("/duty")
    await desk.presses("I am on duty")
    await moves(chat, "went", "8")
    assert heard(desk, "is not in this chat any more") == 0
    await moves(chat, "went", "7")
    assert desk.screen.text == "Moderator 1 is not in this chat any more.\n\nNobody is on duty.\n\nAlert 1."
    assert desk.screen.labels == ["I take it", "I am on duty"]
