"""`python -m bot audit verify`: whether every act in the audit stands there as it was written."""

import argparse

from bot.clock import Clock
from bot.deployment import opened
from bot.settings import Settings
from storage import audit_notes
from storage.audit_check import Checked, looked_through


async def verified(settings: Settings, options: argparse.Namespace) -> Checked:
    """Look through the audit of the deployment, and for the ends noted beside the backups, and the one of `--noted`."""
    noted = audit_notes.ends(settings.backups) + [options.noted] * bool(options.noted)
    async with opened(settings, Clock()) as database:
        return await looked_through(database, noted)
