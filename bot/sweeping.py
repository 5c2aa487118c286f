"""What stands on phones: noted with what was sent, and taken back in lots once somebody clears their chat."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from bot.incoming import Incoming
from bot.screens import Screen
from storage import outbox, phone_messages
from storage.accounts import Account
from storage.database import Session
from storage.outbox import Outgoing, Priority
from storage.persons import Arrival
from storage.talk_messages import REWRITES

WRITTEN: Final = ("words", "photo", "voice", "other")
LOT: Final = 100  # messages deleted by one call (core.telegram.org/bots/api#deletemessages)


class OnPhone(NamedTuple):
    """What happened in a chat: messages stand there now, or are gone, or all above the first of them shall go."""

    account: Account
    messages: list[str]
    what: Literal["stands", "gone", "sweeps"]


def seen(message: Outgoing, sent: str) -> OnPhone | None:
    """Return what a message that the messenger took did to a person's chat; None where nothing is to be noted."""
    body, account = message.body, message.account
    if account.person_id is None or not message.written or not sent:
        return None
    if "delete" in body:
        return OnPhone(account, body["delete"].split(), "gone")
    if "pin" in body or sent == body.get("edit"):
        return None
    return OnPhone(account, sent.split(), "sweeps" if body.get("sweep") else "stands")


async def write(session: Session, noted: Iterable[OnPhone]) -> None:
    """Write what stands on phones, and let everything above a sweep go, in lots."""
    found = list(noted)
    standing = [(one.account.id, message) for one in found if one.what != "gone" for message in one.messages]
    await phone_messages.note(session, standing)
    for account, messages, what in found:
        if what == "gone":
            await phone_messages.gone(session, account.id, messages)
        if what == "sweeps":
            _sweep(session, account, await phone_messages.before(session, account.id, messages[0]))


def _sweep(session: Session, account: Account, messages: list[str]) -> None:
    for start in range(0, len(messages), LOT):
        lot = " ".join(messages[start : start + LOT])
        outbox.push_to(session, account, Screen(""), Priority.CRISIS, delete=lot)


def came(
    events: Iterable[Incoming], arrivals: Mapping[tuple[str, str], Arrival]
) -> Iterator[tuple[int, str]]:
    """Yield what people wrote into their own chats, as (account, message)."""
    for event in events:
        arrival = arrivals.get((event.channel, event.address))
        if arrival is not None and event.channel == REWRITES and event.kind in WRITTEN:
            yield arrival.account.id, event.message
