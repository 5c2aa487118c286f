"""/alerts lists what is not done: first what nobody took; each leads to its card."""

from handlers.moderators import alerts
from storage import danger_alerts, groups
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def groups_without_coordinators(chat: Chat, count: int) -> None:
    async with chat.database.transaction() as session:
        for number in range(count):
            await alerts.coordinator_left(session, await groups.add(session, f"Kolo {number}", "GE"))
    await chat.settle()


async def test_without_any_it_says_so(chat: Chat, desk: Phone) -> None:
    assert (await desk.says("/alerts")).text == "Alerts that are not done\n\nThere is none."


async def test_it_shows_what_it_is_and_who_has_it(chat: Chat, desk: Phone) -> None:
    await groups_without_coordinators(chat, 2)
    await desk.says("/take 1")
    listed = await desk.says("/alerts")
    assert "2 · group without coordinator\n0 min · nobody has it" in listed.text
    assert "1 · group without coordinator\n0 min · moderator 1 has it" in listed.text
    assert listed.text.index("2 ·") < listed.text.index("1 ·")
    card = await desk.presses("Alert 2")
    assert card.text.startswith("Group 2, Kolo 1, has no coordinator now.")
    assert card.labels == ["I take it", "Group 2"]
    assert await stand.acts(chat) == ["take alert 1", "browse alerts", "look alert 2"]


async def test_danger_stands_above_what_is_older(chat: Chat, desk: Phone) -> None:
    await groups_without_coordinators(chat, 2)
    request = await stand.request(chat, chat.person())
    async with chat.database.transaction() as session:
        await alerts.danger_seen(session, await danger_alerts.see(session, request.person_id, ["self_harm"]))
    await chat.settle()
    assert (await desk.says("/alerts")).labels[:3] == ["Alert 3", "Alert 1", "Alert 2"]
    await desk.says("/take 3")
    assert (await desk.says("/alerts")).labels[:3] == ["Alert 1", "Alert 2", "Alert 3"]


async def test_it_is_paged_and_shows_one_stream_if_wished(chat: Chat, desk: Phone) -> None:
    await groups_without_coordinators(chat, 8)
    assert (await desk.says("/alerts")).labels[-2:] == ["Further", "To the queue"]
    assert (await desk.presses("Further")).labels == ["Alert 7", "Alert 8", "To the queue"]
    assert "Alert 1" in (await desk.sends_payload("a:m-alerts:all-12")).labels, "others were quicker"
    assert "There is none." in (await desk.sends_payload("a:m-alerts:danger-0")).text
    assert "Alert 1" in (await desk.sends_payload("a:m-alerts:people-0")).labels
