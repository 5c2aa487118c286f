"""Every text is said in every language, whole, and in the tone that Kolo keeps."""

import re

import pytest

from tests.guards import catalogues
from tests.guards.catalogues import LANGUAGES, catalogue, forms, keys, placeholders, spoken

HINT = "run `make texts`, then translate what is empty"
every_language = pytest.mark.parametrize("language", LANGUAGES)
translated = pytest.mark.parametrize("language", ["uk", "ru"])

INFORMAL = {
    "uk": r"ти|тебе|тобі|тобою|твій|твоя|твоє|твої|твого|твоєї|твоєму|твоїй|твою|твоїх|твоїм|твоїми",
    "ru": r"ты|тебя|тебе|тобой|тобою|твой|твоя|твоё|твое|твои|твоего|твоей|твоему|твою|твоих|твоим|твоими",
}
FORMAL = {
    "uk": r"ви|вас|вам|вами|ваш|ваша|ваше|ваші|вашого|вашої|вашому|вашій|вашу|ваших|вашим|вашими",
    "ru": r"вы|вас|вам|вами|ваш|ваша|ваше|ваши|вашего|вашей|вашему|вашу|ваших|вашим|вашими",
}


def test_the_template_holds_exactly_what_the_code_says() -> None:
    assert keys(catalogues.template()) == catalogues.said_by_the_code(), HINT


@every_language
def test_every_language_knows_exactly_what_the_code_says(language: str) -> None:
    assert keys(catalogue(language)) == catalogues.said_by_the_code(), HINT


@translated
def test_nothing_is_left_in_english(language: str) -> None:
    gaps = [entry.msgid for entry in catalogue(language) if not all(forms(entry))]
    assert not gaps, HINT


@every_language
def test_no_translation_is_a_guess_or_a_leftover(language: str) -> None:
    assert not [entry.msgid for entry in catalogue(language) if entry.fuzzy or entry.obsolete]


@every_language
def test_placeholders_are_the_same_in_every_form(language: str) -> None:
    wrong = {
        form: placeholders(entry.msgid)
        for entry in catalogue(language)
        for form in [entry.msgid_plural, *forms(entry)]
        if form and placeholders(form) != placeholders(entry.msgid)
    }
    assert not wrong


@every_language
def test_every_number_has_its_form(language: str) -> None:
    file = catalogue(language)
    counted = {entry.msgid: len(forms(entry)) for entry in file if entry.msgid_plural}
    assert f"nplurals={LANGUAGES[language]};" in file.metadata["Plural-Forms"]
    assert not {text: number for text, number in counted.items() if number != LANGUAGES[language]}


@every_language
def test_no_text_raises_its_voice(language: str) -> None:
    assert not [text for text in spoken(language) if "!" in text]


@translated
def test_nobody_is_spoken_to_as_a_child(language: str) -> None:
    informal = re.compile(rf"\b({INFORMAL[language]})\b", re.IGNORECASE)
    assert not [text for text in spoken(language) if informal.search(text)]


@translated
def test_you_is_written_with_a_capital(language: str) -> None:
    small = re.compile(rf"\b({FORMAL[language]})\b")
    assert not [text for text in spoken(language) if small.search(text)]


@translated
def test_no_text_offers_two_genders(language: str) -> None:
    endings = re.compile(r"[а-яіїєґё](\((а|я|ла|на|ка|ася|лась|ая)\)|/(а|я|ла|на|ка|ася|лась|ая)\b)")
    assert not [text for text in spoken(language) if endings.search(text)]


def test_ukrainian_apostrophes_are_typographic() -> None:
    wrong = re.compile("[а-яіїєґ]['`ʼ‘][а-яіїєґ]", re.IGNORECASE)
    assert not [text for text in spoken("uk") if wrong.search(text)]
