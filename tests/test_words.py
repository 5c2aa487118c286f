"""`python -m bot words`: the paper, a number that somebody named, and other words after a loss."""

import argparse
import asyncio
from pathlib import Path

import pytest

from bot.data_keys import new_key
from bot.settings import Settings
from bot.words import worded
from bot.words_options import add_options
from storage import migrate


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    url = f"sqlite+aiosqlite:///{tmp_path}/kolo.db"
    asyncio.run(migrate.upgrade(url))
    return Settings(_env_file=None, database_url=url, data_keys=new_key())


def said(settings: Settings, *words: str) -> str:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return asyncio.run(worded(settings, parser.parse_args(words)))


def test_the_paper_has_a_line_a_day_and_is_the_same_when_printed_again(settings: Settings) -> None:
    paper = said(settings, "--days", "31")
    assert len(paper.splitlines()) == 32
    assert all(len(line.split()) == 10 for line in paper.splitlines()[1:])
    assert max(map(len, paper.splitlines())) < 130
    assert said(settings, "--days", "31") == paper
    assert said(settings, "--language", "en") != paper


def test_other_words_can_be_drawn_and_leave_what_is_said_on_the_phone(settings: Settings) -> None:
    paper, call = said(settings), said(settings, "--number", "482193")
    assert "worth nothing" in said(settings, "--anew", "paper")
    assert said(settings) != paper
    assert said(settings, "--number", "482193") == call
    assert "take Kolo for a copy" in said(settings, "--anew", "own")
    assert said(settings, "--number", "482193") != call
