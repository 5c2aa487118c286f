"""Who was shown what, against what the database holds: nothing lost, nothing doubled, nothing at a wrong phone."""

import re
import secrets
import string
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.clock import Clock
from bot.data_keys import read_key
from storage import accounts, keys, requests
from storage.accounts import AccountRow
from storage.crypto import Vault
from storage.database import Database, Session
from storage.matches import MatchRow
from storage.offers import OfferRow
from tests.bench.person import Person
from tests.bench.phone import Message

CANARY = re.compile(r"\bzq[a-z]{14}\b")
Chat = tuple[str, str]  # (messenger, address)


def new_canary() -> str:
    """Return a word that nobody else will write."""
    return "zq" + "".join(secrets.choice(string.ascii_lowercase) for _letter in range(14))


@dataclass
class Witness:
    """Notes every canary that is seen on a phone of somebody else."""

    seen: set[tuple[str, Chat]] = field(default_factory=set)

    def notes(self, person: Person, message: Message) -> None:
        """Look at a message on a person's phone."""
        chat = chat_of(person)
        self.seen.update((canary, chat) for canary in CANARY.findall(message.text) if canary != person.canary)


@dataclass(frozen=True)
class Kept:
    """What the database holds at the end."""

    requests: tuple[tuple[int, str, Chat], ...]  # (number, canary, who asked)
    may_see: frozenset[tuple[str, Chat]]  # (canary of a request, a helper who was asked about it)
    together: frozenset[tuple[Chat, Chat]]  # who talks with whom, both ways


@dataclass
class Verdict:
    """What went wrong; all empty: nothing did."""

    lost: list[str] = field(default_factory=list)  # sent, and not in the database
    doubled: list[str] = field(default_factory=list)
    misdirected: list[str] = field(default_factory=list)
    wrong_number: list[str] = field(default_factory=list)  # the number shown is not that of the own request
    unfinished: list[str] = field(default_factory=list)  # never saw a number


async def kept_in(url: str, data_key: str) -> Kept:
    """Open the database with its key and read what matters here."""
    database = Database(url, Vault((read_key(data_key),)), Clock())
    await keys.unlock(database)
    async with database.transaction() as session:
        kept = await _read(session)
    await database.close()
    return kept


async def _read(session: Session) -> Kept:
    chats = {}
    for row in await session.scalars(select(AccountRow).where(AccountRow.person_id.is_not(None))):
        account = accounts.opened(session, row)
        chats[row.person_id] = account.channel, account.address
    states = requests.HELD, requests.WAITING, requests.MATCHED, requests.CLOSED
    asked = {request.id: request for request in await requests.with_status(session, *states, limit=100_000)}
    canary = {id: "".join(CANARY.findall(request.ask.words)) for id, request in asked.items()}
    offered = await session.scalars(select(OfferRow))
    matched = [(chats[m.requester_id], chats[m.helper_id]) for m in await session.scalars(select(MatchRow))]
    return Kept(
        tuple((request.number, canary[id], chats[request.person_id]) for id, request in asked.items()),
        frozenset((canary[offer.request_id], chats[offer.helper_id]) for offer in offered),
        frozenset(matched) | {(helper, asker) for asker, helper in matched},
    )


def judge(people: Iterable[Person], witness: Witness, kept: Kept) -> Verdict:
    """Compare what people saw and did with what the database holds."""
    verdict, everybody = Verdict(), list(people)
    own: Mapping[str, list[tuple[int, Chat]]] = {person.canary: [] for person in everybody}
    for number, canary, chat in kept.requests:
        own[canary].append((number, chat)) if canary in own else verdict.misdirected.append(
            f"request {number}"
        )
    for person in everybody:
        if not person.number:
            verdict.unfinished.append(person.canary)
        if person.role == "asker":
            _judge_asker(person, own[person.canary], verdict)
    owners = {person.canary: person for person in everybody}
    for canary, chat in witness.seen:
        talks = canary in owners and (chat_of(owners[canary]), chat) in kept.together
        if (canary, chat) not in kept.may_see and not talks:
            verdict.misdirected.append(canary)
    shown = Counter(person.number for person in everybody if person.role == "asker" and person.number)
    verdict.misdirected.extend(f"number {number}" for number, times in shown.items() if times > 1)
    return verdict


def _judge_asker(person: Person, found: list[tuple[int, Chat]], verdict: Verdict) -> None:
    if person.sent and not found:
        verdict.lost.append(person.canary)
    if len(found) > 1:
        verdict.doubled.append(person.canary)
    if any(chat != chat_of(person) for _number, chat in found):
        verdict.misdirected.append(person.canary)
    if person.number and person.number not in [number for number, _chat in found]:
        verdict.wrong_number.append(person.canary)


def chat_of(person: Person) -> Chat:
    """Return where the person is found."""
    return person.line.name, person.phone.address
