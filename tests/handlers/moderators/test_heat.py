"""The heat table comes as text and as a picture, by place or month, for a year, a month or the last twelve."""

import pytest
from sqlalchemy import select

from storage import media
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells


async def told(chat: Chat) -> None:
    """Two met one obstacle, one another."""
    circle = Circle(chat)
    known = await tells(circle, await circle.joins(), TRANSLATION)
    await tells(circle, await circle.joins(), QUEUE, known.id)
    await tells(circle, await circle.joins(), QUEUE)


@pytest.mark.parametrize("words", ["", "2026", "2026-11"])
async def test_the_table_counts_people_and_a_picture_comes_along(chat: Chat, desk: Phone, words: str) -> None:
    await told(chat)
    await desk.says(f"/heat {words}")
    assert "Zakarpattia: 2\nThey asked for money: 2" in desk.screen.text
    assert "Kharkiv: 1\nA long queue: 1" in desk.screen.text
    assert [message.picture for message in desk.messages].count(True) == 1
    assert "browse heat" in await stand.acts(chat)


async def test_it_is_turned_by_buttons(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/obstacles")
    await desk.presses("Heat table")
    await desk.presses("By month and office")
    assert "November 2026: 3\nTranslator: 2\nPension fund: 1" in desk.screen.text
    assert len([message for message in desk.messages if message.picture]) == 2


async def test_a_time_without_obstacles_has_no_picture(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/heat 2025-01")
    assert "January 2025\n\nNobody told of an obstacle then." in desk.screen.text
    assert not any(message.picture for message in desk.messages)
    await desk.says("/heat 2026-13")
    assert "It is written like this:" in desk.screen.text


async def test_the_picture_is_in_the_language_of_the_desk(chat: Chat, desk: Phone) -> None:
    await told(chat)
    bodies = []
    for language in ("en", "uk"):
        await desk.says(f"/language {language}")
        await desk.says("/heat")
        async with chat.database.transaction() as session:
            (row,) = [row for row in await session.scalars(select(media.MediaRow)) if row.id not in bodies]
            bodies.append(row.id)
    async with chat.database.transaction() as session:
        first, second = [(await media.body(session, id))[1] for id in bodies]
    assert first != second
