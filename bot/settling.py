"""What became of messages that were tried: kept together, and written in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain

from bot import sweeping
from bot.channels.base import Abilities
from bot.screens import Screen, typed_labels
from storage import (
    accounts,
    announced,
    desk_posts,
    desk_topics,
    desks,
    held_back,
    letter_drafts,
    outbox,
    spending,
    talk_messages,
)
from storage.accounts import CHARGES, Account
from storage.database import Session
from storage.outbox import Outgoing

Posted = tuple[Account, str, bool]  # where, which message, whether it was pinned just now


@dataclass(slots=True)
class Settled:
    """What became of messages that were tried, to be written at once."""

    gone: list[int] = field(default_factory=list)
    not_begun: list[int] = field(default_factory=list)  # announcements that the messenger did not take yet
    news: list[tuple[int, int]] = field(default_factory=list)  # (announcement, person) that it took
    parked: list[int] = field(default_factory=list)
    unpaid: list[int] = field(default_factory=list)  # wait for the person to write, or for a new month
    given_back: int = 0  # messages that were paid for and did not go out
    refused: bool = False  # the messenger itself says that there is no money
    closed: dict[int, list[int]] = field(default_factory=dict)  # accounts, with what waited for them
    live: dict[int, str] = field(default_factory=dict)
    arrived: dict[int, str] = field(default_factory=dict)
    shown: dict[int, accounts.Labels] = field(default_factory=dict)
    # (where, message, minutes, topic)
    vanishing: list[tuple[Account, str, int, str]] = field(default_factory=list)
    posted: dict[int, Posted] = field(default_factory=dict)  # messages of desks
    prompts: dict[int, str] = field(default_factory=dict)  # drafts of letters, and where they are asked for
    denied: list[int] = field(default_factory=list)  # desks where the bot may not pin
    lost_topics: list[tuple[int, str]] = field(default_factory=list)  # (desk, topic)
    on_phones: list[sweeping.OnPhone] = field(default_factory=list)

    def note(self, channel: Abilities, message: Outgoing, sent: str) -> None:
        """Keep that the messenger took a message, and what it calls it."""
        body, account = message.body, message.account
        if channel.can_delete and (noted := sweeping.seen(message, sent)) is not None:
            self.on_phones.append(noted)
        sent = sent.rpartition(" ")[2]  # of one in parts the last has the buttons
        if body.get("live") == "over" or (body.get("passing") and not body.get("live")):
            self.live[account.id] = "" if "live" in body else sent
        if channel.types_buttons:
            self.shown[account.id] = typed_labels(body)
        if "news" in body and account.person_id is not None:
            self.news.append((body["news"], account.person_id))
        if "post" in body:
            self.posted[body["post"]] = (account, sent, bool(body.get("pin")))
        if "prompt" in body:
            self.prompts[body["prompt"]] = sent
        if "relay" in body:
            self.arrived[body["relay"]] = sent
        if "vanish" in body and channel.can_delete:
            self.vanishing.append((account, sent, body["vanish"], message.topic))
        self.gone.append(message.id)

    def joined(self, newer: "Settled") -> "Settled":
        """What is still to be written, with what came since."""
        return Settled(
            self.gone + newer.gone,
            self.not_begun + newer.not_begun,
            self.news + newer.news,
            self.parked + newer.parked,
            self.unpaid + newer.unpaid,
            self.given_back + newer.given_back,
            self.refused or newer.refused,
            self.closed | newer.closed,
            self.live | newer.live,
            self.arrived | newer.arrived,
            self.shown | newer.shown,
            self.vanishing + newer.vanishing,
            self.posted | newer.posted,
            self.prompts | newer.prompts,
            self.denied + newer.denied,
            self.lost_topics + newer.lost_topics,
            self.on_phones + newer.on_phones,
        )

    def ended(self) -> Iterator[int]:
        """The messages that are no longer in the hands of the delivery."""
        return chain(self.gone, self.parked, self.unpaid, *self.closed.values())

    def without_the_rest(self) -> "Settled":
        """What keeps messages from being sent twice, and no more."""
        return Settled(self.gone, parked=self.parked, unpaid=self.unpaid, refused=self.refused)


async def write(session: Session, settled: Settled) -> None:
    """Write it all; on the next attempt the same may be written again without harm."""
    await _write_news(session, settled)
    if settled.gone:
        await outbox.delivered(session, settled.gone)
    if settled.parked:
        await outbox.park(session, settled.parked)
    await _write_unpaid(session, settled)
    if settled.live:
        await accounts.set_live_messages(session, settled.live)
    if settled.shown:
        await accounts.set_shown(session, settled.shown)
    for relay, message in settled.arrived.items():
        await talk_messages.arrived(session, relay, message)
    for account in settled.closed:
        await accounts.close(session, account)
    await sweeping.write(session, settled.on_phones)
    for chat, message, minutes, topic in settled.vanishing:
        vanish(session, chat, message, minutes, topic)
    await _write_desks(session, settled)


async def _write_news(session: Session, settled: Settled) -> None:
    if settled.not_begun:
        await outbox.not_begun(session, settled.not_begun)
    if settled.news:
        await announced.sent(session, settled.news)


async def _write_unpaid(session: Session, settled: Settled) -> None:
    if settled.given_back:
        await spending.give_back(session, CHARGES, settled.given_back)
    if settled.refused:
        await spending.refused(session, CHARGES)
    if settled.unpaid:
        await held_back.hold(session, settled.unpaid, settled.refused)


async def _write_desks(session: Session, settled: Settled) -> None:
    """Keep where the messages of desks stand; a board that stands somewhere new is pinned there."""
    for post, (account, message, pinned) in settled.posted.items():
        if pinned:
            await desks.allowed(session, account.id, pin=account.id not in settled.denied)
        elif await desk_posts.arrived(session, post, message):
            outbox.push_to(session, account, Screen(""), pin=message, post=post)
    for draft, message in settled.prompts.items():
        await letter_drafts.stands(session, draft, message)
    for desk, thread in settled.lost_topics:
        await desk_topics.lost(session, desk, thread)


def vanish(session: Session, account: Account, message: str, minutes: int, topic: str = "") -> None:
    """Plan to take back a message that should not stay on a phone; by its topic it may go sooner."""
    taken = outbox.push_to(session, account, Screen(""), outbox.Priority.REPLY, delete=message)
    taken.due_at, taken.topic = session.now + timedelta(minutes=minutes), topic
