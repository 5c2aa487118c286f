"""What waits in memory: in order for each account, with room for what is urgent whatever else waits."""

import pytest

from bot.queues import MOST, MOST_PATIENT, Queues
from storage.accounts import Account
from storage.outbox import Outgoing, Priority
from tests.conftest import NOON


def message(id: int, priority: Priority, account: int = 1) -> Outgoing:
    return Outgoing(id, Account(account, account, "telegram", str(account)), priority, NOON, {"text": "x"})


def full(priority: Priority, count: int) -> Queues:
    queues = Queues()
    for id in range(count):
        queues.hold(message(id, priority, account=id))
    return queues


def test_the_most_urgent_goes_first_and_of_the_same_the_oldest() -> None:
    queues = Queues()
    for id, priority in enumerate((Priority.BULK, Priority.REPLY, Priority.CRISIS, Priority.REPLY)):
        queues.hold(message(id, priority))
    order = []
    while queues.ready(()):
        order.append(queues.head(1).id)
        queues.drop(queues.head(1))
    assert order == [2, 1, 3, 0]


def test_urgent_words_to_another_account_go_before_an_announcement() -> None:
    queues = Queues()
    queues.hold(message(1, Priority.BULK, account=1))
    queues.hold(message(2, Priority.CRISIS, account=2))
    assert [account for _priority, _id, account in queues.ready(())] == [2, 1]
    assert [account for _priority, _id, account in queues.ready({2})] == [1]


@pytest.mark.parametrize("urgent", [Priority.CRISIS, Priority.TALK, Priority.REPLY])
def test_a_flood_of_announcements_takes_no_place_of_others(urgent: Priority) -> None:
    queues = full(Priority.BULK, MOST_PATIENT)
    assert not queues.fits(message(-1, Priority.BULK))
    assert not queues.fits(message(-1, Priority.CHECK_IN))
    assert queues.fits(message(-1, urgent))
    assert [room for _kinds, _held, room in queues.wanted()] == [500, 500, 0]


def test_danger_to_life_always_has_a_place() -> None:
    queues = full(Priority.REPLY, MOST)
    assert not queues.fits(message(-1, Priority.REPLY))
    assert queues.fits(message(-1, Priority.CRISIS))
    assert [room for _kinds, _held, room in queues.wanted()] == [500, 0, 500]


def test_what_ended_makes_room_again() -> None:
    queues = full(Priority.BULK, MOST_PATIENT)
    queues.ended(range(MOST_PATIENT))
    assert not queues
    assert queues.fits(message(-1, Priority.BULK))


def test_the_same_message_is_held_once() -> None:
    queues = Queues()
    queues.hold(message(1, Priority.BULK))
    queues.hold(message(1, Priority.BULK))
    queues.drop(queues.head(1))
    assert queues.ready(()) == []
