"""Words of danger are found in three languages, and sad, funny or past ones are left alone."""

import pytest
from hypothesis import given, strategies as st

from bot.domain.data import table
from bot.domain.distress import KINDS, WEIGHED, signs
from bot.domain.distress.features import features
from bot.domain.distress.findings import findings
from bot.domain.distress.meaning import understand
from bot.domain.distress.weighing import likelihoods, see, shares_of, weigh
from bot.domain.identifiers.reading import read
from tests.domain.distress import corpus
from tests.domain.distress.learn import LEARNED_FROM, learn
from tests.growth import MOST, growth


def kinds(text: str) -> list[str]:
    return [sign.kind for sign in signs(text)]


UNSEEN = [line for line in corpus.lines() if line.batch in ("x01", "x02")]
HARDER = [
    line for line in corpus.lines() if line.batch in ("x03", "x04")
]  # nearly all harmless ones look like signs


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_of_messages_never_learned_from_85_of_100_signs_are_found_and_10_of_100_harmless_alarm(
    language: str,
) -> None:
    found = corpus.figures([line for line in UNSEEN if line.language == language])
    assert found.signs >= 60
    assert found.harmless >= 45
    assert found.recall >= 0.85
    assert found.false_alarms <= 0.10


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_where_nearly_all_harmless_messages_look_like_a_sign_somewhat_more_of_them_alarm(
    language: str,
) -> None:
    found = corpus.figures([line for line in HARDER if line.language == language])
    assert found.recall >= 0.8
    assert found.false_alarms <= 0.15


def test_of_messages_never_learned_from_hardly_any_thought_of_death_is_missed() -> None:
    assert corpus.figures(UNSEEN, "self_harm").recall >= 0.9
    assert corpus.figures(HARDER, "self_harm").recall >= 0.8


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_learned_from_is_read_as_what_it_is(kind: str) -> None:
    lines = [line for line in corpus.lines() if line.kind == kind and not line.kept_apart]
    assert len(corpus.missed(lines, kind)) <= 0.02 * len(lines), corpus.missed(lines, kind)


def test_the_weights_are_those_of_this_corpus_these_words_and_these_rules() -> None:
    assert LEARNED_FROM.read_text().strip() == corpus.learned_from(), (
        "run: python -m tests.domain.distress.learn"
    )


def test_the_same_messages_always_give_the_same_weights() -> None:
    lines = corpus.lines()[::60]
    assert learn(lines) == learn(lines)


def test_an_answer_can_be_taken_apart_into_what_its_features_add() -> None:
    words = understand(read("Доброго дня. Я вже втомився жити, пробачте"))
    found = findings(words)
    shares = shares_of({name for name, _place in features(words, found)})
    sums = [sum(each) for each in zip(*shares.values(), strict=True)]
    assert list(weigh(see(words, found), 0, len(words)).likely.values()) == pytest.approx(likelihoods(sums))
    assert shares["r:found self_harm"][0] > 0


def test_the_corpus_has_enough_of_everything() -> None:
    texts = [line.text for line in corpus.lines()]
    harmless = [line for line in corpus.lines() if not line.kind]
    assert len(texts) == len(set(texts)) >= 6000
    assert len(harmless) >= 0.45 * len(texts)
    assert {line.kind for line in corpus.lines()} == {"", *KINDS}


@pytest.mark.parametrize(
    "text",
    [
        "Не хочу жити",
        "НЕ ХОЧУ ЖИТИ",
        "не  хочу\u200b жити",
        "нееее хочууу житиии",
        "нехочу жыть",
        "ne hochu zhit",
        "нe xoчу житu",
        "Паспорт загублено.\nНе хочу жити",
        "не хочу більше, жити",
        "жити я більше не хочу",
    ],
)
def test_writing_otherwise_changes_nothing(text: str) -> None:
    assert kinds(text) == ["self_harm"]


