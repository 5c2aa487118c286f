"""What the runbooks tell to type is there and can be read: nobody looks for a command while data leak."""

import re

import pytest

from bot.__main__ import _parser
from handlers.moderators.registry import COMMANDS as DESK
from handlers.registry import COMMANDS
from tests.guards.sources import ROOT, kept_files
from tests.guards.test_readme import targets

RUNBOOKS = sorted(path for path in kept_files() if path.startswith("docs/runbooks/"))
OF_BOTFATHER = {"revoke"}
FIRST_LINE = re.compile(r"\n\n> (.+)\n")
NOTHING_PAINFUL = re.compile(r"полон|плен|captiv|даних|данн|data|витік|утечк", re.IGNORECASE)
every_runbook = pytest.mark.parametrize("runbook", RUNBOOKS)


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@every_runbook
def test_every_command_of_the_program_can_be_given_as_it_stands_there(runbook: str) -> None:
    for typed in re.findall(r"python -m bot ([^`\n]+)`", text_of(runbook)):
        assert _parser().parse_args(typed.split()).command == typed.split()[0]


@every_runbook
def test_every_command_of_the_chats_is_there(runbook: str) -> None:
    typed = set(re.findall(r"(?<![\w.<)/-])/([a-z]+)\b(?![/.])", text_of(runbook)))
    assert typed <= COMMANDS.keys() | DESK.keys() | OF_BOTFATHER


@every_runbook
def test_every_target_and_file_that_is_named_exists_here(runbook: str) -> None:
    text = text_of(runbook)
    assert set(re.findall(r"`make (\w+)", text)) <= targets()
    assert not [path for path in re.findall(r"ONLY=([\w/.]+)", text) if not (ROOT / path).exists()]


@every_runbook
def test_it_can_be_practised(runbook: str) -> None:
    assert "## Practise it" in text_of(runbook) or "## The drill" in text_of(runbook) or "README" in runbook


def test_messages_to_people_begin_with_a_neutral_line_in_three_languages() -> None:
    for runbook in ("docs/runbooks/breach.md", "docs/runbooks/copy.md"):
        firsts = FIRST_LINE.findall(text_of(runbook))
        assert [first.split()[0] for first in firsts] == ["Є", "Есть", "There"]
        assert not [first for first in firsts if NOTHING_PAINFUL.search(first)]


def test_no_message_to_people_says_where_they_were_or_what_they_asked_for() -> None:
    said = [line for path in RUNBOOKS for line in text_of(path).splitlines() if line.startswith("> ")]
    assert len(said) > 20
    assert not [
        line for line in said if re.search(r"полон|плен|captiv|колоні|колони|coloni", line, re.IGNORECASE)
    ]
