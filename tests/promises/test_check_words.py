"""A copy of the bot, and a caller who pretends, do not know what the real Kolo shows: also when they ask it.

A copy has the program, an account of its own at the real Kolo, and passes on what it reads there. It has not the keys.
What it can do, and is said in docs/decisions/0036: pass one word of the paper a day and account.
"""

import re

import pytest

from bot.data_keys import new_key, read_key
from bot.domain import check_words
from storage import check_keys, persons
from storage.check_keys import OWN
from storage.crypto import CannotOpen, Vault
from storage.database import Database
from tests.chat import Chat, Phone

WORDS = re.compile(r"Your words: (\w+), (\w+)\.")
NUMBER = re.compile(r"today: (\d{6})\. They have to answer: (\w+)\.")


async def own(phone: Phone) -> tuple[str, ...]:
    """The words that a person is shown."""
    found = WORDS.search((await phone.says("/real")).text)
    assert found is not None
    return found.groups()


async def caller(phone: Phone) -> tuple[str, ...]:
    """The number for a caller, and what they have to answer."""
    await phone.says("/real")
    found = NUMBER.search((await phone.presses("Somebody calls me")).text)
    assert found is not None
    return found.groups()


async def test_a_copy_that_asks_the_real_one_reads_its_own_words_and_not_the_persons(chat: Chat) -> None:
    olha = await own(chat.person(language="en"))
    copies = [await own(chat.person(language="en")) for _account in range(50)]
    assert copies.count(olha) <= 1  # chance: one of 35,000


async def test_a_caller_cannot_learn_from_their_own_chat_what_to_answer(chat: Chat) -> None:
    number, _answer = await caller(chat.person(language="en"))
    for _account in range(50):
        other, _theirs = await caller(chat.person(language="en"))
        assert other != number


async def test_who_has_the_program_and_not_the_keys_draws_other_words(chat: Chat, database: Database) -> None:
    olha = chat.person(language="en")
    shown = await own(olha)
    async with database.transaction() as session:
        arrival = (await persons.arrive(session, "telegram", [olha.address]))[olha.address]
        key = await check_keys.key(session, OWN)
    drawn = [check_words.own(read_key(new_key()), arrival.person.id) for _key in range(50)]
    assert tuple(word.en for word in check_words.own(key, arrival.person.id)) == shown
    assert [tuple(word.en for word in each) for each in drawn].count(shown) <= 1


async def test_a_stolen_database_without_the_key_holds_no_words(chat: Chat, database: Database) -> None:
    await own(chat.person(language="en"))
    async with database.transaction() as session:
        session.vault = Vault((read_key(new_key()),))
        with pytest.raises(CannotOpen):
            await check_keys.key(session, OWN)


async def test_a_copy_with_an_account_reads_one_word_of_the_paper_a_day(chat: Chat) -> None:
    copy = chat.person(language="en")
    read = set()
    for number in range(1, check_words.PLACES + 1):
        await copy.sends_payload(f"a:real:{number}")
        read |= set(re.findall(r"Today number \d is: (\w+)", copy.screen.text))
    assert len(read) == 1


async def test_a_copy_that_erases_itself_in_between_reads_no_more(chat: Chat) -> None:
    copy = chat.person(language="en")
    read = set()
    for number in range(1, 5):
        await copy.sends_payload(f"a:real:{number}")
        read |= set(re.findall(r"Today number \d is: (\w+)", copy.screen.text))
        await copy.says("/forget")
        await copy.presses("Delete everything")
    assert "Everything about you is deleted." in copy.screen.text
    assert len(read) == 1
