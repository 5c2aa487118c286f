"""Whoever steals the file of the database without its key reads nothing that anybody wrote, nor who it was."""

from pathlib import Path

import pytest

from bot.domain import codes
from bot.domain.matching import Ask
from storage import groups, hand_over_notes, how_are_you_questions as questions, persons
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.accounts import stand

CANARIES = (
    "kanarka", "555000111", "555000222", "Ptashka", "Synytsia", "Gorobets-group", "file-kanarka", "lastivka@example",
    "UA-21", "translator", "Chatham",
)  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # a file, which can be stolen
async def test_a_stolen_file_and_its_log_tell_nothing_in_the_middle_of_everything(
    chat: Chat, tmp_path: Path
) -> None:
    circle = Circle(chat)
    olha = chat.person(address="555000111", language="en")
    petro = chat.person("viber", "555000222==", language="en")
    of_codes = await _live_through(circle, chat, olha, petro)
    stolen = _stolen(tmp_path)
    assert len(stolen) > 100_000
    for canary in (*CANARIES, *of_codes):
        for written in (canary, canary.upper(), canary[::-1]):
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert written.encode(coding) not in stolen, canary


def _stolen(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("kolo.db*"))


async def _live_through(circle: Circle, chat: Chat, olha: Phone, petro: Phone) -> tuple[str, ...]:
    """Let everything happen that leaves words behind; return the codes that were shown."""
    desk = chat.desk()
    async with chat.database.transaction() as session:
        for phone, name in ((olha, "Ptashka"), (petro, "Synytsia")):
            arrival = await persons.welcome(session, phone.channel, phone.address, "en")
            person = await persons.consent(session, arrival.person, 1)
            circle.people[phone.address] = await persons.tell(session, person, name=name)
        await groups.add(session, "Gorobets-group", "GE")
    helper = await circle.helper()
    match_id = await circle.matched(
        olha, helper, Ask("documents", "documents.passport", words="kanarka: ask")
    )
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says("kanarka: words", message="9")
    await olha.sends("edited", text="kanarka: edited", message="9")
    await olha.says("kanarka: held lastivka@example.com")
    await olha.sends("photo", text="kanarka: caption", file="file-kanarka")
    await olha.says("/ask")
    await olha.says("kanarka: no such need")
    await petro.says("kanarka: to nobody")
    shown = await _try_codes(olha, petro)
    await _over_time(circle, olha, helper, match_id)
    await petro.sends("voice", file="file-kanarka")
    await petro.sends("other", text="kanarka: other")
    await _tell_of_an_obstacle(chat, olha, desk)
    await _open_words(desk)
    chat.database.committed = lambda outgoing: None  # from here on everything waits in the outbox
    await olha.says("/menu")
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says("kanarka: waits in the outbox")
    await olha.says("/mydata")
    await olha.sends_payload("a:mydata:show")
    await chat.dispatcher.set_aside_raw("telegram", "77", b"kanarka: unreadable")
    return shown


async def _open_words(desk: Phone) -> None:
    """Open what a request says, for a stated reason."""
    await desk.says("/request 1")
    await desk.presses("Відкрити")
    await desk.presses("Щоб знайти")


async def _try_codes(olha: Phone, petro: Phone) -> tuple[str, ...]:
    """Codes that hold a canary, where they are asked for and where they are not; return the true ones."""
    link, whole = codes.digits(await stand.link_code(olha)), await stand.return_code(olha)
    await olha.sends_payload("a:code:check")
    await olha.says("5550001110")
    await petro.says("/return 5550001110")
    await petro.says("/link 5550001110")
    return link, whole, "".join(codes.groups(whole)[:2]), " ".join(codes.groups(whole)[:2])


async def _over_time(circle: Circle, olha: Phone, helper: Phone, match_id: int) -> None:
    """By which clock she lives, how she is, and what is left for the next helper."""
    match, id = await circle.match(match_id), circle.id(olha)
    async with circle.database.transaction() as session:
        person = await persons.get(session, id)
        assert person is not None
        await persons.tell(session, person, zone="Pacific/Chatham")
        asked = await questions.ask(session, id, questions.QUESTION, "2026-11-21", None)
        assert asked is not None
        await questions.close(session, asked, questions.ANSWERED, "dark")
        await questions.add_words(session, asked, "kanarka: how I am")
        await hand_over_notes.add(
            session, match_id, match.request_id, circle.id(helper), id, "kanarka: for the next helper"
        )


async def _tell_of_an_obstacle(chat: Chat, olha: Phone, desk: Phone) -> None:
    """Everything that can be told of one, in a draft, as a report, and opened by a moderator."""
    await olha.says("/obstacle")
    for answer in ("Zakarpattia", "Translator", "Translation, notary", "They asked for money", "800 kanarka"):
        await olha.says(answer)
    await olha.says("kanarka: the translation of my paper")
    await olha.presses("Add more")
    await olha.says("kanarka street")
    await olha.presses("This week")
    await olha.sends_photo("kanarka: under the photo")
    await olha.presses("Yes")
    await olha.says("A kanarka for everybody.")
    await olha.presses("Yes, exactly so")
    await olha.presses("Send")
    await chat.work()
    await desk.sends_payload("a:m-told:1-authority")
    await olha.says("/obstacle")
    await olha.presses("Tell of another one")
    for answer in ("Zakarpattia", "Translator", "Translation, notary", "They asked for money", "900 kanarka"):
        await olha.says(answer)
