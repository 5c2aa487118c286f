"""The export is a document without anybody in it: no words, no names of offices, no ids, small numbers as small."""

import json
from dataclasses import replace

import pytest

from storage import media, obstacle_reports, obstacles
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells

OUT, HELD, BARE = "=They take money.", "Nobody let this out.", "Let out, not published."


async def told(chat: Chat) -> Circle:
    """Three met the first, which is published; one the second, which is not."""
    circle = Circle(chat)
    known = await tells(circle, await circle.joins(), replace(TRANSLATION, public=OUT))
    await tells(circle, await circle.joins(), replace(QUEUE, public=HELD), known.id)
    await tells(circle, await circle.joins(), QUEUE, known.id)
    other = await tells(circle, await circle.joins(), replace(QUEUE, public=BARE))
    async with chat.database.transaction() as session:
        for one in (known, other):
            report = (await obstacle_reports.of_obstacle(session, one.id))[0]
            await obstacle_reports.release(session, report.id, True)
        await obstacles.publish(session, known.id, True)
    return circle


async def exported(chat: Chat, desk: Phone, form: str) -> str:
    """What is in the file that comes."""
    await desk.says(f"/export obstacles {form}")
    await stand.agrees(desk)
    (document,) = [message.document for message in desk.messages if message.document is not None]
    async with chat.database.transaction() as session:
        body = (await media.body(session, document))[1]
    assert body is not None
    return body.decode("utf-8-sig")


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_nothing_of_anybody_is_in_it(chat: Chat, desk: Phone, form: str) -> None:
    circle = await told(chat)
    body = await exported(chat, desk, form)
    hidden = [TRANSLATION.words, TRANSLATION.place, TRANSLATION.detail, QUEUE.words, HELD, BARE]
    hidden += [str(circle.id(phone)) for phone in chat.phones.values() if phone is not desk]
    assert not [said for said in hidden if said in body]
    assert "export obstacles" in await stand.acts(chat)


async def test_the_rows_tell_facts_ranges_and_small_numbers_as_small(chat: Chat, desk: Phone) -> None:
    await told(chat)
    first, second = json.loads(await exported(chat, desk, "json"))
    assert first == {
        "number": 1,
        "country": "UA",
        "region": "UA-21",
        "office": "translator",
        "promised": "translation",
        "happened": "money",
        "sums": ["500-999 UAH"],
        "month": "2026-11",
        "status": "new",
        "people": "3",
        "sentences": [OUT],
    }
    assert (second["people"], second["sentences"]) == ("<3", [])


async def test_csv_is_in_the_language_of_the_desk_and_without_formulas(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/language uk")
    body = await exported(chat, desk, "csv")
    assert body.splitlines()[0].startswith("номер,країна,область,установа")
    assert f"'{OUT}" in body
    assert "Закарпатська область" in body


@pytest.mark.parametrize(
    "words", ["", "csv", "obstacles", "obstacles xml", "people csv", "obstacles csv now"]
)
async def test_anything_else_makes_no_file(chat: Chat, desk: Phone, words: str) -> None:
    await told(chat)
    await desk.says(f"/export {words}")
    assert "It is written like this:\n/export obstacles csv" in desk.screen.text.replace("\n\n", "\n")
    assert desk.screen.document is None
