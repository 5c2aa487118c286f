"""Drafting a joint request from the facts that people told: counts, months, sums; of words only what was let out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import places
from bot.domain.authority.clock import KYIV
from bot.domain.authority.questions import questions
from bot.domain.authority.sums import UAH, Asked, asked
from bot.domain.obstacles.facts import HAPPENED, MONEY, OFFICES, PROMISED, Codes, Facts, Story, called
from bot.i18n import translate

PLACES, SENTENCES = 3, 3  # no more of them in one document
QUOTES = PLACE, SENTENCE = (
    "За словами людей, йдеться про: ",
    "Словами людини, яка це дозволила: ",
)  # words follow


@dataclass(frozen=True, slots=True)
class Told:
    """One report, as far as a document may know it; `released`: its public sentence was let out by a moderator."""

    story: Story
    at: datetime
    released: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A request before it is signed: to whom, what happened, what is asked; each line in Ukrainian."""

    authority: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]

    def asking(self, question: str) -> "Draft":
        """Return the draft with one more question."""
        return replace(self, questions=(*self.questions, question))


def draft(facts: Facts, reports: Sequence[Told], authority: str = "") -> Draft:
    """Draft a request about an obstacle; `authority`: its name, if somebody knows it better than the reports."""
    happened = Counter(report.story.facts.happened or facts.happened for report in reports)
    del happened[""]
    office = authority or ", ".join(part for part in (_uk(OFFICES, facts.office), _region(facts)) if part)
    return Draft(
        office,
        tuple(line for line in _facts(facts, reports, happened) if line),
        questions(set(happened)),
    )


def _facts(facts: Facts, reports: Sequence[Told], happened: Counter[str]) -> list[str]:
    exactly = dict.fromkeys(report.story.place for report in reports if report.story.place)
    counted = "; ".join(f"{_uk(HAPPENED, code)}: {n}" for code, n in happened.most_common())
    return [
        f"Кількість людей, які повідомили про це: {len(reports)}.",
        f"Коли: {_months(reports)}." if reports else "",
        f"Де: {_region(facts)}." if facts.region else "",
        f"Орган або установа: {_uk(OFFICES, facts.office)}." if facts.office else "",
        f"{PLACE}{'; '.join(list(exactly)[:PLACES])}." if exactly else "",
        f"На що вони розраховували: {_uk(PROMISED, facts.promised)}." if facts.promised else "",
        f"Що сталося натомість, за кількістю людей: {counted}." if counted else "",
        *(_sum(one) for one in _sums(facts, reports)),
        *(f"{SENTENCE}«{said}»" for said in _sentences(reports)),
    ]


def _months(reports: Sequence[Told]) -> str:
    told = sorted(report.at.astimezone(KYIV) for report in reports)
    first, last = (f"{at:%m.%Y}" for at in (told[0], told[-1]))
    return f"повідомлення за {first}" if first == last else f"повідомлення від {first} до {last}"


def _sums(facts: Facts, reports: Sequence[Told]) -> list[Asked]:
    money = [r.story.detail for r in reports if (r.story.facts.happened or facts.happened) == MONEY]
    return asked(money, UAH if facts.region.startswith("UA") else "")


def _sum(one: Asked) -> str:
    how_much = f"{one.least}" if one.least == one.most else f"від {one.least} до {one.most}"
    return f"Яку суму називали: {how_much} {one.currency} (повідомили: {one.people})."


def _sentences(reports: Sequence[Told]) -> list[str]:
    let_out = dict.fromkeys(r.story.public for r in reports if r.released and r.story.public)
    return list(let_out)[:SENTENCES]


def _region(facts: Facts) -> str:
    return places.name(facts.region).uk if places.is_place(facts.region) else ""


def _uk(codes: Codes, code: str) -> str:
    meant = called(codes, code)
    return "" if meant is None else translate(meant, "uk").casefold()
