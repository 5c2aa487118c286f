"""Obstacles in the moderators' chat: the card, moving on, opened words, sentences let out, photos blacked out."""

from dataclasses import replace

from bot.domain.obstacles import states
from storage import media, obstacle_photos, obstacle_reports
from storage.obstacle_photos import FIT, HELD, UNSEEN, Photo
from tests.chat import Chat, Phone, photo as picture
from tests.circle import Circle, heard
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, now, reports, status, tells

SENTENCE = "They take money for what is free."


async def told(chat: Chat) -> tuple[Circle, Phone, Phone]:
    """Two met the same; the first gave a sentence for all."""
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha, replace(TRANSLATION, public=SENTENCE))
    await tells(circle, petro, replace(QUEUE, helped=("law",)), known.id)
    return circle, olha, petro


async def with_photo(circle: Circle, phone: Phone) -> Photo:
    """Give a person's report a photo."""
    async with circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_person(session, circle.id(phone))
        id = await media.keep(session, picture(), circle.id(phone))
        return await obstacle_photos.add(session, report.id, circle.id(phone), id)


async def test_the_card_tells_facts_and_numbers_and_no_words(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/obstacle 1")
    text = desk.screen.text
    for said in (
        "Obstacle 1",
        "Number 1: new",
        "Translator",
        "2 people met it.",
        "What helped: Naming the law (1)",
    ):
        assert said in text
    assert TRANSLATION.words not in text
    assert SENTENCE not in text


async def test_each_state_can_be_set_is_audited_and_is_told(chat: Chat, desk: Phone) -> None:
    circle, olha, petro = await told(chat)
    await desk.says("/obstacle 1")
    await desk.presses("Change the state")
    assert "a group works on it" not in desk.screen.labels, "it is with no group"
    await desk.presses("the authority was asked")
    assert await status(circle) == states.ASKED
    assert "21 November: the authority was asked" in desk.screen.text
    assert "move obstacle 1" in await stand.acts(chat)
    await chat.work()
    assert [heard(phone, "The authority was asked") for phone in (olha, petro)] == [1, 1]


async def test_the_same_state_twice_is_told_once(chat: Chat, desk: Phone) -> None:
    circle, olha, _petro = await told(chat)
    for _time in range(2):
        await desk.sends_payload("a:m-move:1-solved")
    assert "nothing has changed" in desk.screen.text
    await chat.work()
    assert heard(olha, "It counts as solved") == 1
    found = await now(circle)
    assert found is not None
    assert found.step == 1


async def test_words_open_for_a_reason_only(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/obstacle 1")
    await desk.presses("Open the words")
    assert TRANSLATION.words not in desk.screen.text
    await desk.presses("To ask the authority")
    for words in (TRANSLATION.words, TRANSLATION.detail, QUEUE.words, SENTENCE):
        assert words in desk.screen.text
    await desk.presses("Close the words")
    assert TRANSLATION.words not in desk.screen.text
    assert "words obstacle 1" in await stand.acts(chat)
    await desk.says("/audit")
    assert "To ask the authority" in desk.screen.text


async def test_a_sentence_is_let_out_and_withdrawn(chat: Chat, desk: Phone) -> None:
    circle, _olha, petro = await told(chat)
    found = await now(circle)
    assert found is not None
    await desk.sends_payload("a:m-told:1-release")
    await desk.presses("Let sentence 1 out")
    await petro.sends_payload(f"a:obstacle:{found.id}")
    assert SENTENCE in petro.screen.text
    await desk.sends_payload("a:m-told:1-release")
    await desk.presses("Withdraw sentence 1")
    await petro.sends_payload(f"a:obstacle:{found.id}")
    assert SENTENCE not in petro.screen.text


async def test_a_sentence_that_nobody_gave_cannot_be_let_out(chat: Chat, desk: Phone) -> None:
    circle, _olha, _petro = await told(chat)
    _first, second = await reports(circle)
    for row in (f"{second.id}-yes", f"{second.id}-x", "0-yes", "-", "x"):
        await desk.sends_payload(f"a:m-sentence:{row}")
        assert "not here any more" in desk.screen.text
    assert not any(report.released for report in await reports(circle))


async def test_photos_come_beside_the_words_and_are_marked(chat: Chat, desk: Phone) -> None:
    circle, olha, _petro = await told(chat)
    photo = await with_photo(circle, olha)
    await desk.sends_payload("a:m-told:1-complaint")
    assert any(message.picture for message in desk.messages)
    await desk.sends_payload(f"a:m-photo:{photo.number}-{HELD}-{photo.media_id}")
    assert heard(olha, "please black out the names on it") == 1
    await desk.sends_payload(f"a:m-photo:{photo.number}-{HELD}-{photo.media_id}")
    assert "It stands so already" in desk.screen.text
    assert heard(olha, "please black out the names on it") == 1
    await desk.sends_payload(f"a:m-photo:{photo.number}-{FIT}-{photo.media_id}")
    assert await state_of(circle, photo) == FIT


async def state_of(circle: Circle, photo: Photo) -> str:
    """Who may see a photo."""
    async with circle.database.transaction() as session:
        found = await obstacle_photos.get(session, photo.id)
    return found.status if found is not None else "gone"


async def test_a_moderator_blacks_out_and_keeps_after_a_look(chat: Chat, desk: Phone) -> None:
    circle, olha, _petro = await told(chat)
    photo = await with_photo(circle, olha)
    await desk.sends_payload(f"a:m-photo:{photo.number}-{HELD}-{photo.media_id}")
    await desk.sends_payload(f"a:m-squares:{photo.number}")
    assert desk.screen.picture
    await desk.says(f"/blackout {photo.number} 1-6 13")
    await desk.presses("Keep this one")
    assert await state_of(circle, photo) == UNSEEN
    assert heard(olha, "blacked out") == 1
    async with circle.database.transaction() as session:
        assert await media.body(session, photo.media_id) == (media.FAILED, None)
    assert f"blacken photo {photo.number}" in await stand.acts(chat)


async def test_another_persons_picture_cannot_take_its_place(chat: Chat, desk: Phone) -> None:
    circle, olha, petro = await told(chat)
    photo, other = await with_photo(circle, olha), await with_photo(circle, petro)
    await desk.sends_payload(f"a:m-blackened:{photo.number}-{other.media_id}")
    assert "not here any more" in desk.screen.text
    async with circle.database.transaction() as session:
        assert await obstacle_photos.get(session, photo.id) == photo


async def test_a_mark_holds_only_for_the_picture_that_was_seen(chat: Chat, desk: Phone) -> None:
    circle, olha, _petro = await told(chat)
    photo = await with_photo(circle, olha)
    async with circle.database.transaction() as session:
        other = await media.keep(session, picture(), circle.id(olha))
        assert await obstacle_photos.exchange(session, photo, other)
    await desk.sends_payload(f"a:m-photo:{photo.number}-{FIT}-{photo.media_id}")
    assert "not here any more" in desk.screen.text
    assert await state_of(circle, photo) == UNSEEN


async def test_all_reports_can_be_opened_page_by_page(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    known = await tells(circle, await circle.joins(), replace(QUEUE, words="words 1"))
    for n in range(2, 13):
        await tells(circle, await circle.joins(), replace(QUEUE, words=f"words {n}"), known.id)
    await desk.sends_payload("a:m-told:1-release")
    read = []
    for _page in range(3):
        read.append([n for n in range(1, 13) if f"«words {n}»" in desk.screen.text])
        if "Earlier ones" in desk.screen.labels:
            await desk.presses("Earlier ones")
    assert read == [[8, 9, 10, 11, 12], [3, 4, 5, 6, 7], [1, 2]]
    assert "Earlier ones" not in desk.screen.labels
    assert (await stand.acts(chat)).count("words obstacle 1") == 3
