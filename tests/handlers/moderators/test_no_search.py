"""Nobody can look for a person by words: what is somebody's own word is answered as what is nobody's.

Obstacles can be searched by words, and are facts with a count.
"""

import re
from dataclasses import replace

import pytest

from handlers.moderators.registry import ACTIONS, COMMANDS
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle
from tests.handlers.obstacles.stand import TRANSLATION, tells

NAME, NOBODYS = "Kalyna", "Zozula"
SHAPES = (
    "{word}",
    "1 {word}",
    "{word} 1",
    "obstacles {word}",
    "1 uk\n{word}\n{word}",
    "request {word}",
    "{word}, UA",
)


@pytest.fixture
async def olha(chat: Chat, desk: Phone) -> Phone:
    """Somebody known as Kalyna, who asked, helps, told of an obstacle, and is in a group."""
    circle = Circle(chat)
    olha = await circle.helper(name=NAME)
    await circle.asks(olha, replace(PAPERS, words="my aunt sells cranberry jam"))
    await circle.group("Tbilisi", olha)
    await tells(circle, olha, TRANSLATION)
    return olha


def without(text: str, *words: str) -> str:
    """What is said apart from these words and from numbers, which count on."""
    for word in words:
        text = text.casefold().replace(word.casefold(), "*")
    return re.sub(r"\d+", "0", text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", ["a name", "an address", "a word of a request"])
async def test_no_command_tells_whether_a_word_is_somebodys(
    chat: Chat, desk: Phone, olha: Phone, what: str
) -> None:
    theirs, nobodys = {
        "a name": (NAME, NOBODYS),
        "an address": (olha.address, "7771"),
        "a word of a request": ("cranberry", "gooseberry"),
    }[what]
    for name in COMMANDS:
        for shape in SHAPES:
            answers = []
            for word in (nobodys, theirs):
                said = await desk.says(f"/{name} {shape.format(word=word)}")
                answers.append(without(said.text, theirs, nobodys))
            assert answers[0] == answers[1], (name, shape)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_button_takes_a_word_of_somebody(chat: Chat, desk: Phone, olha: Phone) -> None:
    for name in ACTIONS:
        answers = []
        for word in (NOBODYS, NAME):
            said = await desk.sends_payload(f"a:{name}:{word}")
            answers.append(without(said.text, NAME, NOBODYS))
        assert answers[0] == answers[1], name
