"""The house has these rooms and no others, and each has a contract on who may know it."""

import tomllib

from tests.guards.sources import ROOT, kept_files

# The rooms themselves, then what a repository needs beside them.
TOP = {"bot", "handlers", "jobs", "locales", "storage", "tests"} | {
    ".ci",
    ".dockerignore",
    ".editorconfig",
    ".env.example",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "compose.yaml",
    "docs",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
}


def test_the_top_of_the_repository_holds_only_what_it_must() -> None:
    assert {path.split("/")[0] for path in kept_files()} <= TOP


def test_every_room_of_the_bot_stands_in_a_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    lists = ("source_modules", "forbidden_modules", "protected_modules")
    named = {module for each in contracts for key in lists for module in each.get(key, ())}
    inside = {path.split("/")[1].removesuffix(".py") for path in kept_files() if path.startswith("bot/")}
    assert not {f"bot.{room}" for room in inside - {"__init__", "__main__"}} - named


def test_nothing_is_kept_that_a_program_makes() -> None:
    made = (".mo", ".pyc", ".db", ".sqlite", ".log", ".orig", ".rej")
    assert not [path for path in kept_files() if path.endswith(made) or "__pycache__" in path]
