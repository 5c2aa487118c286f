"""/redact: words that name somebody become black in all that was told of an obstacle; the authors hear of it once."""

from dataclasses import replace

import pytest

from bot.domain.obstacles.black import BAR
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import TRANSLATION, reports, tells

NAMES = replace(
    TRANSLATION, words="Mrs Ivanenko took it. IVANENKO laughed.", public="Ivanenko takes money.", detail="800"
)


async def told(chat: Chat) -> tuple[Circle, Phone, Phone]:
    """Olha names somebody, and her sentence is out; Petro does not."""
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.joins("viber")
    known = await tells(circle, olha, NAMES)
    await tells(circle, petro, TRANSLATION, known.id)
    await chat.desk().sends_payload("a:m-told:1-release")
    await chat.desk().presses("Let sentence 1 out")
    return circle, olha, petro


async def test_words_become_black_and_their_author_hears_it(chat: Chat, desk: Phone) -> None:
    circle, olha, petro = await told(chat)
    answer = await desk.says("/redact 1\n ivanenko")
    assert "Blacked out in 1 report." in answer.text
    mine, other = await reports(circle)
    assert mine.story == replace(
        NAMES, words=f"Mrs {BAR} took it. {BAR} laughed.", public=f"{BAR} takes money."
    )
    assert (mine.released, other.story) == (False, TRANSLATION)
    assert heard(olha, "a moderator blacked out words in what you told") == 1
    assert heard(petro, "blacked out") == 0
    assert "redact obstacle 1" in await stand.acts(chat)
    await desk.says("/audit")
    assert "ivanenko" not in desk.screen.text.casefold()


@pytest.mark.parametrize("words", ["Ivanenko", "nobody", "█████"])
async def test_what_stands_nowhere_changes_nothing(chat: Chat, desk: Phone, words: str) -> None:
    circle, olha, _petro = await told(chat)
    await desk.says("/redact 1 ivanenko")
    before = await reports(circle)
    await desk.says(f"/redact 1 {words}")
    assert "stand nowhere" in desk.screen.text
    assert await reports(circle) == before
    assert heard(olha, "blacked out words") == 1
