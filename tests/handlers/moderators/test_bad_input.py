"""Every command with the wrong words after it, and every button with the wrong row: kind answers, no change."""

import pytest
from sqlalchemy import func, select

from bot.domain.announcements import Audience
from handlers.moderators.registry import ACTIONS, COMMANDS
from storage import announcements, groups
from storage.tables import METADATA
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

HUGE = "9" * 400
NUMBERS = ("", "nine", "0", "-1", "1.5", "1e3", "٣", "99", HUGE, "1 2 3", "1;2", "@", "\u202e1", "1️⃣", "None")
PAIRS = ("", "1", "a b", "0 0", "-1 -1", "1 99", "99 1", f"{HUGE} {HUGE}", "1 2 3", "1-1-1")
ONE_NUMBER = (
    "request",
    "obstacle",
    "card",
    "newcard",
    "match",
    "approve",
    "refuse",
    "pause",
    "unpause",
    "invite",
    "group",
    "closegroup",
    "person",
    "ban",
    "unban",
    "reassign",
    "close",
    "verify",
    "take",
)
TWO_NUMBERS = ("assign", "neighbours", "coordinator", "merge", "mergegroups")
ALONE = ("1", "please", HUGE)
# These are pages that are there.
SHOWS = {
    *(("m-groups", row) for row in ("0", "99")),
    *(("m-cards", row) for row in ("0", "99")),
    *(("m-refused", row) for row in ("0", "99")),
    ("m-obstacles", "1-"),
    ("m-jobs", ""),
    ("m-newses", ""),
    *((name, row) for name in ("m-letters", "m-templates") for row in ("0", "99")),
    ("m-duty", ""),
    ("m-hush", ""),
}
SHOWS |= {(f"m-{name}", "1-") for name in ("requests", "helpers", "people", "contacts")} | {("m-help", "")}
WRONG = [
    *(f"/{name} {after}" for name in ONE_NUMBER for after in NUMBERS),
    *(f"/{name} {after}" for name in TWO_NUMBERS for after in PAIRS),
    *(
        f"/mode {after}"
        for after in ("", "x", "1 trusted", "1 1", "99", "99 seen", "seen 1", f"{HUGE} seen", f"1 {HUGE}")
    ),
    *(
        f"/describe {after}"
        for after in ("", "1", "x", "99 words", "words 1", f"1 {HUGE}", "1 t.me/kolo", "1 @kolo_1985")
    ),
    *(
        f"/blackout {after}"
        for after in ("", "1", "x", "99 1", "1 49", "1 0", "1 9-3", f"1 {HUGE}", f"{HUGE} 1")
    ),
    *(
        f"/redact {after}"
        for after in ("", "1", "x", "99 words", "1 x", "words 1", f"1 {HUGE}", f"{HUGE} words")
    ),
    *(
        f"/newcard {after}"
        for after in (
            "99 uk\nTitle\nStep",
            "x uk\nTitle\nStep",
            "1 de\nTitle\nStep",
            "1 uk",
            "1 uk\nTitle",
            f"1 uk {HUGE}",
        )
    ),
    *(f"/card {after}" for after in ("99 uk\nTitle\nStep", "1 uk", f"1 uk\n{HUGE}\n{HUGE}")),
    *(
        f"/announce {after}"
        for after in (
            "99",
            "x",
            HUGE,
            "1 de\nText",
            "1 uk",
            "1 to",
            "1 to nowhere",
            "1 to group 99",
            "1 to group",
            "stop",
            "stop 1",
            "stop x",
            f"stop {HUGE}",
            f"1 to {HUGE}",
            f"1 uk\n{HUGE * 9}",
            f"{HUGE} uk\nText",
            "new nowhere",
            "new group 99",
            "-1 uk\nText",
        )
    ),
    *(
        f"/{name} {after}"
        for name in ("requests", "helpers", "people", "contacts")
        for after in ("qwzx", "0", "-1", "٣", "@", "hxrsn", "\u202e", "'; --", HUGE, "kherson " * 13, "куку")
    ),
    *(f"/reassign {after}" for after in ("1 1", "1 99", "99 1", "1 2 3", f"1 {HUGE}")),
    *(f"/close {after}" for after in ("1 well", "99 solved", f"1 {HUGE}", "solved 1", "1 2 3")),
    *(f"/verify {after}" for after in ("1 maybe", "99 called", f"1 called {HUGE}", "called 1")),
    *(f"/invite {after}" for after in ("1 0", "1 91", "1 -3", f"1 {HUGE}", "99 7", "1 x")),
    *(f"/coordinators {after}" for after in ("99", "x", "1 2", HUGE)),
    *(f"/help {after}" for after in ("nothing", "1", "/nothing", HUGE)),
    *("/mergegroups 1 1", "/newgroup Batumi, women", "/newgroup Batumi, Nowhere, women, seen"),
    *("/neighbours 1 1", "/coordinator 1 1", "/coordinator 1 99", "/merge 1 1"),
    *(
        f"/{name} {after}"
        for name in ("queue", "groups", "gaps", "jobs", "budget", "cards", "board", "alerts", "unhush")
        for after in ALONE
    ),
    *(
        f"/split {after}"
        for after in ("", "1", "x", "99 1", "1 0", "1 -1", f"1 {HUGE}", f"{HUGE} 1", "1 a b", "1-2-3 4")
    ),
    *(f"/heat {after}" for after in ("x", "1", "2026-13", "2026-00", "99999", "2026 11", HUGE)),
    *(
        f"/{name} {after}"
        for name in ("words", "reveal request", "reveal helper")
        for after in ("", "x", "99 because of it", f"{HUGE} because", f"1 {HUGE}", "1 so", "1 1 1 1 1 1")
    ),
    *(f"/reveal {after}" for after in ("", "1", "person 1 why not", "1 request why", HUGE)),
    *(
        f"/export {after}"
        for after in ("", "csv", "obstacles", "obstacles xml", "people csv", f"obstacles {HUGE}")
    ),
    *(
        f"/stats {after}"
        for after in ("1", "0", "-7", "x", "7", "days", "week month", "kherson nonsense", HUGE)
    ),
    f"/obstacles {HUGE}",
    *(f"/audit {after}" for after in NUMBERS[1:]),
    *(f"/audit {after}" for after in ("1:", ":9f02c6d1", "1:9F02C6D", "٣:9f02c6d1", f"{HUGE}:9f02c6d1")),
    *(f"/score {after}" for after in ("need", "need 0", "need -1", "need 1001", "load 3", f"need {HUGE}")),
    *(f"/score {after}" for after in ("waiting_h 0", "40 need", "need 200 300", "constructor 1", "week ٣")),
    *(f"/language {after}" for after in ("de", "english", "uk ru", "0", HUGE)),
    *(
        "/newgroup",
        "/newgroup x",
        "/newgroup ,",
        "/newgroup a,b,c",
        f"/newgroup {HUGE}, {HUGE}",
        "/newgroup \u200b, PL",
    ),
    *(
        f"/write {after}"
        for after in ("", "1", "1 ", "99 words", "helper", "helper 1", "helper 99 words", "x words")
    ),
    *(f"/write {after}" for after in (f"1 {HUGE * 3}", f"{HUGE} words", "1 4111 1111 1111 1111", "1 \u200b")),
    *(f"/letters {after}" for after in NUMBERS[1:]),
    *(
        f"/templates {after}"
        for after in (*NUMBERS[1:], "1 uk", "1 de Words", "99 uk Words", "new", "new uk")
    ),
    *(f"/templates {after}" for after in (f"1 uk {HUGE * 3}", "new uk {name}", "new en +380 67 123 45 67")),
    *(f"/handover {after}" for after in (*NUMBERS, "1")),
    *(f"/duty {after}" for after in ALONE),
    *("/aprove 1", "/", "/@", "/@kolo_bot", "/12", f"/{HUGE}", "//queue"),
]
ROWS = (
    "",
    "0",
    "-1",
    "nine",
    "99",
    HUGE[:50],
    "1-",
    "-",
    "1-1-1",
    "held",
    "held--1",
    "1-curious",
    "٣",
    "1:2:3",
)


