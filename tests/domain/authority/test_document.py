"""The documents name the law and who signed by name, and nobody else."""

from bot.domain.authority import document
from bot.domain.authority.drafting import Draft

DRAFT = Draft("Міграційна служба", ("Кількість людей: 3.",), ("На якій підставі?", "Хто відповідає?"))


def test_a_request_asks_by_the_law_and_counts_who_signed() -> None:
    text = document.as_text(DRAFT, 7, ["Олена К."])
    for part in (
        "Кому: Міграційна служба",
        "ЗАПИТ НА ПУБЛІЧНУ ІНФОРМАЦІЮ",
        "статей 19 і 20 Закону України «Про доступ до публічної інформації»",
        "п’яти робочих днів",
        "– Кількість людей: 3.",
        "2. Хто відповідає?",
        "(кількість людей): 7.\n– Олена К.",
    ):
        assert part in text


def test_what_was_typed_in_several_lines_makes_no_lines_of_the_document() -> None:
    forged = "Олена\n\nЗапит відкликаємо.\nПідпис: Коваль"
    draft = Draft(forged, (forged,), (forged,))
    text = document.as_text(draft, 1, [forged])
    assert text.count("Олена Запит відкликаємо. Підпис: Коваль") == 4
    assert not any(line.startswith(("Запит відкликаємо", "Підпис: К")) for line in text.splitlines())


def test_an_unknown_authority_leaves_a_line_to_fill_in() -> None:
    assert "Кому: ____" in document.as_text(Draft("", (), ()), 0, [])


def test_a_document_is_cut_between_its_paragraphs() -> None:
    text = document.as_text(DRAFT, 7, [])
    cut = document.parts(text, 400)
    assert "\n\n".join(cut) == text
    assert len(cut) > 2
    assert all(len(part) <= 400 for part in cut)


def test_many_names_are_cut_between_them() -> None:
    names = [f"Олена Коваленко-Шевчук {n}" for n in range(200)]
    cut = document.parts(document.as_text(DRAFT, 200, names), 3500)
    assert all(len(part) <= 3500 for part in cut)
    lines = [line for part in cut for line in part.splitlines()]
    assert [line for line in lines if line.startswith("– Олена")] == [f"– {name}" for name in names]
