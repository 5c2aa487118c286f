"""/forget: asked once, then everything about the person is gone, from every table and from the file itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from bot.clock import StoppedClock
from bot.domain.matching import Ask
from storage import audit, everything, requests
from storage.database import Database
from storage.tables import METADATA
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.accounts.stand import linked

CANARY = "kanareika-7451-verkhnii-lars"


async def forget(phone: Phone) -> None:
    await phone.says("/forget")
    await phone.presses("Delete everything")


async def all_values(database: Database) -> set[Any]:
    async with database.transaction() as session:
        return {
            value
            for table in METADATA.sorted_tables
            for row in await session.execute(select(table))
            for value in row
        }


def all_bytes(database: Database) -> bytes:
    """The database's file with its log."""
    folder = Path(str(database.engine.url.database)).parent
    return b"".join(path.read_bytes() for path in sorted(folder.glob("kolo.db*")))


async def test_it_says_what_goes_and_what_stays_and_asks_once(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/forget")
    assert "Gone at once:" in olha.screen.text
    assert "What stays:" in olha.screen.text
    assert olha.screen.labels == ["Clear this chat first", "Delete everything", "Keep it"]
    await olha.presses("Keep it")
    assert "Nothing was deleted." in olha.screen.text
    async with circle.database.transaction() as session:
        assert await everything.about(session, circle.id(olha)) != {}


async def test_erasing_oneself_again_and_again_buys_no_room_for_a_flood(chat: Chat) -> None:
    chat.dispatcher.limited = True
    olha = chat.person(language="en")
    for _time in range(6):
        await olha.says("hello")
        await forget(olha)
    assert heard(olha, "Everything about you is deleted.") == 4
    assert "In a minute the button works again." in olha.screen.text
    await chat.passes(minutes=1)
    await olha.presses("Delete everything")
    assert "Everything about you is deleted." in olha.screen.text


async def test_the_farewell_arrives_although_nothing_is_left_to_send_it_to(circle: Circle) -> None:
    for channel in ("telegram", "viber"):
        olha = await circle.joins(channel)
        await forget(olha)
        assert "Everything about you is deleted." in olha.screen.text
        assert olha.screen.labels == ["Begin again", "SOS numbers"]


async def test_no_row_anywhere_names_the_person_or_the_account(circle: Circle) -> None:
    olha, petro = await circle.helper(name="Kalyna"), await circle.helper(name="Yavir")
    await circle.matched(olha, petro)
    await olha.presses("Open the talk")
    await olha.says("good day")
    async with circle.database.transaction() as session:
        stored = await everything.about(session, circle.id(olha))
        accounts = await session.scalars(
            text("SELECT id FROM accounts WHERE person_id = :id").bindparams(id=circle.id(olha))
        )
        ids = {circle.id(olha), *accounts}
    assert len(stored) > 5
    await forget(olha)
    assert not ids & await all_values(circle.database)
    async with circle.database.transaction() as session:
        assert await everything.about(session, circle.id(petro)) != {}


async def test_typed_words_are_in_the_file_neither_before_nor_after(circle: Circle) -> None:
    """Before: sealed, so not in clear. After: not even sealed, neither in the file nor in its log."""
    if not circle.database.is_sqlite:
        return
    olha = await circle.joins(name=CANARY)
    await circle.asks(olha, Ask("documents", "documents.passport", words=CANARY))
    await olha.says("/ask")
    await olha.says(CANARY)
    async with circle.database.transaction() as session:
        rows = (await session.execute(text("SELECT profile, conversation FROM persons"))).all()
        sealed = [value for row in rows for value in row]
        sealed += (await session.scalars(text("SELECT ask FROM requests"))).all()
    before = all_bytes(circle.database)
    assert CANARY.encode() not in before
    assert olha.address.encode() not in before
    assert all(value in before for value in sealed)
    await forget(olha)
    after = all_bytes(circle.database)
    assert not [value for value in sealed if value[: len(value) // 2] in after or value[-64:] in after]


async def test_the_one_who_was_helped_hears_it_and_the_request_goes_on(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    match_id = await circle.matched(olha, petro)
    request_id = (await circle.match(match_id)).request_id
    await forget(petro)
    assert heard(olha, "Yavir cannot go on with request 1") == 1
    assert (await circle.request(request_id)).status == requests.WAITING
    oksana = await circle.helper(name="Kalynka")
    await circle.chat.work()
    assert "I can help" in oksana.screen.labels


async def test_the_one_who_helped_hears_it_and_is_free(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(capacity=1, name="Yavir")
    await circle.matched(olha, petro)
    await forget(olha)
    assert heard(petro, "Kalyna has left Kolo, and request 1 is closed.") == 1
    other = await circle.joins()
    await circle.asks(other)
    await circle.chat.work()
    assert "I can help" in petro.screen.labels


async def test_a_request_shown_to_a_helper_who_leaves_is_shown_to_the_next(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.asks(olha)
    await circle.chat.work()
    assert "I can help" in petro.screen.labels
    oksana = await circle.helper()
    await forget(petro)
    await circle.chat.work()
    assert "I can help" in oksana.screen.labels


async def test_an_offer_of_a_person_who_left_can_no_longer_be_accepted(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.asks(olha)
    await circle.chat.work()
    await forget(olha)
    await petro.presses("I can help")
    assert PAPERS.words not in petro.screen.text
    async with circle.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM matches")) == 0


async def test_words_on_their_way_to_the_other_are_stopped(circle: Circle) -> None:
    """What has arrived stays on that phone; what has not, does not arrive any more."""
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    await circle.matched(olha, petro)
    circle.database.committed = lambda outgoing: None  # the messenger is down
    await olha.presses("Open the talk")
    await olha.says(CANARY)
    async with circle.database.transaction() as session:
        waiting = await session.scalar(text("SELECT count(*) FROM outbox"))
    await olha.says("/forget")
    await olha.sends_payload(f"a:forget:{int(circle.database.clock.now().timestamp())}")
    async with circle.database.transaction() as session:
        left = (await session.scalars(text("SELECT account_id FROM outbox"))).all()
    assert waiting
    assert len(left) == 1  # that Kalyna left


async def test_an_old_button_asks_once_more(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/forget")
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=1, seconds=1))
    await olha.presses("Delete everything")
    assert "Gone at once:" in olha.screen.text
    await olha.presses("Delete everything")
    assert "Everything about you is deleted." in olha.screen.text


async def test_a_forged_moment_does_not_count(circle: Circle) -> None:
    olha = await circle.joins()
    for forged in ("", "yes", "99999999999999999", "-1", "0"):
        await olha.sends_payload(f"a:forget:{forged}")
        assert "Gone at once:" in olha.screen.text


async def test_whoever_begins_again_is_somebody_new(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await forget(olha)
    await olha.presses("Begin again")
    async with circle.database.transaction() as session:
        (person,) = (await session.execute(text("SELECT id, consent FROM persons"))).all()
    assert person.id != circle.id(olha)
    assert person.consent == 0


async def test_it_works_before_consent_and_in_words(chat: Chat) -> None:
    olha = chat.person("viber", language="en")
    await olha.says("delete everything")
    await olha.presses("Delete everything")
    assert "Everything about you is deleted." in olha.screen.text


async def test_the_end_of_a_talk_by_it_is_in_the_audit_whoever_of_the_two_leaves(circle: Circle) -> None:
    for leaves in ("asks", "helps"):
        olha, petro = await circle.joins(), await circle.helper()
        match = await circle.match(await circle.matched(olha, petro))
        await forget(olha if leaves == "asks" else petro)
        if leaves == "asks":
            await forget(petro)
        async with circle.database.transaction() as session:
            acts = [entry.act for entry in await audit.about(session, [f"talk {match.number}"])]
        assert acts == ["part", "pair"], leaves


async def test_all_chats_of_the_person_are_told(circle: Circle) -> None:
    olha, viber = await circle.joins(), circle.chat.person("viber", language="en")
    await linked(olha, viber)
    await forget(viber)
    for phone in (olha, viber):
        assert "Everything about you is deleted." in phone.screen.text
    assert {olha.address, viber.address}.isdisjoint(map(str, await all_values(circle.database)))
    async with circle.database.transaction() as session:
        assert await everything.about(session, circle.id(olha)) == {}
