"""The same barrier is found in other words and languages; what only looks like it comes after."""

from hypothesis import given, settings, strategies as st

from bot.domain.likeness import Index
from tests.domain.likeness import corpus, figures
from tests.domain.likeness.finders import Ours

NOTARY = "Нотаріус узяв 1200 грн за довіреність, хоча після полону це безкоштовно"
TRANSLATOR = "Бюро перекладів вимагає гроші за переклад паспорта"
PENSION = "Пенсійний фонд не зараховує стаж, бо трудова книжка згоріла"


def known() -> Index[str]:
    """Return an index of three obstacles."""
    index = Index[str]()
    for key, text in (("notary", NOTARY), ("translator", TRANSLATOR), ("pension", PENSION)):
        index.add(key, text)
    return index


def test_another_language_finds_the_same_barrier() -> None:
    index = known()
    assert index.nearest("The notary wanted money for a power of attorney")[0].key == "notary"
    assert index.nearest("пенсионный не считает стаж, трудовая книжка пропала")[0].key == "pension"


def test_slips_and_mixtures_find_it_too() -> None:
    assert known().nearest("натариус взял гроши за довереность")[0].key == "notary"
    assert known().nearest("perekladach prosit hroshi za pereklad")[0].key == "translator"


def test_a_fee_of_a_notary_is_not_a_fee_of_a_translator() -> None:
    first, second, *_ = known().nearest("За доверенность нотариус попросил деньги")
    assert (first.key, second.key) == ("notary", "translator")
    assert first.likely
    assert not second.likely
    assert first.score > 2 * second.score


def test_what_is_shared_is_named_with_the_most_telling_first() -> None:
    shared = known().nearest("notary asks for money for a power of attorney")[0].shared
    assert {"notary", "power_of_attorney", "money"} <= set(shared)
    assert shared.index("notary") < shared.index("money")


def test_answers_count_as_if_they_were_said() -> None:
    index = known()
    index.add("consulate", "Три місяці не можу потрапити", facts=("consulate", "appointment", "georgia"))
    assert index.nearest("no slots at the embassy in Tbilisi")[0].key == "consulate"
    assert index.nearest("", facts=("consulate", "appointment"))[0].key == "consulate"


def test_an_answer_that_is_no_concept_still_brings_reports_together() -> None:
    index = known()
    index.add("office 17", "черга", facts=("office:17",))
    index.add("office 18", "черга", facts=("office:18",))
    assert index.nearest("довга черга", facts=("office:18",))[0].key == "office 18"


def test_a_removed_obstacle_is_not_found_again() -> None:
    index = known()
    index.remove("notary")
    assert len(index) == 2
    assert "notary" not in [near.key for near in index.nearest(NOTARY)]
    index.remove("notary")
    index.remove("translator")
    assert [near.key for near in index.nearest(PENSION)] == ["pension"]


def test_an_obstacle_is_still_found_by_what_was_told_long_ago() -> None:
    index = known()
    for number in range(20):
        index.add("notary", f"Зовсім інше, випадок {number}")
    assert index.nearest("натариус взял гроши за довереность")[0].key == "notary"
    assert "notary" in index.nearest("натариус взял гроши за довереность")[0].shared


def test_one_report_can_be_changed_and_taken_out_of_its_obstacle() -> None:
    index = known()
    index.add("notary", "Нотаріус поїхав у відпустку", report=1)
    index.add("notary", "Митниця не пускає візок", report=1)
    assert len(index) == 4
    assert index.nearest("таможня не пропускает коляску")[0].key == "notary"
    index.remove_report("notary", 1)
    index.remove_report("notary", 1)
    index.remove_report("unknown", 1)
    assert "notary" not in [near.key for near in index.nearest("таможня не пропускает коляску")]
    assert index.nearest(NOTARY) == known().nearest(NOTARY)


def test_no_words_find_nothing_and_many_words_are_read() -> None:
    index = known()
    assert index.nearest("") == []
    assert index.nearest(" … 🙂 123 !!!") == []
    assert Index[str]().nearest(NOTARY) == []
    assert index.nearest((NOTARY + ". ") * 100)[0].key == "notary"


def test_more_reports_of_an_obstacle_are_still_one_obstacle() -> None:
    index = known()
    for _ in range(30):
        index.add("notary", NOTARY)
    found = [near.key for near in index.nearest("нотаріус взяв гроші", k=10)]
    assert found.count("notary") == 1


@given(st.lists(st.text(max_size=60), max_size=8), st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_can_be_added_asked_and_removed(texts: list[str], asked: str) -> None:
    index = Index[int]()
    for number, text in enumerate(texts):
        index.add(number, text)
    found = index.nearest(asked, k=5)
    assert found == sorted(found, key=lambda near: -near.score)
    assert all(0 <= near.score <= 1 for near in found)
    for number in range(len(texts)):
        index.remove(number)
    assert len(index) == 0
    assert index.nearest(asked) == []


def test_the_order_of_adding_and_removing_leaves_no_trace() -> None:
    index = known()
    for number in range(50):
        index.add(f"other {number}", "в цнапі черга на паспорт")
    for number in range(50):
        index.remove(f"other {number}")
    assert index.nearest(NOTARY) == known().nearest(NOTARY)


def test_no_word_of_a_report_is_kept() -> None:
    index = Index[str]()
    index.add("one", "Прізвиськович із Закапелівки пішов до нотаріуса")
    kept = repr([index._reports._names, index._reports._numbers]).lower()
    assert "notary" in kept
    assert not any(part in kept for part in ("прізв", "призв", "закап", "пішов", "пишов"))


def test_fresh_barriers_are_found_by_the_lexicon_alone() -> None:
    """The floors lie a little below what was measured, so that only a real loss fails."""
    lines = [line for line in corpus.known() if line.part == corpus.FRESH]
    found = figures.measure(Ours, lines, corpus.new(), [corpus.FRESH])[corpus.FRESH]
    assert found.all >= 0.92
    assert found.across >= 0.92
    assert found.within >= 0.75
