"""A draft is made of counts, months and sums; of people's words only what was let out stands in it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.authority.drafting import Draft, Told, draft
from bot.domain.authority.questions import questions
from bot.domain.obstacles.facts import HAPPENED, Facts, Story

FACTS = Facts("UA-21", "passport", "document", "money")
STORY = Story(FACTS, "Ужгород, Корзо", "500 грн", "month", "МОЇ ТАЄМНІ СЛОВА", "Це не безоплатно.")


def told(story: Story = STORY, month: int = 9, released: bool = False) -> Told:
    return Told(story, datetime(2026, month, 3, 12, tzinfo=UTC), released)


def all_of(made: Draft) -> str:
    return "\n".join((made.authority, *made.facts, *made.questions))


def test_the_facts_are_counted() -> None:
    refused = Story(replace(FACTS, happened="refused"))
    said = all_of(draft(FACTS, [told(), told(replace(STORY, detail="800"), 11), told(refused)]))
    for fact in (
        "повідомили про це: 3.",
        "від 09.2026 до 11.2026",
        "Закарпатська область",
        "від 500 до 800 грн",
    ):
        assert fact in said
    assert ": 2; " in said, "two were asked for money"


def test_only_sentences_that_were_let_out_are_quoted_and_each_once() -> None:
    assert STORY.public not in all_of(draft(FACTS, [told()]))
    quoted = all_of(draft(FACTS, [told(released=True), told(released=True)]))
    assert quoted.count(STORY.public) == 1
    assert STORY.words not in quoted


def test_the_authority_is_named_by_who_drafts_or_by_the_facts() -> None:
    assert draft(FACTS, [], "Міграційна служба").authority == "Міграційна служба"
    assert "Закарпатська область" in draft(FACTS, []).authority
    assert draft(Facts(), []).authority == ""


def test_what_happened_decides_what_is_asked() -> None:
    for code in HAPPENED:
        asked = questions({code})
        assert len(asked) == (2 if code == "other" else 3), "two are always asked"
    assert "гроші" in questions({"money"})[0]
    assert questions(set()) == questions({"gone since"})


def test_a_question_is_added_at_the_end() -> None:
    assert draft(FACTS, []).asking("А хто перевіряє?").questions[-1] == "А хто перевіряє?"
