"""Between the plan and the asking things happen: what was planned is done only if every hard rule still holds."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.dispatch import Dispatcher
from bot.domain.matching import Ask
from bot.incoming import Incoming
from bot.tasks import start, stop
from jobs import offers as job
from jobs.offers import asking
from storage import offers, pair_rules, requests
from storage.offers import Offer
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard

URGENT = replace(PAPERS, urgency="now")
ASKED = "Can you help?"


async def ask(circle: Circle, chosen: Mapping[int, tuple[int, ...]]) -> list[bool]:
    """Ask as it was planned some time ago."""
    done = []
    for request_id in chosen:
        async with circle.database.transaction() as session:
            done.append(await asking.ask(session, request_id, chosen))
    return done


async def held(circle: Circle, *request_ids: int) -> list[Offer]:
    """The offers that wait."""
    async with circle.database.transaction() as session:
        return [offer for id in request_ids for offer in await offers.of_request(session, id, *offers.HELD)]


async def requests_of(circle: Circle, count: int, ask: Ask = PAPERS) -> list[int]:
    """Requests of different people."""
    return [await circle.asks(await circle.joins(), ask) for _person in range(count)]


async def test_two_plans_do_not_ask_one_helper_two_questions_at_once(circle: Circle) -> None:
    petro = await circle.helper(capacity=2)
    one, other = await requests_of(circle, 2)
    assert await ask(circle, {one: (circle.id(petro),)}) == [True]
    assert await ask(circle, {other: (circle.id(petro),)}) == [False]


async def test_who_said_no_meanwhile_is_not_asked_again(circle: Circle) -> None:
    petro = await circle.helper()
    (request_id,) = await requests_of(circle, 1)
    chosen = {request_id: (circle.id(petro),)}
    await ask(circle, chosen)
    await circle.chat.settle()
    await petro.presses("Not now")
    assert await ask(circle, chosen) == [False]


async def test_a_pair_that_was_forbidden_meanwhile_is_not_made(circle: Circle) -> None:
    petro = await circle.helper()
    (request_id,) = await requests_of(circle, 1)
    async with circle.database.transaction() as session:
        await pair_rules.put(session, request_id, circle.id(petro), pair_rules.FORBIDDEN)
    assert await ask(circle, {request_id: (circle.id(petro),)}) == [False]


async def test_whom_a_moderator_asked_meanwhile_is_waited_for(circle: Circle) -> None:
    petro, vira = await circle.helper(), await circle.helper()
    (request_id,) = await requests_of(circle, 1, URGENT)
    await circle.chat.desk().says("/assign 1 1")
    assert await ask(circle, {request_id: (circle.id(vira),)}) == [False]
    assert [offer.helper_id for offer in await held(circle, request_id)] == [circle.id(petro)]


async def test_two_replicas_that_look_at_once_ask_each_helper_one_question(circle: Circle) -> None:
    for _helper in range(3):
        await circle.helper(capacity=2)
    ids = await requests_of(circle, 5)
    await asyncio.gather(*(job.run(circle.database) for _replica in range(3)))
    waiting = await held(circle, *ids)
    assert len(waiting) == len({offer.helper_id for offer in waiting}) == 3
    assert len({offer.request_id for offer in waiting}) == 3


def press(phone: Phone, label: str, key: str) -> Incoming:
    """The press of the newest button that is called so."""
    message = phone.screen
    data = next(data for row in message.rows for said, data, _style in row if said == label)
    return Incoming(
        phone.channel, key, phone.address, "press", data, message=message.id, sender=phone.address
    )


async def test_of_two_who_accept_at_the_same_moment_one_helps_and_the_other_hears_it(
    circle: Circle,
) -> None:
    phones = [await circle.helper() for _helper in range(2)]
    (request_id,) = await requests_of(circle, 1, URGENT)
    await ask(circle, {request_id: tuple(circle.id(phone) for phone in phones)})
    await circle.chat.settle()
    assert [heard(phone, ASKED) for phone in phones] == [1, 1]
    replicas = [Dispatcher(circle.database, lambda event: False) for _phone in phones]
    workers = [start(replica.run(), "replica") for replica in replicas]
    presses = [press(phone, "I can help", f"at-once-{phone.address}") for phone in phones]
    await asyncio.gather(
        *(replica.receive(event) for replica, event in zip(replicas, presses, strict=True)),
        job.run(circle.database),
    )
    await stop(*workers)
    await circle.chat.settle()
    async with circle.database.transaction() as session:
        made = await offers.of_request(session, request_id)
    assert sorted(offer.status for offer in made) == ["accepted", "withdrawn"]
    assert (await circle.request(request_id)).status == requests.MATCHED
    assert sum(heard(phone, "✓ you are helping") for phone in phones) == 1
    assert sum(heard(phone, "already with somebody") for phone in phones) == 1


async def test_accepts_of_different_requests_at_the_same_moment_all_count(circle: Circle) -> None:
    """Each locks its own request and then wakes all others: PostgreSQL ends one of two that wait for each other."""
    phones = [await circle.helper(capacity=1) for _helper in range(4)]
    ids = await requests_of(circle, 4, URGENT)
    pairs = dict(zip(ids, phones, strict=True))
    await ask(circle, {id: (circle.id(phone),) for id, phone in pairs.items()})
    await circle.chat.settle()
    replicas = [Dispatcher(circle.database, lambda event: False) for _phone in phones]
    workers = [start(replica.run(), "replica") for replica in replicas]
    presses = [press(phone, "I can help", f"at-once-{phone.address}") for phone in phones]
    await asyncio.gather(*(replica.receive(event) for replica, event in zip(replicas, presses, strict=True)))
    await stop(*workers)
    assert {(await circle.request(id)).status for id in ids} == {requests.MATCHED}
