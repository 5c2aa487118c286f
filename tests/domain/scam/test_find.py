"""Patterns of swindlers are found and explained; who tells of them, asks, warns or names a fee is let be."""

import csv
from importlib.resources import files

import pytest

from bot.domain.distress.lexicon import NOTHING
from bot.domain.identifiers.disguise import undisguised
from bot.domain.identifiers.reading import read
from bot.domain.scam import BY_A_RULE, KINDS, WEIGHED, find
from bot.domain.scam.meaning import understand
from bot.domain.scam.weighing import likeness
from tests.domain.scam import corpus
from tests.domain.scam.corpus import APART, LANGUAGES
from tests.domain.scam.learn import LEARNED_FROM, Example, learn, learned_from


def test_the_corpus_is_as_large_as_was_asked_for() -> None:
    lines = corpus.lines()
    assert sum(bool(line.kind) for line in lines) >= 150
    assert sum(not line.kind for line in lines) >= 300
    assert len({line.text for line in lines}) == len(lines)
    assert {line.kind for line in lines if line.kind} == {*KINDS} - {"wording"}
    assert {line.language for line in lines} == set(LANGUAGES)


def test_what_was_kept_apart_is_told_apart() -> None:
    apart = corpus.figures(line for line in corpus.lines() if line.batch in APART)
    assert apart.recall >= 0.87
    assert apart.false_alarms <= 0.02


def test_what_was_seen_is_told_apart() -> None:
    seen = corpus.figures(line for line in corpus.lines() if line.batch not in APART)
    assert seen.recall >= 0.97
    assert seen.false_alarms <= 0.02


def test_a_find_says_which_rule_and_which_words() -> None:
    (found,) = find("Добрий день. Надішліть код із повідомлення, будь ласка")
    assert found.kind == "code"
    assert found.rule == "a code from a message"
    assert found.words == "Надішліть код із повідомлення"


@pytest.mark.parametrize(
    "text",
    [
        "скинь 500 грн на к а р т к у",
        "скинь 500 грн на к.а.р.т.к.у",
        "скинь 500 гpн нa кapтку",
        "скинь гр0ші на картку",
        "с*к*и*н*ь г_р_о_ш_і на картку",
        "п е р е к а ж и г р о ш і",
        "skin groshi na kartku",
    ],
)
def test_a_disguise_is_seen_through(text: str) -> None:
    assert [found.kind for found in find(text)] == ["money"]


@pytest.mark.parametrize(
    "swindle, harmless",
    [
        ("За гроші внесу чоловіка в список на обмін", "Мені пропонували за гроші внести чоловіка в список"),
        ("Продиктуйте код із смс", "Не диктуйте нікому код із смс, це шахраї"),
        ("Переведите деньги на карту", "Требовали, чтобы я деньги перевела на карту"),
        (
            "Pay 300 dollars and he is on the exchange list",
            "Is it true that people pay 300 dollars for the list?",
        ),
        ("Зроблю паспорт за 500 доларів", "Паспорт у ЦНАПі, за 500 грн, зроблю наступного тижня"),
    ],
)
def test_beside_a_swindle_stands_what_only_looks_like_it(swindle: str, harmless: str) -> None:
    assert find(swindle)
    assert not find(harmless)


def test_places_lead_back_into_the_text_as_it_was_written() -> None:
    text = "Привіт! С к и н ь 500$ на карту"
    reading = undisguised(read(text))
    assert reading.plain.startswith("Привіт! Скинь 500 usd")
    assert text[reading.places[reading.plain.index("Скинь")]] == "С"


@pytest.mark.parametrize("text", ["", " ", "\n", "🔪", "а" * 5000, "1 " * 2000, "к " * 2000, "$" * 300])
def test_no_text_is_too_strange(text: str) -> None:
    assert find(text) == ()


def test_every_concept_of_the_rules_is_in_the_words_and_the_other_way_round() -> None:
    data = files("bot.domain.data")
    words = csv.DictReader(data.joinpath("scam_words.csv").read_text(encoding="utf-8").splitlines())
    rules = list(csv.DictReader(data.joinpath("scam_rules.csv").read_text(encoding="utf-8").splitlines()))
    known = {row["concept"] for row in words} - {NOTHING} | {"number", "round"}
    items = {
        name.lstrip("-~") for row in rules for item in row["pattern"].split() for name in item.split("|")
    }
    reasons = {reason.removesuffix("+") for row in rules for reason in row["unless"].split()}
    assert items | reasons | {"aux", "filler"} == known  # of these two the denials make use
    assert {row["kind"] for row in rules} == {*KINDS} - {"wording"}


def test_a_number_after_for_is_a_price() -> None:
    words = understand(read("дам за 300"))
    assert "price" in words[-1].names


def test_weak_signs_together_are_a_find_where_no_rule_says_anything() -> None:
    (found,) = find("проголосуйте за мою племінницю, ось посилання, треба тільки увійти через телеграм")
    assert (found.kind, found.rule) == ("wording", WEIGHED)


def test_a_pattern_is_let_be_where_nothing_else_is_worded_like_a_swindle() -> None:
    words = understand(read("настоящий адвокат даст договор и счет, а не кошелек"))
    assert likeness(words, ()) < BY_A_RULE


def test_the_weights_are_those_of_these_messages_words_and_rules() -> None:
    assert LEARNED_FROM.read_text().strip() == learned_from(), "run: python -m tests.domain.scam.learn"


def test_the_same_messages_always_give_the_same_weights() -> None:
    few = [Example("en", [f"w:{name}", "w:a"], name < "f", False, -1) for name in "bcdefghijk" * 3]
    assert learn(few) == learn(few)
    assert learn(few)["w:b"] > 0 > learn(few)["w:k"]
