"""Keeping: what is old is forgotten, what is still needed is not, and one kind that fails keeps nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.clock import StoppedClock
from bot.domain.matching import Ask
from bot.incoming import Incoming
from bot.screens import Screen
from jobs import keeping
from storage import groups, held_back, inbox, media, outbox, persons, quarantine, requests, talk_messages
from storage.database import Database
from storage.matches import MatchRow
from storage.requests import RequestRow
from tests.chat import Phone
from tests.circle import Circle, heard

EVENT = Incoming("telegram", "update 1", "1001", "words", "hello")


async def fill(database: Database) -> int:
    """One of each kind; return the person's id."""
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "1001", "uk")).person
        await inbox.fresh(session, [EVENT])
        await quarantine.add(session, "telegram", "code", "ValueError", b"{}")
        group = await groups.add(session, "Tbilisi", "GE")
        await groups.invite(session, group.id, "a" * 22)
        await media.add(session, 1, person.id, "photo", "telegram", "file")
        return person.id


async def left(database: Database) -> tuple[bool, int, bool, bool]:
    """Whether the event is still known, how much is in quarantine, whether invitation and photo are there."""
    async with database.transaction() as session:
        known = not await inbox.fresh(session, [EVENT])
        invited = await groups.invited_to(session, "a" * 22) is not None
        state, _body = await media.body(session, 1)
        return known, await quarantine.count(session), invited, state != media.FAILED


@pytest.mark.parametrize(
    "days, expected",
    [
        (1, (True, 1, True, True)),
        (4, (False, 1, True, False)),
        (8, (False, 0, True, False)),
        (91, (False, 0, False, False)),
    ],
)
async def test_each_kind_is_kept_for_its_time(
    database: Database, clock: StoppedClock, days: int, expected: tuple[bool, int, bool, bool]
) -> None:
    await fill(database)
    clock.jump(timedelta(days=days))
    await keeping.run(database)
    assert await left(database) == expected


async def test_the_photo_of_a_waiting_request_is_kept_and_forgotten_later(
    database: Database, clock: StoppedClock
) -> None:
    person_id = await fill(database)
    async with database.transaction() as session:
        ask = Ask("documents", "documents.passport", media=1, media_kind="photo")
        number = await requests.add(session, person_id, "uk", 0, ask, held=True)
        request = await requests.by_number(session, number)
        assert request is not None
    for _day in range(10):
        clock.jump(timedelta(days=1))
        assert await keeping.run(database) == 0
    async with database.transaction() as session:
        assert (await media.body(session, 1))[0] == media.NEW
        await requests.move(session, request.id, (requests.HELD,), requests.CLOSED)
    clock.jump(timedelta(days=4))
    assert await keeping.run(database) == 1


async def test_a_request_that_does_not_open_keeps_no_photo_for_ever(
    database: Database, clock: StoppedClock
) -> None:
    person_id = await fill(database)
    async with database.transaction() as session:
        ask = Ask("documents", "documents.passport")
        await requests.add(session, person_id, "uk", 0, ask, held=True)
        await session.execute(update(RequestRow).values(ask=b"damaged" * 9))
    clock.jump(timedelta(days=4))
    assert await keeping.run(database) == 1


async def test_one_kind_that_fails_does_not_keep_the_others(
    database: Database, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(session: object) -> int:
        raise OSError("disk")

    monkeypatch.setattr(keeping, "FORGETS", (broken, *keeping.FORGETS))
    await fill(database)
    clock.jump(timedelta(days=91))
    await keeping.run(database)
    assert await left(database) == (False, 0, False, False)


def test_everything_with_an_end_is_among_what_is_forgotten() -> None:
    assert {inbox.forget_old, quarantine.forget_old, talk_messages.forget_old} < set(keeping.FORGETS)


async def kept_back(circle: Circle) -> tuple[Phone, int]:
    """Words that nothing pays for, hour after hour; return the phone of their author and the match."""
    olha, petro = await circle.joins(), await circle.helper("viber")
    match_id = await circle.matched(olha, petro)
    await olha.sends_payload(f"a:talk:{match_id}")
    deliver, circle.database.committed = circle.database.committed, lambda outgoing: None
    await olha.says("at five at the corner")
    circle.database.committed = deliver
    async with circle.database.transaction() as session:
        waiting = [message.id for message in await outbox.due(session, "viber", ())]
        await held_back.hold(session, waiting, refused=True)
    return olha, match_id


async def test_words_that_nobody_could_be_given_are_gone_after_three_days_and_their_author_hears_so(
    circle: Circle,
) -> None:
    olha, _match_id = await kept_back(circle)
    await circle.chat.passes(hours=71)
    assert not heard(olha, "did not arrive")
    await circle.chat.passes(hours=2)
    assert heard(olha, "did not arrive within three days") == 1
    async with circle.database.transaction() as session:
        assert await outbox.backlog(session) == (0, 0)


async def test_words_go_in_time_even_when_their_author_cannot_be_told(circle: Circle) -> None:
    _olha, match_id = await kept_back(circle)
    async with circle.database.transaction() as session:
        (await session.get_one(MatchRow, match_id)).helper_name = b"damaged"
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=73))
    await keeping.run(circle.database)
    async with circle.database.transaction() as session:
        assert await outbox.backlog(session) == (0, 0)
        assert not await talk_messages.undelivered(session)


async def test_what_a_messenger_refused_for_good_is_not_kept_for_ever(
    database: Database, clock: StoppedClock
) -> None:
    async with database.transaction() as session:
        account = (await persons.welcome(session, "telegram", "1001", "uk")).account
        refused = outbox.push_to(session, account, Screen("words")).id
    async with database.transaction() as session:
        await outbox.park(session, [refused])
    clock.jump(timedelta(hours=73))
    await keeping.run(database)
    async with database.transaction() as session:
        assert await outbox.backlog(session) == (0, 0)
