"""What should not stand in a report is taken out for a reason, and its author hears of it once, kindly."""

from dataclasses import replace

import pytest

from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import TRANSLATION, reports, tells

SENTENCE = "They take money for what is free."


async def told(chat: Chat, desk: Phone) -> tuple[Circle, Phone]:
    """Olha told everything there is; her words are open, her sentence is out."""
    circle = Circle(chat)
    olha = await circle.joins()
    await tells(circle, olha, replace(TRANSLATION, public=SENTENCE))
    await desk.sends_payload("a:m-told:1-release")
    await desk.presses("Let sentence 1 out")
    await desk.sends_payload("a:m-told:1-complaint")
    return circle, olha


@pytest.mark.parametrize(
    "label, part",
    [
        ("the words", "words"),
        ("the sum or the paper", "detail"),
        ("the name of the office", "place"),
        ("the sentence for all", "public"),
    ],
)
async def test_a_part_is_deleted_and_the_rest_stays(chat: Chat, desk: Phone, label: str, part: str) -> None:
    circle, olha = await told(chat, desk)
    (before,) = await reports(circle)
    for press in ("Take out of 1", label, "It names somebody"):
        await desk.presses(press)
    assert "Taken out." in desk.screen.text
    (after,) = await reports(circle)
    assert after.story == replace(before.story, **{part: ""})  # type: ignore[arg-type]
    assert after.released is (part != "public")
    assert heard(olha, f"took out {label} of what you told. It could show who somebody is.") == 1
    assert "redact obstacle 1" in await stand.acts(chat)
    await desk.says("/audit")
    assert "It names somebody" in desk.screen.text


async def test_what_is_gone_cannot_be_taken_out_again(chat: Chat, desk: Phone) -> None:
    circle, olha = await told(chat, desk)
    (report,) = await reports(circle)
    for _twice in range(2):
        await desk.sends_payload(f"a:m-out:{report.id}-words-hurts")
    assert "not here any more" in desk.screen.text
    assert heard(olha, "took out the words") == 1
    for row in ("0--", f"{report.id}-when", f"{report.id}-facts", "x", f"{report.id}-words"):
        await desk.sends_payload(f"a:m-redact:{row}")
    for row in (f"{report.id}-detail-x", f"{report.id}--names", "0-words-names"):
        await desk.sends_payload(f"a:m-out:{row}")
        assert "not here any more" in desk.screen.text
