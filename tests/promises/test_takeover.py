"""Three processes, 10,000 people to be asked, leaders killed and stopped: each is asked once, and soon by another.

PostgreSQL; with 300 people it runs in every `make test`, as tests/app/test_replicas.py.
"""

from pathlib import Path

import pytest
import structlog

from bot.delivery import AT_ONCE
from tests import postgres as postgresql
from tests.bench import replicas
from tests.machine import granted, slowness
from tests.promises.sizes import share

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
LONGEST = 30  # seconds until another leads
KILLS, HANGS = share(20), share(2)


@pytest.mark.minutes
@pytest.mark.timeout(1_800)
async def test_nobody_is_asked_twice_or_never_whoever_leads(
    tmp_path: Path, server: postgresql.Server
) -> None:
    url = server.url(server.new_database())
    outcome = await replicas.run(tmp_path, url, people=share(10_000), kills=KILLS, hangs=HANGS, pace=60)
    log.info("takeovers", outcome=str(outcome))
    assert (outcome.doubled, outcome.missed, outcome.unasked) == (0, 0, 0), outcome
    assert outcome.late <= AT_ONCE, "who wakes sends what was under way at most"
    assert (len(outcome.takeovers), len(outcome.hangs)) == (KILLS, HANGS)
    assert max(outcome.takeovers + outcome.hangs) < granted(LONGEST, slowness()), outcome
