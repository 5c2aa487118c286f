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
            f"Кому: {draft.authority or LINE}",
            SENDER,
            "ЗАПИТ НА ПУБЛІЧНУ ІНФОРМАЦІЮ\n(колективний)",
            "До спільноти взаємодопомоги звернулися люди, які зіткнулися з перешкодою:",
            "\n".join(f"– {fact}" for fact in draft.facts),
            f"На підставі статей 19 і 20 {LAW} просимо надати інформацію або копії документів:",
            "\n".join(f"{place}. {question}" for place, question in enumerate(draft.questions, 1)),
            "Якщо частина питань потребує роз’яснень, просимо розглянути її як звернення відповідно до "
            "Закону України «Про звернення громадян». Якщо інформацією володіє інший орган, просимо переслати "
            "запит йому і повідомити нас (частина третя статті 22).",
            "Відповідь просимо надати протягом п’яти робочих днів з дня отримання запиту (стаття 20), безоплатно "
            "(стаття 21), на адресу, зазначену вище.",
            _signatures(people, names),
            SIGNED,
        )
    )


def _signatures(people: int, names: Sequence[str]) -> str:
    count = f"Підтримали цей запит (кількість людей): {people}."
    return "\n".join((count, *(f"– {name}" for name in names)))


def parts(text: str, limit: int) -> list[str]:
    """Cut a document between its paragraphs into messages of at most `limit` characters; a longer one stays whole."""
    cut: list[str] = []
    for paragraph in text.split("\n\n"):
        if cut and len(cut[-1]) + len(paragraph) + 2 <= limit:
            cut[-1] += f"\n\n{paragraph}"
        else:
            cut.append(paragraph)
    return cut
