"""A note for the next helper: the person it is about reads every word first, and without their yes nobody does."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.domain import outcomes
from storage import hand_over_notes, matches
from storage.hand_over_notes import HandOverNote
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.helping.test_handing_over import paired
from tests.handlers.helping.test_rest import both

WORDS = "The appeal is written, the answer is due on Friday."


async def noted(circle: Circle, channel: str = "telegram") -> tuple[Phone, Phone, int]:
    """Yavir hands over and leaves a note; Kalyna is asked."""
    olha, petro, match_id = await paired(circle, channel)
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.presses("Note: request 1")
    await petro.says(WORDS)
    await petro.presses("Send")
    assert "Kalyna reads it now, word for word" in petro.screen.text
    assert f"«{WORDS}»" in olha.screen.text
    return olha, petro, match_id


async def kept(circle: Circle, match_id: int) -> HandOverNote | None:
    """What is stored of the note."""
    async with circle.database.transaction() as session:
        return await hand_over_notes.of_match(session, match_id)


@both
async def test_the_next_helper_reads_it_when_the_person_agreed(circle: Circle, channel: str) -> None:
    olha, _petro, match_id = await noted(circle, channel)
    await olha.presses("Yes, pass it on")
    vira = await circle.helper(channel)
    await circle.chat.work()
    assert heard(vira, WORDS) == 0
    await vira.presses("I can help")
    assert heard(vira, f"«{WORDS}»") == 1
    note = await kept(circle, match_id)
    assert note is not None
    assert (note.status, note.words) == (hand_over_notes.PASSED, ""), "the words are kept no longer"


async def test_a_yes_that_comes_later_reaches_the_helper_who_is_there_by_then(circle: Circle) -> None:
    olha, _petro, _match = await noted(circle)
    vira = await circle.helper()
    await circle.chat.work()
    await vira.presses("I can help")
    assert heard(vira, WORDS) == 0
    await olha.presses("Yes, pass it on")
    assert heard(vira, f"«{WORDS}»") == 1


async def test_a_no_deletes_it_and_nobody_hears_of_it(circle: Circle) -> None:
    olha, petro, match_id = await noted(circle)
    before = len(petro.texts)
    await olha.presses("No")
    assert "It is deleted." in olha.screen.text
    note = await kept(circle, match_id)
    assert note is not None
    assert (note.status, note.words) == (hand_over_notes.REFUSED, "")
    assert len(petro.texts) == before
    vira = await circle.helper()
    await circle.chat.work()
    await vira.presses("I can help")
    assert heard(vira, WORDS) == 0


async def test_without_an_answer_nobody_reads_it(circle: Circle) -> None:
    await noted(circle)
    vira = await circle.helper()
    await circle.chat.work()
    await vira.presses("I can help")
    assert heard(vira, WORDS) == 0


@pytest.mark.parametrize("first, second", [("note-yes", "note-no"), ("note-no", "note-yes")])
async def test_the_first_answer_counts(circle: Circle, first: str, second: str) -> None:
    olha, _petro, match_id = await noted(circle)
    note = await kept(circle, match_id)
    assert note is not None
    await olha.sends_payload(f"a:{first}:{note.id}")
    before = await kept(circle, match_id)
    await olha.sends_payload(f"a:{second}:{note.id}")
    assert "You have answered this one" in olha.screen.text
    assert await kept(circle, match_id) == before


@pytest.mark.parametrize("words", ["Call +380 67 123 45 67", "write @kalyna_1985", "t.me/kalyna"])
async def test_what_leads_to_a_person_is_held_back(circle: Circle, words: str) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.presses("Note: request 1")
    await petro.says(words)
    assert "Please write it without that." in petro.screen.text
    assert heard(olha, words) == 0
    assert await kept(circle, match_id) is None


async def test_only_the_helper_who_handed_over_may_write_and_only_once(circle: Circle) -> None:
    olha, petro, match_id = await noted(circle)
    for phone in (olha, petro, await circle.helper()):
        await phone.sends_payload(f"a:note:{match_id}")
        assert "A note is not needed here any more." in phone.screen.text
    assert heard(olha, WORDS) == 1


async def test_to_somebody_who_paused_the_talk_no_note_goes(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await olha.sends_payload(f"a:talk-pause:{match_id}")
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.sends_payload(f"a:note:{match_id}")
    assert "A note is not needed here any more." in petro.screen.text


async def test_a_draft_about_one_match_does_not_go_to_another_person(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    vira = await circle.joins(name="Vyshnia")
    other = await circle.matched(vira, petro)
    await petro.sends_payload("a:hand-over-yes:all")
    await petro.sends_payload(f"a:note:{match_id}")
    await petro.says(WORDS)
    await petro.says("/menu")
    await petro.sends_payload(f"a:note:{other}")
    assert "What should the next helper know about request 2?" in petro.screen.text
    await petro.says("Nothing more.")
    await petro.presses("Send")
    assert heard(olha, "Nothing more.") + heard(vira, WORDS) == 0
    assert heard(vira, "«Nothing more.»") == 1


async def test_a_request_that_is_closed_meanwhile_takes_no_note(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.presses("Note: request 1")
    await petro.says(WORDS)
    async with circle.database.transaction() as session:
        match = await matches.get(session, match_id)
        assert match is not None
    await olha.sends_payload(f"a:drop-request:{match.request_id}")
    await olha.sends_payload(f"a:drop-request:{match.request_id}:yes")
    await petro.presses("Send")
    assert await kept(circle, match_id) is None or heard(olha, WORDS) == 1


async def test_the_note_is_in_my_data_and_goes_with_whoever_wrote_it(circle: Circle) -> None:
    _olha, petro, match_id = await noted(circle)
    await petro.says("/mydata")
    await petro.presses("Show it here")
    assert any(f"Your note for the next helper: «{WORDS}»" in text for text in petro.texts)
    await petro.says("/forget")
    await petro.presses("Delete everything")
    assert await kept(circle, match_id) is None


async def test_the_words_lie_sealed_and_go_when_the_request_is_closed(circle: Circle) -> None:
    olha, _petro, match_id = await noted(circle)
    vira = await circle.helper()
    await circle.chat.work()
    await vira.presses("I can help")
    match = await circle.match_of((await circle.match(match_id)).request_id)
    assert match is not None
    await olha.sends_payload(f"a:outcome:{match.id}:{outcomes.SOLVED}")
    await circle.chat.work()
    assert await kept(circle, match_id) is None


async def test_to_somebody_whom_nothing_reaches_no_note_is_promised(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await olha.sends("left")
    await petro.presses("Note: request 1")
    assert "Nothing was sent or kept" in petro.screen.text
    assert await kept(circle, match_id) is None


async def test_who_accepts_at_night_reads_it_with_the_acceptance(circle: Circle) -> None:
    olha, _petro, _match = await noted(circle)
    await olha.presses("Yes, pass it on")
    vira = await circle.helper(zone="Asia/Tokyo")  # 21:00 there
    await circle.chat.work()
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=1))
    await vira.presses("I can help")
    assert heard(vira, f"«{WORDS}»") == 1
