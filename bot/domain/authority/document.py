"""The joint request as a document in Ukrainian, for people to print or to send.

Law of Ukraine "On Access to Public Information" (2939-VI): 13 (who must answer), 19 (a request may be joint,
in any form, without a reason), 20 (five working days), 21 (free), 22 (who does not have it sends it on).
"""

from collections.abc import Sequence
from typing import Final

from bot.domain.authority.drafting import Draft

LAW: Final = "Закону України «Про доступ до публічної інформації»"
LINE: Final = "_" * 24
SENDER: Final = f"Від (ім’я того, хто надсилає): {LINE}\nАдреса або електронна пошта для відповіді: {LINE}"
SIGNED: Final = f"Дата: {LINE}\nПідпис того, хто надсилає: {LINE}"


def as_text(draft: Draft, people: int, names: Sequence[str]) -> str:
    """Return the request; `people`: how many signed, `names`: of those who wanted to be named in it."""
    return "\n\n".join(
        (
            f"Кому: {one_line(draft.authority) or LINE}",
            SENDER,
            "ЗАПИТ НА ПУБЛІЧНУ ІНФОРМАЦІЮ\n(колективний)",
            "До спільноти взаємодопомоги звернулися люди, які зіткнулися з перешкодою:",
            "\n".join(f"– {one_line(fact)}" for fact in draft.facts),
            f"На підставі статей 19 і 20 {LAW} просимо надати інформацію або копії документів:",
            "\n".join(f"{place}. {one_line(question)}" for place, question in enumerate(draft.questions, 1)),
            "Якщо частина питань потребує роз’яснень, просимо розглянути її як звернення відповідно до "
            "Закону України «Про звернення громадян». Якщо інформацією володіє інший орган, просимо переслати "
            "запит йому і повідомити нас (частина третя статті 22).",
            "Відповідь просимо надати протягом п’яти робочих днів з дня отримання запиту (стаття 20), безоплатно "
            "(стаття 21), на адресу, зазначену вище.",
            _signatures(people, names),
            SIGNED,
        )
    )


def one_line(words: str) -> str:
    """Return words that somebody typed without the lines that they were typed in: those are the document's own."""
    return " ".join(words.split())


def _signatures(people: int, names: Sequence[str]) -> str:
    count = f"Підтримали цей запит (кількість людей): {people}."
    return "\n".join((count, *(f"– {one_line(name)}" for name in names)))


def parts(text: str, limit: int) -> list[str]:
    """Cut a document into messages of at most `limit` characters: between its paragraphs, or its lines if it must be.

    A longer line stays whole.
    """
    return [
        part
        for paragraphs in _packed(text.split("\n\n"), "\n\n", limit)
        for part in (
            [paragraphs] if len(paragraphs) <= limit else _packed(paragraphs.split("\n"), "\n", limit)
        )
    ]


def _packed(pieces: Sequence[str], between: str, limit: int) -> list[str]:
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + len(between) + len(piece) <= limit:
            packed[-1] += between + piece
        else:
            packed.append(piece)
    return packed
