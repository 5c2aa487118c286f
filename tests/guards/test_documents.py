"""What the documents name is there: files, folders, links, commands, the paths that a proxy lets through."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.channels.telegram import messenger as telegram
from bot.channels.viber import messenger as viber
from tests.guards.sources import CODE, ROOT, kept_files, modules, name
from tests.guards.test_readme import targets

DOCUMENTS = sorted(path for path in kept_files() if path.endswith(".md") and not path.startswith(".github/"))
MADE = ("data/", ".venv/")  # by make and by the bot: not in the repository
RECORDS = [path for path in kept_files() if re.fullmatch(r"docs/decisions/\d{4}-.+\.md", path)]
every_document = pytest.mark.parametrize("document", DOCUMENTS)


def text_of(path: str) -> str:
    return (ROOT / path).read_text()


def paths_in(text: str) -> set[str]:
    """Return what is written as `code` and looks like a path; `<name>` in it stands for any name."""
    spans = set(re.findall(r"`([\w.<>*-]+/[\w./<>*-]*|[\w-]+\.(?:toml|yaml|md|py))`", text))
    return {re.sub(r"<\w+>", "*", span) for span in spans if not span.startswith(MADE)}


def is_kept(path: str) -> bool:
    """Whether a path, a folder (ending in "/"), a pattern or a lone file name names something that git keeps."""
    if "/" not in path:
        return any(kept.split("/")[-1] == path for kept in kept_files())
    return any(
        fnmatch(kept, f"{path}*" if path.endswith("/") else path) or fnmatch(kept, f"{path}/*")
        for kept in kept_files()
    )


@every_document
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    assert not [path for path in paths_in(text_of(document)) if not is_kept(path)]


@every_document
def test_every_link_inside_the_repository_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", text_of(document))
    beside = (ROOT / document).parent
    assert not [link for link in links if name((beside / link).resolve()) not in kept_files()]


@every_document
def test_every_make_target_that_a_document_names_is_there(document: str) -> None:
    named = re.findall(r"(?:`|^ {4}(?:\S+ )?)make ([a-z]+)", text_of(document), re.MULTILINE)
    assert set(named) <= targets()


def test_every_decision_is_listed() -> None:
    listed = text_of("docs/decisions/README.md")
    assert not [path for path in RECORDS if f"({Path(path).name})" not in listed]


def test_no_comment_sends_the_reader_to_a_document_that_is_not_here() -> None:
    here = {Path(path).name for path in kept_files()}
    sent = {
        f"{name(path)}: {word}"
        for path in modules(*CODE, "tests")
        if path.parent.name != "guards"  # they name files that may be there one day
        for word in re.findall(r"[\w-]+\.md\b", path.read_text())
        if word not in here
    }
    assert not sent, "say the reason itself, or where it is public"


def test_the_readme_names_the_paths_that_a_proxy_must_let_through() -> None:
    told = re.search(r"Behind a proxy pass only (.+?) on", text_of("README.md"), re.DOTALL)
    assert told
    assert set(re.findall(r"`([^`]+)`", told[1])) == {telegram.PATH, viber.PATH, "/viber/media/"}
