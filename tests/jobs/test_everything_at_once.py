"""Presses, departures, a group that closes and the jobs of two replicas, all at one moment: nothing is done twice."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.clock import StoppedClock
from bot.dispatch import Dispatcher
from bot.domain import trust
from bot.incoming import Incoming
from bot.tasks import start, stop
from jobs import offers as job
from storage import groups, matches, offers, requests
from storage.matches import MatchRow
from storage.offers import OfferRow
from storage.requests import RequestRow
from tests.chat import Phone
from tests.circle import PAPERS, Circle

REPLICAS = 4
URGENT = replace(PAPERS, urgency="now")


def press(phone: Phone, label: str) -> Incoming | None:
    """The press of the newest button that is called so, if there is one."""
    for message in reversed(phone.messages):
        for row in message.rows:
            for said, data, _style in row:
                if said == label:
                    return sends(phone, data, message.id)
    return None


def sends(phone: Phone, data: str, message: str = "") -> Incoming:
    """What a button of this phone sends."""
    key = f"at-once-{phone.address}-{data}"
    return Incoming(
        "telegram", key, phone.address, "press", data, message=message, sender=phone.sender or phone.address
    )


async def crowd(circle: Circle) -> list[Incoming]:
    """People in the middle of everything, and what they all do next."""
    desk = circle.chat.desk()
    members = [await circle.helper(capacity=2) for _helper in range(6)]
    askers = [await circle.joins() for _asker in range(6)]
    group = await circle.group("Tbilisi", *members[:2], *askers[:2])
    async with circle.database.transaction() as session:
        await groups.change(session, group.id, mode=trust.CONFIRMED)
        for asker in askers[:2]:
            await requests.add(session, circle.id(asker), "en", group.id, PAPERS, held=False)
    ids = [await circle.asks(asker, URGENT) for asker in askers[2:]]
    await circle.chat.work()
    events = [press(member, "Not now" if i == 1 else "I can help") for i, member in enumerate(members)]
    for phone in (members[2], askers[5]):
        await phone.says("/forget")
        events.append(press(phone, "Delete everything"))
    events += [sends(askers[4], f"a:drop-request:{ids[2]}"), press(desk, "Yes, ask")]
    await desk.sends("press", text="a:m-end-group:1", press="p", sender="8")
    agree = desk.screen.rows[0][0][1]
    events += [
        sends(desk, agree),
        sends(desk, f"a:m-assign:{4}-{4}"),
        sends(desk, "a:m-forbid:3-4"),
    ]
    return [event for event in events if event is not None]


@pytest.mark.parametrize("_round", range(3))
async def test_nothing_is_done_twice_and_nobody_is_left_behind(circle: Circle, _round: int) -> None:
    events = await crowd(circle)
    replicas = [Dispatcher(circle.database, lambda event: False) for _replica in range(REPLICAS)]
    workers = [start(replica.run(), "replica") for replica in replicas]
    with capture_logs() as logs:
        received = (replicas[i % REPLICAS].receive(event) for i, event in enumerate(events))
        await asyncio.gather(*received, *(job.run(circle.database) for _replica in range(2)))
        await job.run(circle.database)
    await stop(*workers)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    async with circle.database.transaction() as session:
        state = {row.id: row.status for row in await session.scalars(select(RequestRow))}
        active = list(await session.scalars(select(MatchRow).where(MatchRow.status == matches.ACTIVE)))
        held = list(await session.scalars(select(OfferRow).where(OfferRow.status.in_(offers.HELD))))
    together = Counter(match.request_id for match in active)
    assert together == Counter(id for id, status in state.items() if status == requests.MATCHED)
    assert all(state[offer.request_id] == requests.WAITING for offer in held)
    assert len(held) == len({(offer.request_id, offer.helper_id) for offer in held})
    taken = Counter([match.helper_id for match in active] + [offer.helper_id for offer in held])
    assert max(taken.values()) <= 2, "places of a helper"
    assert max(Counter(offer.request_id for offer in held).values(), default=0) <= 3


async def test_a_yes_in_the_moment_when_the_time_is_over_counts_or_is_late_but_never_both(
    circle: Circle,
) -> None:
    phones = [await circle.helper(capacity=1) for _helper in range(4)]
    for _phone in phones:
        await circle.asks(await circle.joins(), URGENT)
    await circle.chat.work()
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=1))
    events = [event for phone in phones if (event := press(phone, "I can help")) is not None]
    replicas = [Dispatcher(circle.database, lambda event: False) for _replica in events]
    workers = [start(replica.run(), "replica") for replica in replicas]
    with capture_logs() as logs:
        received = (replica.receive(event) for replica, event in zip(replicas, events, strict=True))
        await asyncio.gather(*(job.run(circle.database) for _replica in range(2)), *received)
    await stop(*workers)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    async with circle.database.transaction() as session:
        matched = {row.request_id for row in await session.scalars(select(MatchRow))}
        rows = list(await session.scalars(select(OfferRow)))
    accepted = [offer.request_id for offer in rows if offer.status == offers.ACCEPTED]
    assert len(accepted) == len(set(accepted))
    assert set(accepted) == matched
    assert not [offer for offer in rows if offer.status in offers.HELD and offer.request_id in matched]