@pytest.mark.parametrize(
    "text",
    [
        "Не можу не думати про смерть",  # a double denial
        "can't stop thinking about death",
        "Я більше не можу, хочу померти",  # the denial belongs to another clause
        "не можу терпіти хочу померти",  # and the comma was forgotten
        "Раніше тримався, тепер хочу померти",
        "Брат хоче вмерти",  # somebody else needs the numbers as well
        "вчора чуть не повесился",  # "nearly" is no denial
        "не хочу жити в цьому світі",
    ],
)
def test_what_only_looks_denied_past_or_foreign_is_found(text: str) -> None:
    assert kinds(text) == ["self_harm"]


@pytest.mark.parametrize(
    "text",
    [
        "Я не хочу вмирати",
        "вішатись я не збираюсь",
        "думок про смерть немає",
        "Раніше хотів померти, зараз легше",
        "П'ять років тому різав вени. Зараз у мене сім'я, все добре",
        "хочу вмерти від сміху",
        "хоч вішайся з цими довідками",
        "не хочу жити в гуртожитку",
        "мене більше не б'ють",
        "переніс інфаркт у 2020 році",
        "фільм про самогубство",
        "Сусід повісився рік тому",
        "як говорити з людиною, яка думає про самогубство?",
        "у пісні співають «хочу померти»",
    ],
)
def test_denials_idioms_the_past_stories_and_other_places_are_left_alone(text: str) -> None:
    assert signs(text) == ()


def test_thoughts_of_death_come_first_and_each_rule_once() -> None:
    found = signs("Не можу дихати. Хочу померти. Хочу вмерти. Мене б'ють.")
    assert [sign.kind for sign in found] == ["self_harm", "danger", "medical"]


def test_a_sign_names_its_rule_and_the_words_that_were_meant() -> None:
    (sign,) = signs("Доброго дня. Я вже втомився жити, пробачте")
    assert (sign.rule, sign.words) == ("no wish to live", "втомився жити")


def test_what_no_rule_found_names_the_words_that_weigh_most() -> None:
    (sign,) = signs("ви більше про мене не почуєте")
    assert sign.rule == WEIGHED
    assert sign.words in "ви більше про мене не почуєте"
    assert sign.likely > 0.5


def test_every_sign_can_be_shown_in_the_message_that_it_was_found_in() -> None:
    for line in corpus.lines()[::7]:
        for sign in signs(line.text):
            assert sign.words == line.text[sign.start : sign.end]
            assert sign.words.strip()


def test_capital_letters_change_nothing() -> None:
    other = [line.text for line in corpus.lines()[::7] if kinds(line.text.upper()) != kinds(line.text)]
    assert not other


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[sign.start : sign.end] == sign.words for sign in signs(text))


@given(
    st.lists(
        st.sampled_from([word for line in corpus.lines()[::7] for word in line.text.split()]), max_size=40
    )
)
def test_any_words_in_any_order_can_be_read(words: list[str]) -> None:
    assert {sign.kind for sign in signs(" ".join(words))} <= set(KINDS)


PIECES = [
    "a",
    "хочу ",
    "не ",
    "він ",
    "думаю про ",
    "не хочу жити ",
    "хочу, ",
    "\n \n",
    "👍",
    "'",
    "!a",
    "I want to ",
    "абвгґд",  # a word without an end
    "Ab1",
    "и не ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_10000_characters_costs_no_more_for_its_length(piece: str) -> None:
    assert growth(signs, (piece * 10_000)[:10_000]) < MOST


def test_the_corpus_pasted_together_costs_no_more_for_its_length() -> None:
    assert growth(signs, " ".join(line.text for line in corpus.lines())[:10_000]) < MOST


def test_a_sign_in_the_middle_of_a_long_message_is_found() -> None:
    calm = "Мені треба довідка для пенсії і новий паспорт. " * 20
    assert kinds(f"{calm}Не хочу більше жити. {calm}") == ["self_harm"]


def test_every_concept_of_a_rule_has_words() -> None:
    known = {row["concept"] for row in table("distress_words")} | {"behere", "suicide_alone", "rape_alone"}
    known |= {"n38", "n40", "n200", "veryhigh", "verylow", "number"}
    asked = {
        name.lstrip("-~>")
        for row in table("distress_rules")
        for item in row["pattern"].split()
        for name in item.lstrip(">").split("|")
    }
    assert asked <= known, sorted(asked - known)
