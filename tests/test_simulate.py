"""`python -m bot simulate`: tables of a made-up month and of the deployment's own, and clear answers to bad options."""

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.data_keys import new_key
from bot.replay import told
from storage import offer_log
from tests.chat import Chat
from tests.circle import Circle
from tests.test_command_line import run


def test_a_made_up_month_needs_no_settings_and_shows_the_ways_beside_each_other(tmp_path: Path) -> None:
    words = ("simulate", "--helpers", "40", "--days", "6", "--seed", "3", "--more-helpers", "4")
    done = run(tmp_path, *words, DATABASE_URL="nonsense")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("broadcast", "rota", "greedy"))] == [
        "broadcast",
        "rota",
        "greedy",
    ]
    assert "4 more helpers" in done.stdout
    assert not list(tmp_path.iterdir())


def test_the_same_seed_prints_the_same_month(tmp_path: Path) -> None:
    words = ("simulate", "--helpers", "30", "--days", "4", "--policy", "rota", "--more-helpers", "0")
    assert run(tmp_path, *words).stdout == run(tmp_path, *words).stdout


@pytest.mark.parametrize(
    "option, value", [("--helpers", "1"), ("--days", "0"), ("--seed", "-1"), ("--more-helpers", "ten")]
)
def test_a_number_that_cannot_be_is_answered_with_those_that_can(
    tmp_path: Path, option: str, value: str
) -> None:
    done = run(tmp_path, "simulate", option, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no whole number from" in done.stderr


def test_a_way_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    done = run(tmp_path, "simulate", "--policy", "lottery")
    assert done.returncode == 2
    assert "rota" in done.stderr


def test_an_empty_deployment_has_nothing_to_play_again(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "simulate", "--replay", DATA_KEYS=new_key())
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to play again" in done.stdout


def test_a_replay_without_keys_says_which_setting_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "simulate", "--replay")
    assert done.returncode == 2
    assert "DATA_KEYS" in done.stderr


def test_a_replay_without_tables_says_so_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "simulate", "--replay", DATA_KEYS=new_key())
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "there is no database yet" in done.stderr


async def test_a_deployment_sees_its_own_month_beside_the_same_month_again(chat: Chat) -> None:
    circle = Circle(chat)
    await circle.matched(await circle.joins(), await circle.helper())
    await circle.asks(await circle.joins())
    async with chat.database.transaction() as session:
        past = await offer_log.read(session, session.now - timedelta(days=2))
    said = told(past, Namespace(days=2, seed=1, policy=["rota", "ours"]))
    assert "2 requests, 1 approved helpers" in said
    assert [name for name in ("as it was", "rota", "ours") if f"\n{name} " in said] == [
        "as it was",
        "rota",
        "ours",
    ]
    assert "assumed" in said
