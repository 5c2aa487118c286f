"""A published obstacle is read by everybody: its facts and sentences that were let out, and nothing else."""

from dataclasses import replace

from bot.domain.obstacles import states
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, comes, in_other_words, now, tells

SENTENCE = "They take money for what is free."
HELD = "A sentence that nobody let out."


async def told(chat: Chat) -> tuple[Circle, Phone]:
    """Two met the same, each gave a sentence, one was let out; somebody else looks."""
    circle = Circle(chat)
    olha, petro, reader = await circle.joins(), await circle.joins(), await circle.joins()
    known = await tells(circle, olha, replace(TRANSLATION, public=SENTENCE))
    await tells(circle, petro, replace(QUEUE, public=HELD), known.id)
    desk = chat.desk()
    await desk.sends_payload("a:m-told:1-release")
    await desk.presses("Let sentence 1 out")
    return circle, reader


async def test_everybody_reads_facts_and_released_sentences_only(chat: Chat, desk: Phone) -> None:
    _circle, reader = await told(chat)
    await reader.says("/obstacle 1")
    assert "no obstacle with this number" in reader.screen.text
    await desk.says("/obstacle 1")
    await desk.presses("Publish")
    preview = desk.screen.text
    await desk.presses("Publish it")
    await reader.says("/obstacle 1")
    for text in (preview, reader.screen.text):
        assert all(said in text for said in ("Translator", "2 people met it.", SENTENCE))
        for kept in (HELD, TRANSLATION.words, TRANSLATION.detail, TRANSLATION.place):
            assert kept not in text
    assert "publish obstacle 1" in await stand.acts(chat)


async def test_it_is_taken_back_and_twice_changes_nothing(chat: Chat, desk: Phone) -> None:
    _circle, reader = await told(chat)
    for _twice in range(2):
        await desk.sends_payload("a:m-publish:1-yes")
    assert "It stands so already." in desk.screen.text
    assert (await stand.acts(chat)).count("publish obstacle 1") == 1
    await desk.presses("Unpublish")
    await reader.says("/obstacle 1")
    assert "no obstacle with this number" in reader.screen.text


async def test_who_searches_reads_what_the_moderators_were_shown_and_they_know_that(
    chat: Chat, desk: Phone
) -> None:
    circle, reader = await told(chat)
    await comes(circle, 1, states.CONFIRMED)
    await reader.says("/obstacles money for a translation")
    listed = reader.screen.text
    await reader.presses("Number 1")
    for text in (listed, reader.screen.text):
        assert "Translator" in text
        assert not any(kept in text for kept in (HELD, TRANSLATION.place))
    assert SENTENCE in reader.screen.text
    await desk.says("/obstacle 1")
    assert "who finds it by search reads its facts" in desk.screen.text


async def test_a_hidden_one_is_found_by_nobody_who_is_not_in_it(chat: Chat, desk: Phone) -> None:
    circle, reader = await told(chat)
    known = await now(circle)
    assert known is not None
    await comes(circle, 1, states.CONFIRMED)
    await desk.says("/obstacle 1")
    await desk.presses("Hide it")
    assert "It is hidden: no search and no new report finds it." in desk.screen.text
    assert "hide obstacle 1" in await stand.acts(chat)
    await reader.says("/obstacles money for a translation")
    assert "Nothing like it is known" in reader.screen.text
    for press in ("obstacle-known", "obstacle-too"):
        await reader.sends_payload(f"a:{press}:{known.id}")
        assert "not here any more" in reader.screen.text
    await reader.says("/obstacle 1")
    assert "no obstacle with this number" in reader.screen.text
    coordinator = await circle.coordinator(group := await circle.group("Uzhhorod", region="UA-21"))
    await coordinator.sends_payload(f"a:group-free:{group.id}")
    assert "Number 1" not in coordinator.screen.text
    await coordinator.sends_payload(f"a:group-take:{group.id}:{known.id}")
    assert "Nothing was changed." in coordinator.screen.text
    assert (await now(circle)) == replace(known, status="confirmed", step=1, hidden=True)


async def test_a_new_report_is_not_offered_a_hidden_one_and_who_is_in_it_still_is(
    chat: Chat, desk: Phone
) -> None:
    circle, reader = await told(chat)
    mine = await circle.joins()
    known = await now(circle)
    assert known is not None
    await tells(circle, mine, in_other_words(), known.id)
    for phone, offered in ((reader, True), (mine, True)):
        assert (await is_offered(phone)) is offered
    await desk.sends_payload("a:m-hide:1-yes")
    for phone, offered in ((reader, False), (mine, True)):
        assert (await is_offered(phone)) is offered


async def is_offered(phone: Phone) -> bool:
    """Whether somebody who tells of the same is asked about number 1."""
    await phone.says("/obstacle")
    if "Tell of another one" in phone.screen.labels:
        await phone.presses("Tell of another one")
    for _question in ("region", "office", "promised", "happened"):
        await phone.presses("Skip")
    await phone.says(in_other_words().words)
    await phone.presses("That is all")
    offered = "Is it one of these?" in phone.screen.text
    await phone.says("/cancel")
    return offered


async def test_it_is_shown_again_and_publishing_shows_it_too(chat: Chat, desk: Phone) -> None:
    circle, reader = await told(chat)
    await comes(circle, 1, states.CONFIRMED)
    for shows in ("a:m-hide:1-no", "a:m-publish:1-yes"):
        await desk.sends_payload("a:m-hide:1-yes")
        await desk.sends_payload("a:m-hide:1-yes")
        assert "It stands so already." in desk.screen.text
        await desk.sends_payload(shows)
        await reader.says("/obstacles money for a translation")
        assert "Number 1" in reader.screen.text
