"""A helper sees what was offered to them or taken by them: no button and no command shows another's case."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.matching import Ask
from handlers.registry import ACTIONS, COMMANDS
from storage import helpers, matches, requests
from storage.tables import METADATA
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.conftest import circle as circle

WORDS = "мій паспорт лишився в Зозульках"
SAID = "завтра о п’ятій біля пошти"
OTHERS = (WORDS, SAID, "Зозульках", "Kalyna", "Yavir", "Kalynonka")
GOES = {"forget", "return", "link"}  # what somebody does with themselves: no way to a case


async def cases(circle: Circle) -> tuple[Phone, Phone]:
    """Two talk about one request, in which words were said; another request waits."""
    asks, helps = await circle.joins(name="Kalyna"), await circle.helper("viber", name="Yavir")
    match_id = await circle.matched(asks, helps, Ask("documents", "documents.passport", words=WORDS))
    await asks.sends_payload(f"a:talk:{match_id}")
    await asks.says(SAID)
    assert SAID in helps.screen.text
    await circle.asks(await circle.joins(name="Kalynonka"), Ask("medical", "medical.doctor", words=WORDS))
    return asks, helps


async def rows(circle: Circle) -> list[int]:
    """The ids of rows of requests, offers, matches, words, questions and people, two of each."""
    tables = ("requests", "offers", "matches", "talk_messages", "check_ins", "persons")
    async with circle.database.transaction() as session:
        found = [
            row
            for table in METADATA.sorted_tables
            if table.name in tables
            for row in await session.scalars(select(table.c.id).limit(2))
        ]
    return [*found, 1]


async def state(circle: Circle) -> list[Any]:
    """The requests and matches as they stand."""
    async with circle.database.transaction() as session:
        return [
            [tuple(row) for row in await session.execute(select(table).order_by(table.c.id))]
            for table in (requests.RequestRow.__table__, matches.MatchRow.__table__)
        ]


def shown(phone: Phone) -> list[str]:
    """What of others stands on a phone, in words or on a button."""
    said = [text for message in phone.messages for text in (message.text, *message.labels)]
    return [text for text in said if any(other in text for other in OTHERS)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_button_and_no_command_shows_a_case_that_was_neither_offered_nor_taken(
    circle: Circle,
) -> None:
    _asks, helps = await cases(circle)
    others, before = await rows(circle), await state(circle)
    stranger = await circle.helper(name="Klen")
    for action in sorted(ACTIONS):
        for number, row in enumerate(others):
            await stranger.sends_payload(f"a:{action}:{row}{('', ':yes', ':solved')[number % 3]}")
    for name in sorted(COMMANDS.keys() - GOES):
        for words in ("", " 1", " Kalyna", " Зозульках", f" {helps.address}"):
            await stranger.says(f"/{name}{words}")
    assert await state(circle) == before
    assert not shown(stranger)
    assert shown(helps)
    async with circle.database.transaction() as session:
        helper = await helpers.get(session, circle.id(stranger))
    assert helper is not None
    assert helper.status == helpers.APPROVED, "a helper all the while"
