"""Numbers, own words and media: what fits, and what the person reads when it does not."""

import pytest

from bot.conversation import Number, Said, View
from bot.errors import Refused
from tests.conversation.trip import Traveller

SUNFLOWERS, FAMILY = "🌻" * 40, "👨‍👩‍👧‍👦"


@pytest.mark.parametrize("words", ["2", " 2 ", "٢", "02"])
def test_a_number_is_typed(words: str) -> None:
    traveller = Traveller("bags")
    traveller.says(words)
    assert traveller.draft.answers["bags"] == 2


@pytest.mark.parametrize("words", ["0", "4", "-2", "2.5", "two", "2 bags", "²", "½", "1" * 10_000])
def test_a_number_out_of_range_or_no_number_names_the_range(words: str) -> None:
    traveller = Traveller("bags")
    assert traveller.leaves_unchanged(Said(words=words))
    assert traveller.note == "A number from 1 to 3 is needed."


def test_few_numbers_are_buttons_and_many_are_typed() -> None:
    assert [id for id, _says in Number("n", "N?", low=1, high=5).options(View())] == ["1", "2", "3", "4", "5"]
    assert Number("n", "N?", low=0, high=100).options(View()) == ()
    assert Number("n", "N?", low=0, high=100).hear(Said(words="77"), View()) == 77


@pytest.mark.parametrize(
    "words", ["early", SUNFLOWERS, FAMILY, "שלום", "a\u202eb", "<b>", "{n}", "%s", "1", "\\"]
)
def test_own_words_are_kept_as_they_were_written(words: str) -> None:
    traveller = Traveller("note")
    traveller.says(f"  {words}\n")
    assert traveller.draft.answers["note"] == words
    traveller.sends("photo")
    assert f"• Note: {words}" in traveller.text()


@pytest.mark.parametrize("words", ["", " ", "\n\t"])
def test_no_words_are_no_answer(words: str) -> None:
    traveller = Traveller("note")
    assert traveller.leaves_unchanged(Said(words=words))
    assert traveller.note == "There are no words in this message. Please write a few."


def test_too_many_words_are_counted_for_the_person() -> None:
    traveller = Traveller("note")
    assert traveller.leaves_unchanged(Said(words="я" * 10_000))
    assert "10000" in traveller.note
    assert "40" in traveller.note
    assert "яя" not in traveller.text()


def test_a_photo_or_a_voice_may_come_instead_of_words_or_with_them() -> None:
    traveller = Traveller("note")
    traveller.sends("voice", 12)
    assert traveller.draft.answers["note"] == ["", 12, "voice"]
    traveller = Traveller("note")
    traveller.sends("photo", 13, caption="the door")
    assert traveller.draft.answers["note"] == ["the door", 13, "photo"]
    traveller.sends("photo")
    assert "• Note: a photo\nthe door" in traveller.text()


def test_a_control_written_under_a_photo_is_a_caption() -> None:
    for caption in ("Skip", "Скасувати", "назад", "1"):
        traveller = Traveller("note")
        traveller.sends("photo", 13, caption)
        assert traveller.draft.answers["note"] == [caption, 13, "photo"]


@pytest.mark.parametrize("kind", ["video", "sticker", ""])
def test_media_of_another_kind_are_refused(kind: str) -> None:
    for name in ("note", "ticket"):
        assert Traveller(name).leaves_unchanged(Said(media=(kind, 1)))


def test_a_caption_has_the_limit_of_words() -> None:
    assert Traveller("note").leaves_unchanged(Said(words="я" * 41, media=("photo", 1)))


def test_words_where_a_photo_is_expected_say_so() -> None:
    traveller = Traveller("ticket")
    assert traveller.leaves_unchanged(Said(words="here it is"))
    assert traveller.note.startswith("A photo is expected here.")


def test_only_optional_questions_are_skipped_and_the_flow_then_gets_nothing() -> None:
    traveller = Traveller("stop")
    assert "-" in traveller.values
    traveller.says("пропустить")
    assert traveller.draft.answers["stop"] is None
    for name in ("way", "towns", "bags", "ticket"):
        assert "-" not in Traveller(name).values


def test_a_refusal_never_repeats_what_was_written() -> None:
    with pytest.raises(Refused) as refused:
        Number("n", "N?").hear(Said(words="SECRET"), View())
    assert "SECRET" not in repr(refused.value) + str(refused.value)
