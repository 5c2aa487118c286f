"""`python -m bot simulate --replay`: the last month of a deployment, played again with other ways of asking."""

import argparse
from datetime import timedelta

from bot.clock import Clock
from bot.deployment import opened
from bot.domain.simulation import figures
from bot.domain.simulation.past import Past, fitted
from bot.domain.simulation.played import WAYS, month_again
from bot.settings import Settings
from bot.simulate import LEGEND, table
from storage import offer_log


async def replayed(settings: Settings, options: argparse.Namespace, clock: Clock) -> str:
    """Return the tables of the deployment's last days: as they were, and under each way of asking."""
    async with opened(settings, clock) as database, database.transaction() as session:
        past = await offer_log.read(session, session.now - timedelta(days=options.days))
    return told(past, options)


def told(past: Past, options: argparse.Namespace) -> str:
    """Return what was and what would have been, in counts and times only."""
    head = (
        f"The last {options.days} days: {len(past.askings)} requests, {len(past.helpers)} approved helpers, "
        f"{len(past.offers)} offers."
    )
    if not past.askings or not past.helpers:
        return f"{head}\nThere is nothing to play again yet: it takes requests and approved helpers."
    rows = {"as it was": figures.of_past(past)}
    rows |= {name: month_again(WAYS[name], past, options.days, options.seed) for name in options.policy}
    assumed = ", ".join(fitted(past).assumed)
    return "\n\n".join((head, table(rows), f"Too little was logged for, so assumed: {assumed}.", LEGEND))
