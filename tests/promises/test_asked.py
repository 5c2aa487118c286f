"""Nothing is asked that is not used, and naming oneself is needed nowhere: docs/asked.md, held against every flow."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.conversation import Question, Review
from bot.conversation.questions import View
from handlers.registry import FLOWS
from tests.handlers.test_every_path import walks

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\| (\w+) \| (\w+) \| (yes|not said|needed) \| ([^|]{8,}) \| `([\w/.]+)` (\w+) \|")


class Row(NamedTuple):
    """One line of the document."""

    left_out: str
    purpose: str
    path: str
    word: str


@cache
def listed() -> dict[tuple[str, str], Row]:
    """The document: by flow and question."""
    found = ROW.findall((ROOT / "docs" / "asked.md").read_text(encoding="utf-8"))
    return {(flow, question): Row(*rest) for flow, question, *rest in found}


def met() -> Iterator[tuple[tuple[str, str], Question]]:
    """Every question of every flow, as each kind of person meets it; numbers at the end of a name tell rows apart."""
    for flow in FLOWS.values():
        for walk in walks(flow):
            for name, questions in walk.questions.items():
                plain = re.sub(r"(-\w+|\d+)$", "", name)
                yield from (((flow.name, plain), one) for one in questions if not isinstance(one, Review))


def left_out(questions: list[Question]) -> str:
    """How a question can be left out, in the words of the document."""
    if all(one.optional for one in questions):
        return "yes"
    unsaid = all("unsaid" in [id for id, _says in one.options(View())] for one in questions)
    return "not said" if unsaid else "needed"


def questions() -> dict[tuple[str, str], list[Question]]:
    """Every question of every flow, by flow and name."""
    found = dict[tuple[str, str], list[Question]]()
    for place, question in met():
        found.setdefault(place, []).append(question)
    return found


def test_every_question_has_a_purpose_and_can_be_left_out_as_is_said_and_none_needs_a_word() -> None:
    asked = questions()
    assert {place: row.left_out for place, row in listed().items()} == {
        place: left_out(each) for place, each in asked.items()
    }
    by_words_alone = [
        place
        for place, each in asked.items()
        if left_out(each) == "needed" and not all(one.options(View()) for one in each)
    ]
    assert not by_words_alone, "somebody would have to write, and perhaps to name themselves"


@pytest.mark.parametrize("place", listed(), ids=" ".join)
def test_an_answer_is_used_where_the_document_says(place: tuple[str, str]) -> None:
    row = listed()[place]
    text = (ROOT / row.path).read_text(encoding="utf-8")
    assert re.search(rf"\b{row.word}", text), f"{row.path} does not know {row.word}"


def test_the_two_questions_for_a_name_can_be_skipped_and_take_a_made_up_one() -> None:
    for place in (("settings_name", "name"), ("sign_by_name", "words")):
        assert listed()[place].left_out == "yes"
