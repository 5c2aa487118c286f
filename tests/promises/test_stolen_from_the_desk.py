"""What moderators write, and what they open, is in no file in clear either; the audit tells none of it."""

import re
from pathlib import Path

import pytest

from handlers.moderators.registry import COMMANDS
from tests.chat import Chat, Phone
from tests.handlers.moderators.conftest import desk as desk
from tests.handlers.moderators.test_audited import DONE, LATER, do, ids as ids
from tests.promises.canaries import CANARIES, FREE, NAMES, PHONES, PLACES, in_clear
from tests.promises.looking import look
from tests.promises.overheard import everything_said

# What the list of acts says in words, and the canaries that are said instead.
INSTEAD = {
    "to find the right helper": FREE[0],
    "Tbilisi, Georgia": f"{NAMES[0]}, Georgia",
    "Kyiv, Kyiv": f"{NAMES[8]}, Kyiv",
    "We meet at the border.": FREE[1],
    "a life is in danger": FREE[2],
    "called by phone": FREE[3],
    "the person asked again": NAMES[2],
    "Title\nStep": f"{PLACES[0]}\n{FREE[4]}",
    "+380 67 123 45 67": PHONES[0],
    "secret words": FREE[5],
    "Words for you": FREE[6],
    "en Words": f"en {FREE[7]}",
    "wrong words": NAMES[3],
    "1 secret": f"1 {NAMES[1]}",
}
# Words that mean something to a command, and are nobody's.
OURS = {
    *(
        "need",
        "week",
        "year",
        "en",
        "uk",
        "Georgia",
        "Kyiv",
        "peers",
        "kherson",
        "urgent",
        "Київ",
        "documents",
        "asks",
    ),
    *("helper", "request", "new", "to", "helping", "csv", "obstacles", "old", "agreed"),
}
REASONS = {FREE[0], FREE[2], FREE[3], NAMES[2], NAMES[3]}  # of moderators: they are to stand in the audit
PEOPLES = ("My secret words", "my secret evidence", "secret words")  # of those of whom the acts are


def said(act: str) -> str:
    """The act with canaries in the place of words."""
    for words, canary in INSTEAD.items():
        act = act.replace(words, canary)
    return act


def test_every_word_that_moderators_type_is_a_canary_or_means_something_to_the_command() -> None:
    for act in DONE:
        if not act.startswith("/"):
            continue
        rest = said(act).partition(" ")[2]
        for canary in CANARIES:
            rest = rest.replace(canary, " ")
        assert set(re.findall(r"[^\W\d]+", re.sub(r"{\w+}", " ", rest))) <= OURS, act
    assert {act.split()[0][1:] for act in DONE if act.startswith("/")} | {"help"} == set(COMMANDS)


async def test_nothing_is_in_clear_whatever_moderators_do(
    chat: Chat,
    desk: Phone,
    ids: dict[str, int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with everything_said() as heard:
        for act in DONE:
            await do(desk, said(act.format(**ids, **LATER)))
    used = [canary for canary in CANARIES if any(canary in said(act) for act in DONE)]
    assert len(used) > len(INSTEAD)
    printed = capsys.readouterr()
    logs = (heard.getvalue() + printed.out + printed.err).encode()
    assert not in_clear((*used, *PEOPLES), look(chat.database, tmp_path), logs)
    before = len(desk.texts)
    await desk.says("/audit")
    journal = "\n".join(desk.texts[before:]).encode()
    assert not in_clear((*set(used) - REASONS, *PEOPLES), journal)
