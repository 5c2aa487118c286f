"""/contacts and /verify: what may be shown, what is too old, and that a moderator's check makes it fresh."""

from datetime import timedelta

import pytest

from bot.domain import catalogue, contacts
from storage import contact_checks
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand
from tests.handlers.moderators.test_request_list import listed


def test_every_contact_has_a_number_of_its_own() -> None:
    numbers = [one.number for one in contacts.CONTACTS]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) == 1


@pytest.mark.parametrize(
    "words, says",
    [
        ("ukraine emergency", "Ukraine\nEmergency"),
        ("україна підтримки", "Ukraine"),
        ("hidden", "never shown"),
    ],
)
async def test_words_narrow_the_list(chat: Chat, desk: Phone, words: str, says: str) -> None:
    await desk.says(f"/contacts {words}")
    assert says in desk.screen.text
    assert listed(desk)


async def test_what_is_too_old_is_named_first_until_it_is_verified(chat: Chat, desk: Phone) -> None:
    await desk.says("/contacts")
    assert "too old" not in desk.screen.text
    chat.database.clock.jump(contacts.STALE_AFTER + timedelta(days=1))
    await desk.says("/contacts old")
    first = listed(desk)[0]
    before = desk.screen.text
    assert "are too old and wait for /verify" in before
    await desk.says(f"/verify {first} called it answers in Ukrainian")
    assert desk.screen.text.startswith("Verified today.")
    assert "Called: it answers\nit answers in Ukrainian" in desk.screen.text
    await desk.says("/contacts old")
    assert first not in listed(desk)


async def test_a_verified_contact_is_shown_again_beside_a_request(chat: Chat, desk: Phone) -> None:
    kind = catalogue.subneed("documents.passport")
    today = (chat.database.clock.now() + contacts.STALE_AFTER + timedelta(days=1)).date()
    fresh = contacts.for_subneed(kind, "UA")
    assert fresh
    assert not contacts.for_subneed(kind, "UA", today=today)
    shown = contacts.for_subneed(kind, "UA", today=today, verified={fresh[0].id: today})
    assert shown == fresh[:1]


async def test_a_card_shows_sources_and_how_it_was_verified(chat: Chat, desk: Phone) -> None:
    await desk.says("/verify 1")
    for told in (
        "Contact 1\nEmergency number 112",
        "Sources:",
        "from stored pages",
        "State: shown to people",
    ):
        assert told in desk.screen.text
    await desk.presses("Read on its page")
    assert "Read on its page" in desk.screen.text
    await desk.presses("Read on its page")
    assert desk.screen.text.startswith("This is done already.")
    assert (await stand.acts(chat)).count("verify contact 1") == 1


async def test_the_source_of_a_check_lies_sealed(chat: Chat, desk: Phone) -> None:
    await desk.says("/verify 2 сказали the duty officer")
    async with chat.database.transaction() as session:
        row = await session.get(contact_checks.ContactCheckRow, contacts.CONTACTS[1].id)
        assert row is not None
        assert b"duty officer" not in (row.source or b"")
        assert (await contact_checks.every(session))[row.contact].source == "the duty officer"
