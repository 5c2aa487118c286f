"""Whatever can be pressed can be typed: by number, by label in any language, by its beginning."""

import pytest

from bot.conversation import Said
from tests.conversation.trip import ANSWERS, Traveller


@pytest.mark.parametrize("words", ["Потяг", "поезд", "  TRAIN ", "Train\n", "1", "01", "١"])
def test_an_option_is_typed_as_its_label_in_any_language_or_as_its_number(words: str) -> None:
    traveller = Traveller()
    traveller.says(words)
    assert traveller.draft.answers == {"way": "train"}


@pytest.mark.parametrize("words", ["Жесткий", "жёсткий", "твердий"])
def test_yo_may_be_typed_as_ye(words: str) -> None:
    traveller = Traveller("seat")
    traveller.says(words)
    assert traveller.draft.answers["seat"] == "hard"


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "`", "‘"])
def test_every_apostrophe_of_every_phone_is_understood(sign: str) -> None:
    traveller = Traveller("seat")
    traveller.says(f"м{sign}який")
    assert traveller.draft.answers["seat"] == "soft"


@pytest.mark.parametrize("words", ["назад", "Back", "НАЗАД"])
@pytest.mark.parametrize("name", list(ANSWERS)[1:])
def test_back_can_be_typed_everywhere(name: str, words: str) -> None:
    traveller = Traveller(name)
    traveller.says(words)
    assert traveller.name == list(ANSWERS)[list(ANSWERS).index(name) - 1]


def test_numbers_name_the_buttons_as_a_list_numbers_them() -> None:
    for number, value in enumerate(Traveller("seat").values[:-1], 1):
        typed, pressed = Traveller("seat"), Traveller("seat")
        assert typed.says(str(number)) == pressed.presses(value)


def test_the_number_of_cancel_throws_no_answers_away() -> None:
    assert Traveller("seat").values[-1] == "x"
    assert Traveller("seat").leaves_unchanged(Said(words=str(len(Traveller("seat").values))))


def test_a_number_beyond_the_buttons_changes_nothing() -> None:
    for words in ("0", "9", "100", "65000", "-1", "²"):
        assert Traveller("seat").leaves_unchanged(Said(words=words)), words


def test_a_number_names_a_button_of_the_page_that_is_shown() -> None:
    traveller = Traveller("stop")
    traveller.presses(">")
    second = traveller.values[1]
    traveller.says("2")
    assert traveller.draft.answers["stop"] == second


def test_a_number_typed_into_own_words_stays_own_words() -> None:
    traveller = Traveller("note")
    traveller.says("1")
    assert traveller.draft.answers["note"] == "1"


@pytest.mark.parametrize("words", ["суми", "Черк", "харьк", "Chernih", "олтав"])
def test_a_beginning_that_only_one_option_has_chooses_it(words: str) -> None:
    traveller = Traveller("stop")
    traveller.says(words)
    assert traveller.name == "bags"
    assert traveller.draft.answers["stop"] in ("sumy", "cherkasy", "kharkiv", "chernihiv", "poltava")


def test_a_beginning_of_several_options_shows_them_alone() -> None:
    traveller = Traveller("stop")
    traveller.says("Хар")
    assert traveller.draft.answers["stop"] == "kharkiv"
    traveller = Traveller("stop")
    traveller.says("х")
    assert traveller.values[:2] == ["kharkiv", "kherson"]
    traveller.says("2")
    assert traveller.draft.answers["stop"] == "kherson"


def test_options_that_begin_so_come_before_those_that_only_hold_it() -> None:
    traveller = Traveller("stop")
    traveller.says("о")  # Cyrillic: Одеса, область; not Полтава
    assert [value for value in traveller.values if len(value) > 1] == ["kyiv oblast", "odesa"]


def test_a_whole_label_is_chosen_though_another_begins_with_it() -> None:
    for words in ("Київ", "киев", "kyiv"):
        traveller = Traveller("stop")
        traveller.presses(">")
        assert "kyiv" not in traveller.values
        traveller.says(words)
        assert traveller.draft.answers["stop"] == "kyiv", words


def test_typed_labels_pick_and_unpick_among_several() -> None:
    traveller = Traveller("towns")
    traveller.says("Одеса")
    traveller.says("lviv")
    traveller.says("одесса")
    assert traveller.draft.view.picked == ("lviv",)
    traveller.says("готово")
    assert traveller.draft.answers["towns"] == ["lviv"]


def test_a_search_keeps_what_was_picked() -> None:
    traveller = Traveller("towns")
    traveller.presses("odesa")
    traveller.says("ch")
    assert traveller.draft.view.picked == ("odesa",)
    traveller.presses("cherkasy", "+")
    assert traveller.draft.answers["towns"] == ["odesa", "cherkasy"]


UNFIT = [
    "",
    "   ",
    "\n",
    "???",
    "🌻",
    "\u200f",
    "so what",
    "я" * 10_000,
    "</b>",
    "%s",
    "{way}",
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize("words", UNFIT)
@pytest.mark.parametrize("name", ["way", "towns", "stop", "bags", "ticket", "review"])
def test_words_that_fit_nothing_change_nothing(name: str, words: str) -> None:
    assert Traveller(name).leaves_unchanged(Said(words=words))


@pytest.mark.parametrize("name", ["way", "towns", "stop", "bags", "review"])
@pytest.mark.parametrize("caption", ["", "1", "3", "Train", "Суми", "send", "cancel"])
def test_a_picture_is_no_choice_whatever_is_written_under_it(name: str, caption: str) -> None:
    assert Traveller(name).leaves_unchanged(Said(words=caption, media=("photo", 7)))


def test_a_typed_choice_is_shown_also_when_its_button_stands_on_another_page() -> None:
    traveller = Traveller("towns")
    assert "✓" not in traveller.text("uk")
    traveller.says("Черкаси")
    traveller.says("Суми")
    assert traveller.text("uk").endswith("✓ Суми, Черкаси")
