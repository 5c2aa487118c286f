"""`python -m bot doctor`: what is wrong with a deployment, before its users find it."""

from bot.clock import Clock
from bot.deployment import opened
from bot.doctor import data, machine, messengers
from bot.doctor.findings import BAD, Finding, bad
from bot.settings import BadSettings, Settings
from storage.database import is_away


async def examined(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at everything that can be looked at from here, beside the running bot, and change nothing."""
    found = machine.looked_at(settings, clock)
    try:
        async with opened(settings, clock) as database:
            found += await data.looked_at(database, settings)
    except (BadSettings, OSError) as error:
        found.append(bad("database", str(error)))
    except Exception as error:
        if not is_away(error):
            raise
        found.append(bad("database", f"it does not answer ({type(error).__name__}): is DATABASE_URL right?"))
    return found + await messengers.looked_at(settings, clock)


def told(found: list[Finding]) -> str:
    """Return the findings as lines of text, the last a verdict."""
    faults = sum(finding.state == BAD for finding in found)
    verdict = "Nothing keeps the bot from working." if not faults else f"{faults} to mend."
    return "\n".join([*(f"{one.state:4}  {one.about}: {one.says}" for one in found), verdict])
