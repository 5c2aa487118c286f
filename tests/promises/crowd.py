"""A crowd at every place of the bot: newcomers, people in the middle of a question, in talks, helpers, a banned one."""

from collections.abc import Sequence

from storage import bans
from tests.chat import Phone
from tests.circle import Circle
from tests.promises.by_schema import CANARY, FIRST
from tests.promises.doors import Doors

BEGINNINGS = ("/menu", "/ask", "/volunteer", "/obstacle", "/howareyou", "/settings", "/groups", "/forget")


def addresses(channel: str, count: int) -> Sequence[str]:
    """Addresses of people, none of which may ever stand in a log."""
    if channel == "telegram":
        return [str(FIRST + number) for number in range(count)]
    return [f"{CANARY}-{number}==" for number in range(count)]


async def crowd(doors: Doors, channel: str, count: int) -> list[Phone]:
    """As many people: a third new to us; of the others some talk in pairs, one is banned, the rest began something."""
    circle = Circle(doors.chat)
    phones = [doors.chat.person(channel, address) for address in addresses(channel, count)]
    known = [await circle.agrees(phone, name=CANARY) for phone in phones[count // 3 :]]
    pairs = len(known) // 6
    for asks, helps in zip(known[:pairs], known[pairs : 2 * pairs], strict=True):
        await circle.approved(helps)
        match = await circle.matched(asks, helps)
        for phone in (asks, helps):
            await phone.sends_payload(f"a:talk:{match}")
    for number, phone in enumerate(known[2 * pairs :]):
        await phone.says(BEGINNINGS[number % len(BEGINNINGS)])
    async with doors.chat.database.transaction() as session:
        await bans.ban(session, circle.id(known[-1]), CANARY)
    return phones
