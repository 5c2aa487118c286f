"""What stands on phones: noted with what was sent, and taken back once a chat is cleared or its owner banned."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from bot.incoming import Incoming
from storage import phone_messages, phone_sweeps
from storage.accounts import Account
from storage.database import Session
from storage.outbox import Outgoing, Priority
from storage.persons import Arrival
from storage.talk_messages import REWRITES

WRITTEN: Final = ("words", "photo", "voice", "other")


class OnPhone(NamedTuple):
    """What happened in a chat: messages stand there now, or are gone, or all above the first of them shall go."""

    account: Account
    messages: list[str]
    what: Literal["stands", "gone", "sweeps"]
    entrusted: bool = False


def seen(message: Outgoing, sent: str) -> OnPhone | None:
    """Return what a message that the messenger took did to a person's chat; None where nothing is to be noted."""
    body, account = message.body, message.account
    entrusted = body.get("entrusted", False)
    if account.person_id is None or not message.written or not sent:
        return None
    if "delete" in body:
        return OnPhone(account, body["delete"].split(), "gone")
    if "pin" in body or (sent == body.get("edit") and not entrusted):
        return None
    return OnPhone(account, sent.split(), "sweeps" if body.get("sweep") else "stands", entrusted)


async def write(session: Session, noted: Iterable[OnPhone]) -> None:
    """Write what stands on phones, and let everything above a sweep go, in lots."""
    found = list(noted)
    await phone_messages.note(session, _standing(found, entrusted=False))
    await phone_messages.note(session, _standing(found, entrusted=True), entrusted=True)
    for account, messages, what, _entrusted in found:
        if what == "gone":
            await phone_messages.gone(session, account.id, messages)
        if what == "sweeps":
            above = await phone_messages.before(session, account.id, messages[0])
            phone_sweeps.take_off(session, account, above, Priority.CRISIS)
    if trusted := {one.account.id for one in found if one.entrusted}:  # a ban may have come while it was sent
        await phone_sweeps.of_banned(session, trusted)


def _standing(found: Iterable[OnPhone], entrusted: bool) -> Iterator[tuple[int, str]]:
    return (
        (one.account.id, message)
        for one in found
        if one.what != "gone" and one.entrusted == entrusted
        for message in one.messages
    )


def came(
    events: Iterable[Incoming], arrivals: Mapping[tuple[str, str], Arrival]
) -> Iterator[tuple[int, str]]:
    """Yield what people wrote into their own chats, as (account, message)."""
    for event in events:
        arrival = arrivals.get((event.channel, event.address))
        if arrival is not None and event.channel == REWRITES and event.kind in WRITTEN:
            yield arrival.account.id, event.message
