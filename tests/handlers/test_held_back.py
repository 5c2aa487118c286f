"""What waits for a person on Viber while nobody pays: one message when they write, the newest of each topic."""

from datetime import timedelta

import pytest

from bot.screens import Button, Screen
from jobs import held_messages
from storage import accounts, held_back, outbox
from storage.outbox import Priority
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.accounts.stand import linked, return_code


async def withheld(circle: Circle, phone: Phone, *texts: str, topic: str = "", hours: int = 0) -> None:
    """Push messages that nobody pays for; with `hours` they are useless after so long."""
    deliver, circle.database.committed = circle.database.committed, lambda outgoing: None
    for text in texts:
        async with circle.database.transaction() as session:
            screen = Screen(text, ((Button("Fine", "c:menu"),),))
            until = session.now + timedelta(hours=hours) if hours else None
            id = circle.id(phone)
            await outbox.push(session, id, screen, Priority.CHECK_IN, topic=topic, useless_at=until)
            pushed = session.outgoing[-1].id
        async with circle.database.transaction() as session:
            await held_back.hold(session, [pushed])
    circle.database.committed = deliver


async def released(circle: Circle, phone: Phone) -> list[str]:
    """What goes out of the table now, to this phone."""
    async with circle.database.transaction() as session:
        due = await outbox.due(session, phone.channel, ())
        await outbox.delivered(session, [out.id for out in due])
    return [phone.sees(out.body) and out.body["text"] for out in due]


@pytest.fixture
async def viber(circle: Circle) -> Phone:
    """A person whose free day is over."""
    phone = await circle.joins("viber")
    await phone.says("/menu")
    await circle.chat.passes(hours=25)
    return phone


async def test_one_message_that_waited_comes_as_it_is_when_the_person_writes(
    circle: Circle, viber: Phone
) -> None:
    await withheld(circle, viber, "How is it going?")
    assert await released(circle, viber) == []
    await viber.says("/menu")
    assert await released(circle, viber) == ["How is it going?"]


async def test_several_become_one_message_that_opens_each_once(circle: Circle, viber: Phone) -> None:
    await withheld(circle, viber, "The first", "The second", "The third " + "and long " * 20)
    await viber.says("/menu")
    digest = viber.screen
    assert digest.text.startswith(
        "While you were away, 3 messages came.\n\n1. The first\n2. The second\n3. The third and"
    )
    assert digest.labels == ["Open 1", "Open 2", "Open 3", "Back"]
    assert await released(circle, viber) == []
    opened = await viber.presses("Open 2")
    assert (opened.text, opened.labels) == ("The second", ["Fine"])
    await viber.presses("Open 2")
    assert "not here any more" in viber.screen.text
    await viber.presses("Open 1")
    await viber.presses("Open 3")
    async with circle.database.transaction() as session:
        assert (await held_back.backlog(session)).messages == 0


async def test_of_one_topic_the_newest_is_kept(circle: Circle, viber: Phone) -> None:
    await withheld(circle, viber, "Day 1?", "Day 3?", "Day 7?", topic="match 5")
    await withheld(circle, viber, "Of another", topic="match 6")
    await viber.says("/menu")
    assert "1. Day 7?\n2. Of another" in viber.screen.text
    assert "Day 3" not in viber.screen.text


async def test_what_is_over_or_came_too_late_is_not_told(circle: Circle, viber: Phone) -> None:
    await withheld(circle, viber, "Can you help?", hours=2)
    await withheld(circle, viber, "Of a closed match", topic="match 5")
    await withheld(circle, viber, "Still good")
    async with circle.database.transaction() as session:
        await held_back.forget_topic(session, "match 5")
    await circle.chat.passes(hours=3)
    circle.database.budget = 0
    await viber.says("/menu")
    assert await released(circle, viber) == ["Still good"]


