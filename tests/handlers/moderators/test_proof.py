"""/proof: what a moderator says to a person who wants to know that the call is from Kolo."""

import re

from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_a_moderator_reads_what_the_person_reads(chat: Chat, desk: Phone) -> None:
    olha = chat.person(language="en")
    await olha.says("/real")
    read = (await olha.presses("Somebody calls me")).text
    found = re.search(r"today: (\d{6})\. They have to answer: (\w+)\..* it is: (\w+)\.", read)
    assert found is not None
    number, they, you = found.groups()
    said = (await desk.says(f"/proof {number[:3]} {number[3:]}")).text
    assert f"/ {they}. The person answers" in said
    assert f"/ {you}. Say yours only" in said


async def test_the_words_on_the_paper_are_the_same_for_moderators(chat: Chat, desk: Phone) -> None:
    olha = chat.person(language="en")
    await olha.sends_payload("a:real:3")
    word = olha.screen.text.partition("is: ")[2].partition(".")[0]
    line = (await desk.says("/звірка")).text.splitlines()[4]
    assert line.startswith("3. ")
    assert line.endswith(f" / {word}") or line == f"3. {word}"


async def test_a_number_of_another_length_is_misread(chat: Chat, desk: Phone) -> None:
    for typed in ("1", "12345", "1234567", "x", "48219٣"):
        assert (await desk.says(f"/proof {typed}")).text.startswith("It is written like this:")
    assert "browse proof" not in await stand.acts(chat)
