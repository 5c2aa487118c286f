"""A crash costs people a wait: no word is lost, none is doubled, none goes astray, and few messages come twice.

The bot is killed without warning at named points of its work, and by chance, while 50 people talk over both messengers
and newcomers ask for help: a few times whenever all tests run, 150 times on each database in `make promises`.
"""

from pathlib import Path

import pytest

from bot.unsure import MOST
from tests import postgres as postgresql
from tests.bench import crash
from tests.bench.mortal import POINTS
from tests.promises.sizes import share

PEOPLE = 50
FEW = 5  # messages repeated by a crash, on a machine that has far too much to do
KILLS = [4, pytest.param(share(150), marks=[pytest.mark.minutes, pytest.mark.timeout(3_600)])]
MESSENGERS = ("telegram", "viber")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, sqlite_url: str) -> str:
    """A database that no other test uses."""
    if request.param == "sqlite":
        return sqlite_url
    server: postgresql.Server = request.getfixturevalue("server")
    return server.url(server.new_database())


@pytest.mark.parametrize("kills", KILLS)
async def test_a_crash_loses_doubles_and_misleads_nothing_and_repeats_few_messages(
    tmp_path: Path, url: str, kills: int
) -> None:
    outcome = await crash.run(tmp_path, url, PEOPLE, kills, MESSENGERS)
    assert not outcome.wrong, outcome
    assert outcome.kills == kills
    # One, but for a machine with far too much to do: decision 0030.
    assert max(outcome.repeats) <= FEW, outcome
    assert max(outcome.repeats_late, default=0) <= MOST, outcome
    if kills > len(POINTS):
        assert len(outcome.at_points) > len(POINTS) / 2, outcome