async def test_words_of_a_talk_come_one_by_one(circle: Circle, viber: Phone) -> None:
    async with circle.database.transaction() as session:
        account = await accounts.of_person(session, circle.id(viber))
        assert account is not None
    deliver, circle.database.committed = circle.database.committed, lambda outgoing: None
    async with circle.database.transaction() as session:
        sent = [outbox.push_to(session, account, Screen(text), Priority.TALK).id for text in ("One", "Two")]
    async with circle.database.transaction() as session:
        await held_back.hold(session, sent)
    circle.database.committed = deliver
    await viber.says("/menu")
    assert await released(circle, viber) == ["One", "Two"]


async def test_with_a_telegram_chat_beside_it_nothing_is_held_back(circle: Circle, viber: Phone) -> None:
    telegram = circle.chat.person("telegram", language="en")
    await linked(viber, telegram)
    await viber.says("/menu")
    await circle.chat.passes(hours=25)
    await withheld(circle, viber, "How is it going?")
    assert (await released(circle, telegram), await released(circle, viber)) == (["How is it going?"], [])


async def test_what_is_withheld_while_the_person_writes_is_not_forgotten(
    circle: Circle, viber: Phone
) -> None:
    await viber.says(
        "/menu"
    )  # the day is free again: what was in the hands of the delivery is sent after all
    await withheld(circle, viber, "Just in time")
    assert await released(circle, viber) == ["Just in time"]


async def test_a_list_that_nobody_paid_for_is_made_anew(circle: Circle, viber: Phone) -> None:
    circle.database.budget = 0
    await withheld(circle, viber, "The first", "The second")
    circle.database.budget, deliver = 1, circle.database.committed
    circle.database.committed = lambda outgoing: None
    assert await held_messages.run(circle.database) == 1
    async with circle.database.transaction() as session:
        (listing,) = await outbox.due(session, "viber", ())
        await held_back.hold(session, [listing.id])
    circle.database.committed, circle.database.budget = deliver, 0
    await withheld(circle, viber, "The third")
    await viber.says("/menu")
    assert viber.screen.text.startswith("While you were away, 3 messages came.")
    assert await released(circle, viber) == []


async def test_somebody_elses_held_message_is_opened_by_nobody(circle: Circle, viber: Phone) -> None:
    stranger = await circle.joins("viber")
    await withheld(circle, viber, "The first", "The second")
    await viber.says("/menu")
    (first,) = [data for row in viber.screen.rows for label, data, _style in row if label == "Open 1"]
    await stranger.sends_payload(first)
    assert "not here any more" in stranger.screen.text
    assert (await viber.presses("Open 1")).text == "The first"


async def test_money_at_night_lets_nothing_go_before_the_morning(circle: Circle, viber: Phone) -> None:
    await circle.chat.passes(hours=11)  # midnight, by UTC: a new month begins so
    await withheld(circle, viber, "One", "Two")
    await circle.chat.work()
    assert (await released(circle, viber), viber.texts[1:]) == ([], [])
    await circle.chat.passes(hours=7)
    assert "1. One\n2. Two" in viber.screen.text


@pytest.mark.parametrize("named", [False, True], ids=["waiting", "named in a list"])
async def test_what_waits_on_a_lost_phone_comes_to_the_new_one_at_once(
    circle: Circle, viber: Phone, named: bool
) -> None:
    code = await return_code(viber)
    await circle.chat.passes(hours=25)
    await withheld(circle, viber, "One", "Two")
    await withheld(circle, viber, "An offer that is over by now", hours=1)
    await circle.chat.passes(hours=2) if named else None
    new = circle.chat.person("telegram", language="en")
    circle.database.budget = 0
    if not named:
        await circle.chat.passes(hours=2)
    await new.says(f"/return {code}")
    assert [text for text in new.texts if text in ("One", "Two")] == ["One", "Two"]
    assert not [text for text in new.texts if "While you were away" in text or "An offer" in text]
