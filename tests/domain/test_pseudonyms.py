"""Names agree in gender in every language, are plenty, and never repeat."""

import random
from dataclasses import astuple

import pytest

from bot.domain.pseudonyms import names, pick
from bot.i18n import Label


def test_there_are_at_least_two_thousand_names_and_no_two_are_alike_in_any_language() -> None:
    assert len(names()) >= 2000
    for language in ("uk", "ru", "en"):
        assert len({getattr(name, language) for name in names()}) == len(names())


@pytest.mark.parametrize(
    "name",
    [
        Label("Тихий берег", "Тихий берег", "Quiet Shore"),
        Label("Тиха долина", "Тихая долина", "Quiet Valley"),
        Label("Тихе озеро", "Тихое озеро", "Quiet Lake"),
        Label("Теплий човен", "Тёплая лодка", "Warm Boat"),
        Label("М’яка ковдра", "Мягкое одеяло", "Soft Blanket"),
        Label("Рання роса", "Ранняя роса", "Early Dew"),
        Label("Літнє яблуко", "Летнее яблоко", "Summer Apple"),
        Label("Осіння криниця", "Осенний колодец", "Autumn Well"),
        Label("Свіже вітрило", "Свежий парус", "Fresh Sail"),
        Label("Свіжа хмаринка", "Свежее облако", "Fresh Cloud"),
        Label("Лісова стежка", "Лесная тропинка", "Forest Path"),
        Label("Велика пісня", "Большая песня", "Big Song"),
        Label("Морський ганок", "Морское крыльцо", "Sea Porch"),
        Label("Далека береза", "Далёкая берёза", "Distant Birch"),
        Label("Безмежний гай", "Бескрайняя роща", "Boundless Grove"),
    ],
    ids=lambda name: name.en,
)
def test_the_adjective_agrees_with_the_thing(name: Label) -> None:
    assert name in names()


def test_every_name_is_two_words_with_one_capital_letter_in_ukrainian_and_russian() -> None:
    for name in names():
        for said in (name.uk, name.ru):
            assert len(said.split()) == 2
            assert said[0].isupper()
            assert said[1:].islower()


def test_feminine_and_neuter_adjectives_have_no_masculine_ending() -> None:
    for name in names():
        adjective, thing = name.ru.split()
        if thing[-1] in "ая":
            assert adjective.endswith(("ая", "яя")), name.ru
        if thing[-1] in "оеё":
            assert adjective.endswith(("ое", "ее")), name.ru


def test_no_name_is_given_twice() -> None:
    chance, taken = random.Random(1), set[str]()
    for _ in range(5_000):
        name = pick(chance, taken)
        assert taken.isdisjoint(astuple(name))
        taken.update(astuple(name))


def test_while_names_are_left_they_have_no_number() -> None:
    chance = random.Random(1)
    assert pick(chance) in names()


def test_a_name_that_is_taken_in_one_language_is_not_given_in_another() -> None:
    chance = random.Random(1)
    kept = names()[0]
    taken = {name.ru for name in names()} - {kept.ru}
    assert pick(chance, taken) not in [name for name in names() if name != kept]
