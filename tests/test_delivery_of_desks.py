"""Boards and alerts on their way to a moderators' chat, past a real channel to the emulated messenger."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.channels.telegram.sending import TelegramChannel
from bot.clock import StoppedClock
from bot.delivery import Delivery
from bot.domain.alerts import STREAMS
from bot.sandbox.phones import Bubble, Phone
from bot.screens import Screen
from bot.tasks import start, stop
from handlers.moderators import alerts, board as of_desk
from jobs import board, topics
from storage import accounts, desk_topics, desks, groups, outbox
from storage.database import Database
from tests.channels.telegram.test_sending import close
from tests.machine import PATIENCE
from tests.sandbox.telegram_api.stand import TOKEN, Stand, standing


@dataclass
class Desk:
    """A moderators' chat on a phone, the bot's database, and the emulated messenger between them."""

    stand: Stand
    database: Database
    channel: TelegramChannel
    delivery: Delivery
    phone: Phone

    async def looks(self, seconds: int = 11) -> None:
        """Let the job look, and what it says arrive."""
        assert isinstance(self.database.clock, StoppedClock)
        self.database.clock.jump(timedelta(seconds=seconds))
        await board.run(self.database)
        await self.settled()

    async def settled(self) -> None:
        """Wait until all that is due has arrived and is written down."""
        await self.delivery.look()
        await until(lambda: self.delivery.is_idle)
        await self.delivery.look()
        await until(lambda: self.delivery.is_idle)

    async def without_coordinator(self) -> None:
        """An alert of the stream "people"."""
        async with self.database.transaction() as session:
            await alerts.coordinator_left(session, await groups.add(session, "Batumi", "GE"))
        await self.settled()

    async def opens_topics(self) -> int:
        """Let the job open topics."""
        return await topics.run(self.database, {"telegram": self.channel.open_topic})

    @property
    def boards(self) -> list[Bubble]:
        """What is pinned and not deleted."""
        return [bubble for bubble in self.phone.bubbles if bubble.pinned and not bubble.deleted]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with standing() as stand:
        phone = stand.api.new_group("Команда", ["Леся"])
        async with database.transaction() as session:
            await desks.appoint(session, [phone.chat_id])
            (account,) = await desks.every(session)
            await accounts.speak(session, account.id, "en")
        channel = TelegramChannel(TOKEN, stand.url)
        delivery = Delivery(database, channel)
        database.committed = delivery.hand_over
        sending = start(delivery.run(), "delivery")
        yield Desk(stand, database, channel, delivery, phone)
        await delivery.drain(5)
        await stop(sending)
        await close(channel)
        assert not stand.api.violations


async def test_the_board_is_pinned_once_and_then_rewritten_in_place(desk: Desk) -> None:
    await desk.looks()
    (first,) = desk.boards
    await desk.without_coordinator()
    await desk.looks()
    assert [bubble.id for bubble in desk.boards] == [first.id]
    assert "Alerts, nobody has them: 1" in first.text


async def test_a_board_that_somebody_deleted_is_posted_and_pinned_anew(desk: Desk) -> None:
    await desk.looks()
    (first,) = desk.boards
    await desk.stand.call("deleteMessage", chat_id=desk.phone.chat_id, message_id=int(first.id))
    await desk.without_coordinator()
    await desk.looks()
    (second,) = desk.boards
    assert second.id != first.id


async def test_a_bot_that_may_not_pin_says_so_on_the_board_and_pins_when_it_may(desk: Desk) -> None:
    desk.stand.api.allow(desk.phone.id, "can_pin_messages", False)
    await desk.looks()
    await desk.looks()
    (shown,) = [bubble for bubble in desk.phone.bubbles if bubble.text.startswith("The board")]
    assert "cannot be pinned" in shown.text
    desk.stand.api.allow(desk.phone.id, "can_pin_messages", True)
    async with desk.database.transaction() as session:
        (account,) = await desks.every(session)
        await of_desk.bring_up(session, account, anew=True)
    await desk.settled()
    await desk.looks()
    (pinned,) = desk.boards
    assert "cannot be pinned" not in pinned.text


async def test_alerts_come_into_the_topic_of_their_stream(desk: Desk) -> None:
    assert await desk.opens_topics() == 0, "a plain group has none"
    desk.stand.api.open_topics(desk.phone.id)
    assert await desk.opens_topics() == len(STREAMS)
    assert await desk.opens_topics() == 0
    await desk.without_coordinator()
    assert desk.phone.bubbles[-1].topic == "People and groups"


async def test_without_its_topic_an_alert_comes_into_the_general_place_and_the_topic_is_opened_anew(
    desk: Desk,
) -> None:
    desk.stand.api.open_topics(desk.phone.id)
    await desk.opens_topics()
    desk.stand.api.delete_topics(desk.phone.id)
    await desk.without_coordinator()
    assert desk.phone.bubbles[-1].topic == ""
    assert "no coordinator" in desk.phone.bubbles[-1].text
    async with desk.database.transaction() as session:
        (account,) = await desks.every(session)
        assert await desk_topics.thread(session, account.id, "people") == ""
    assert await desk.opens_topics() == 1


async def test_a_bot_that_may_open_no_topics_says_so_on_the_board_and_loses_no_alert(desk: Desk) -> None:
    desk.stand.api.open_topics(desk.phone.id)
    desk.stand.api.allow(desk.phone.id, "can_manage_topics", False)
    assert await desk.opens_topics() == 0
    await desk.without_coordinator()
    assert "no coordinator" in desk.phone.bubbles[-1].text
    await desk.looks()
    assert "may not open any" in desk.boards[0].text


async def test_an_alert_that_is_deleted_in_the_chat_is_not_posted_again_when_it_closes(desk: Desk) -> None:
    await desk.without_coordinator()
    (alert,) = desk.phone.bubbles
    await desk.stand.call("deleteMessage", chat_id=desk.phone.chat_id, message_id=int(alert.id))
    async with desk.database.transaction() as session:
        group = await groups.by_number(session, 1)
        assert group is not None
        await groups.close(session, group.id)
    await desk.looks()
    assert not any("closed" in bubble.text for bubble in desk.phone.bubbles)


async def test_a_message_beside_the_board_goes_out_all_the_same(desk: Desk) -> None:
    await desk.looks()
    async with desk.database.transaction() as session:
        (account,) = await desks.every(session)
        outbox.push_to(session, account, Screen("Good morning"))
    await desk.settled()
    assert desk.phone.bubbles[-1].text == "Good morning"
