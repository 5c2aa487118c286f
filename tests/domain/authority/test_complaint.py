"""The complaint says what was sent when, by which law, and to whom it goes."""

from datetime import date

import pytest

from bot.domain.authority.complaint import HEAD, OMBUDSMAN, Sent, complaint
from bot.domain.authority.drafting import Draft

DRAFT = Draft("Міграційна служба", ("Кількість людей: 3.",), ("На якій підставі?", "Хто відповідає?"))
SENT = Sent(date(2026, 11, 26), "поштою", "12/5", date(2026, 12, 3))


@pytest.mark.parametrize(
    "to, addressed", [(HEAD, "Керівнику: Міграційна служба"), (OMBUDSMAN, "Уповноваженому Верховної Ради")]
)
def test_a_complaint_says_when_it_was_sent_and_due(to: str, addressed: str) -> None:
    text = complaint(DRAFT, SENT, to, date(2026, 12, 10))
    for part in (
        addressed,
        "26.11.2026",
        "(поштою, номер 12/5)",
        "минув 03.12.2026",
        "на 10.12.2026",
        "статтею 23",
    ):
        assert part in text
    assert ("212-3" in text) is (to == OMBUDSMAN)


def test_without_a_number_none_is_named() -> None:
    assert "(поштою)." in complaint(DRAFT, SENT._replace(number=""), HEAD, SENT.due)
