"""Cards and what people say of them: each word once, one text a language, and the search follows what is written."""

import asyncio

import pytest

from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import Facts, Story
from storage import card_marks, card_texts, cards, known_cards, persons
from storage.card_marks import OTHERWISE, WORKED, Marks
from storage.cards import Card
from storage.database import Database

MONEY = Content("Money for a translation", ("Ask for the refusal in writing",))
QUEUE = Content("A queue at the pension fund", ("Come at seven in the morning",))


async def written(database: Database, content: Content = MONEY, shown: bool = True) -> Card:
    async with database.transaction() as session:
        card = await cards.add(session, Facts("UA-21"))
        await card_texts.put(session, card.id, "en", content)
        await cards.show(session, card.id, shown)
        return card


async def person(database: Database, address: str) -> int:
    async with database.transaction() as session:
        return (await persons.welcome(session, "telegram", address, "uk")).person.id


async def found(database: Database, words: str) -> list[int]:
    async with database.transaction() as session:
        return [one.card.id for one in await known_cards.nearest(session, Story(words=words))]


async def test_of_each_person_the_latest_word_counts_once_however_many_press_at_the_same_time(
    database: Database,
) -> None:
    card = await written(database)
    ids = [await person(database, str(n)) for n in range(4)]

    async def says(person_id: int, said: str) -> bool:
        async with database.transaction() as session:
            return await card_marks.say(session, card.id, person_id, said)

    presses = [says(id, WORKED) for id in ids for _time in range(3)]
    assert sum(await asyncio.gather(*presses)) == 4
    assert await says(ids[0], OTHERWISE)
    async with database.transaction() as session:
        marks = (await card_marks.counted(session, [card.id]))[card.id]
        now = session.now
    assert marks == Marks(3, 1, now)


async def test_moderators_hear_once_of_a_person(database: Database) -> None:
    card, id = await written(database), await person(database, "1")
    async with database.transaction() as session:
        await card_marks.say(session, card.id, id, OTHERWISE)

    async def alerts() -> bool:
        async with database.transaction() as session:
            return await card_marks.alert(session, card.id, id)

    assert sum(await asyncio.gather(*(alerts() for _time in range(4)))) == 1


async def test_two_who_write_the_same_language_at_once_leave_one_text(database: Database) -> None:
    card = await written(database)

    async def writes(title: str) -> None:
        async with database.transaction() as session:
            await card_texts.put(session, card.id, "uk", Content(title, ("Step",)))

    await asyncio.gather(*(writes(f"Title {n}") for n in range(4)))
    async with database.transaction() as session:
        texts = await card_texts.of_card(session, card.id)
    assert set(texts) == {"en", "uk"}
    assert texts["uk"].title.startswith("Title")


async def test_the_search_follows_what_is_written_hidden_and_written_anew(database: Database) -> None:
    money, queue = await written(database), await written(database, QUEUE)
    assert (await found(database, "money for translations"))[0] == money.id
    async with database.transaction() as session:
        await cards.show(session, queue.id, False)
    assert queue.id not in await found(database, "the queue at the pension fund")
    url = database.engine.url.render_as_string(hide_password=False)
    other = Database(url, database.vault, database.clock)
    await known_cards.fill(other)
    assert len(other.known_cards) == 2
    async with database.transaction() as session:
        await card_texts.put(session, money.id, "en", QUEUE)
    assert await found(other, "the queue at the pension fund") == [money.id]
    await other.close()


async def test_while_all_is_being_read_nobody_waits_for_it(database: Database) -> None:
    await written(database)
    database.known_cards.filling = True
    assert await found(database, "money for translations") == []
    await known_cards.fill(database)
    assert len(await found(database, "money for translations")) == 1


async def test_what_was_undone_is_not_found_in_the_place_of_what_came_after(database: Database) -> None:
    with pytest.raises(ConnectionError):
        await _written_and_undone(database)
    card = await written(database, QUEUE)
    assert await found(database, "the queue at the pension fund") == [card.id]
    assert await found(database, "money for translations") == []


async def _written_and_undone(database: Database) -> None:
    async with database.transaction() as session:
        card = await cards.add(session, Facts())
        await card_texts.put(session, card.id, "en", MONEY)
        await cards.show(session, card.id, True)
        assert await known_cards.nearest(session, Story(words="money for translations")) == []
        raise ConnectionError