async def everything(chat: Chat) -> dict[str, int]:
    """How many rows every table has; what the chat itself needs is left out."""
    own = {"inbox", "outbox"}
    async with chat.database.transaction() as session:
        tables = [table for name, table in METADATA.tables.items() if name not in own]
        return {t.name: await session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


async def prepared(chat: Chat) -> None:
    await stand.request(chat, chat.person(), held=True)
    await stand.volunteer(chat, chat.person())
    async with chat.database.transaction() as session:
        await groups.add(session, "Tbilisi", "GE")
        await announcements.add(session, Audience())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_wrong_words_after_a_command_change_nothing(chat: Chat, desk: Phone) -> None:
    await prepared(chat)
    before = await everything(chat)
    for typed in WRONG:
        known = len(desk.messages)
        answer = await desk.says(typed)
        assert len(desk.messages) == known + 1, typed
        assert 5 < len(answer.text) < 600, typed
        assert "code" not in answer.text, typed  # no apology for a failure of ours
        assert HUGE not in answer.text
    assert await everything(chat) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_wrong_rows_of_buttons_change_nothing(chat: Chat, desk: Phone) -> None:
    await prepared(chat)
    before = await everything(chat)
    for name in ACTIONS.keys() - {"m-queue", "m-away"}:  # these take no row
        for row in ROWS:
            if (name, row) in SHOWS:
                continue
            answer = await desk.sends_payload(f"a:{name}:{row}")
            assert 5 < len(answer.text) < 600, (name, row)
            assert "code" not in answer.text, (name, row)
    assert await everything(chat) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_command_that_needs_something_shows_its_example(chat: Chat, desk: Phone) -> None:
    for name in (*ONE_NUMBER, *TWO_NUMBERS, "newgroup", "mode", "describe", "blackout", "redact"):
        answer = await desk.says(f"/{name}")
        assert answer.text.startswith("It is written like this:")
        assert f"\n/{name} " in answer.text
    assert set(COMMANDS) > {"request", "approve"}


async def test_an_unknown_number_is_named_and_the_way_shown(chat: Chat, desk: Phone) -> None:
    assert (await desk.says("/request 99")).text == "There is no request 99. /queue shows what waits."
    assert (await desk.says("/approve 99")).text == "There is no helper 99. /queue shows who waits."
    for name in ("invite", "group", "mode", "closegroup"):
        assert (await desk.says(f"/{name} 99")).text == "There is no group 99. /groups shows them."


async def test_a_refused_press_leaves_its_card_as_it_was(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    card = await desk.says("/request 1")
    before = card.text
    await desk.sends_payload("a:m-nothing:1", card.id)
    assert desk.screen.text.startswith("This button no longer does anything.")
    assert (card.text, card.rewritten) == (before, False)
