"""Three replicas: who is to be asked is asked once, though the leader is killed, or hangs and wakes again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.delivery import AT_ONCE
from bot.screens import Screen
from storage import accounts, outbox
from tests import postgres as postgresql
from tests.app.town import Town, free_port, sees, texts
from tests.bench import replicas
from tests.machine import granted, slowness

LONGEST = 30  # seconds until another leads


async def test_a_replica_that_does_not_lead_answers_for_itself(town: Town, postgres_url: str) -> None:
    async with town.bot(postgres_url):
        olena = await town.person("telegram")
        port = free_port()
        async with town.bot(postgres_url, HTTP_PORT=str(port)):
            async with town.app.database.transaction() as session:
                account = await accounts.of_person(session, town.people[olena.id].id)
                assert account is not None
                farewell = outbox.push_to(session, account, Screen("farewell"))
                session.outgoing.clear()
            town.app.dispatcher.farewell(farewell)
            await sees(olena, "farewell")
            figures = await read(f"http://127.0.0.1:{port}/metrics")
        assert 'kolo_job_failing{job="offers"} 0.0' in figures
        assert 'kolo_job_late{job="offers"} 0.0' in figures
        assert texts(olena) == ["farewell"]


async def read(url: str) -> str:
    """Get a page."""
    async with ClientSession() as session, session.get(url) as answer:
        return await answer.text()


@pytest.fixture
def url() -> Iterator[str]:
    """A PostgreSQL server of our own: under this load others would wait."""
    for server in postgresql.running():
        yield server.url(server.new_database())


async def test_nobody_is_asked_twice_or_never_while_leaders_die(tmp_path: Path, url: str) -> None:
    outcome = await replicas.run(tmp_path, url, people=300, kills=2, hangs=1, pace=60)
    assert (outcome.doubled, outcome.missed, outcome.unasked) == (0, 0, 0), outcome
    assert outcome.late <= AT_ONCE, "who wakes sends what was under way at most"
    assert len(outcome.takeovers) == 2
    assert len(outcome.hangs) == 1
    assert max(outcome.takeovers + outcome.hangs) < granted(LONGEST, slowness())
