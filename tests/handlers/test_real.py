"""/real: what a person is shown to know the bot by, before consent too."""

from bot.domain import check_words
from bot.domain.authority import clock
from storage import check_keys
from storage.check_keys import PAPER
from tests.chat import Chat, Phone


async def today(chat: Chat) -> tuple[str, ...]:
    """The words of today, in English."""
    async with chat.database.transaction() as session:
        key = await check_keys.key(session, PAPER)
        return tuple(word.en for word in check_words.on_paper(key, clock.today(session.now)))


async def number(phone: Phone, n: int) -> str:
    """Choose a number of the paper; the answer."""
    await phone.says("/real")
    await phone.presses("I have the paper")
    return (await phone.presses(str(n))).text


async def test_it_says_what_is_never_asked_for(chat: Chat) -> None:
    said = (await chat.person(language="en").says("/real")).text
    for never in ("money", "codes", "unit", "passwords", "documents"):
        assert never in said.partition("Your words")[0]


async def test_a_person_is_shown_the_same_words_again_and_others_see_other_words(chat: Chat) -> None:
    olha, petro = chat.person(language="en"), chat.person("viber", language="en")
    first = (await olha.says("/real")).text
    assert (await olha.says("is it you")).text == first
    await chat.passes(days=40)
    assert (await olha.says("/real")).text == first
    assert (await petro.says("/real")).text != first


async def test_the_paper_and_the_bot_say_the_same(chat: Chat) -> None:
    olha = chat.person(language="en")
    assert f"Today number 7 is: {(await today(chat))[6]}." in await number(olha, 7)


async def test_one_word_a_day_is_said_and_the_next_day_another(chat: Chat) -> None:
    olha = chat.person(language="en")
    said = await number(olha, 7)
    assert await number(olha, 7) == said
    other = await number(olha, 8)
    assert "Today you have chosen number 7 already." in other
    assert (await today(chat))[7] not in other
    await chat.passes(days=1)
    assert f"Today number 8 is: {(await today(chat))[7]}." in await number(olha, 8)


async def test_a_made_up_button_shows_the_page_anew(chat: Chat) -> None:
    olha = chat.person(language="en")
    page = (await olha.says("/real")).text
    for row in ("0", "10", "-1", "1-1", "x", "", "٣"):
        assert (await olha.sends_payload(f"a:real:{row}")).text == page


async def test_a_caller_is_told_a_number_that_changes_every_day(chat: Chat) -> None:
    olha = chat.person(language="en")
    await olha.says("/real")
    said = (await olha.presses("Somebody calls me")).text
    assert "You never say a word first." in said
    await chat.passes(days=1)
    await olha.says("/real")
    assert (await olha.presses("Somebody calls me")).text != said
