"""`python -m bot simulate --replay`: the last month of a deployment, played again with other ways of asking."""

import argparse
import errno
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.data_keys import read_key
from bot.domain.simulation import figures
from bot.domain.simulation.past import Past, fitted
from bot.domain.simulation.played import WAYS, month_again
from bot.settings import BadSettings, Settings
from bot.simulate import LEGEND, table
from storage import offer_log
from storage.crypto import CannotOpen, Vault
from storage.database import Database


async def replayed(settings: Settings, options: argparse.Namespace, clock: Clock) -> str:
    """Return the tables of the deployment's last days: as they were, and under each way of asking.

    BadSettings without the keys that open what was asked for; FileNotFoundError where there is no database yet.
    """
    if not settings.data_keys:
        raise BadSettings(
            "DATA_KEYS: what was asked for lies sealed, and is opened with the keys of the deployment"
        )
    _must_be_there(settings.database_url)
    vault = Vault(tuple(read_key(key.get_secret_value()) for key in settings.data_keys))
    database = Database(settings.database_url, vault, clock)
    try:
        async with database.transaction() as session:
            past = await offer_log.read(session, session.now - timedelta(days=options.days))
    except CannotOpen:
        raise BadSettings("DATA_KEYS: none of these keys opens what lies in the database") from None
    finally:
        await database.close()
    return told(past, options)


def _must_be_there(url: str) -> None:
    if url.startswith("sqlite") and not Path(url.partition(":///")[2]).exists():
        raise FileNotFoundError(errno.ENOENT, "there is no database yet, so no month to play again")


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
