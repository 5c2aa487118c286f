"""`python -m bot rotate`: seal everything anew under the first of DATA_KEYS, while the bot runs."""

from bot.clock import Clock
from bot.deployment import opened
from bot.settings import Settings
from storage import audit
from storage.rotation import rotate, usage


async def rotated(settings: Settings) -> tuple[list[str], list[str]]:
    """Seal anew; return what is to be said, and what is wrong: values that no key opens."""
    async with opened(settings, Clock()) as database:
        done = await rotate(database)
        newest, *older = database.vault.key_ids
        async with database.transaction() as session:
            await audit.write(session, "", "rotate", f"key {newest}")
            used = await usage(session)
    said = [f"Sealed anew: {done.anew} values. Under the first key ({newest}) lie {used[newest]} values."]
    said += [
        f"Key {id} opens nothing in the database any more: it may leave DATA_KEYS. Keep a copy of it for as "
        "long as a backup of before is kept."
        for id in older
        if not used[id]
    ]
    return said, [f"{place} opens with none of the keys" for place in done.damaged]
