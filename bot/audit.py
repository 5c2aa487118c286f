"""`python -m bot audit verify`: whether every act in the audit stands there as it was written."""

import argparse

from bot.clock import Clock
from bot.deployment import opened
from bot.settings import Settings
from storage import audit_chain
from storage.audit_chain import Checked


async def verified(settings: Settings, options: argparse.Namespace) -> Checked:
    """Look through the audit of the deployment, and for the end that `--noted` names."""
    async with opened(settings, Clock()) as database, database.transaction() as session:
        return await audit_chain.check(session, options.noted)
