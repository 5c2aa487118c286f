"""Passes words on to the other side: a new message, built from the few parts that may travel."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain import quiet_hours
from bot.domain.hard_talks import Facts
from bot.domain.identifiers import untappable
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button
from handlers import distress, hard_talks, swindles
from handlers.base import Turn
from handlers.moderators import alerts
from handlers.pairing import is_urgent
from handlers.talk.access import MENU, barrier, other_name, plain, reply_button
from handlers.talk.words import ELSEWHERE, MONEY, Words, shown_in
from storage import accounts, matches, media, outbox, persons, requests, talk_messages
from storage.accounts import Account
from storage.ids import random_id
from storage.matches import Match
from storage.outbox import Priority
from storage.talk_messages import TalkMessage

SENT: Final = _("Sent to {name}.")
IN_THE_MORNING: Final = _(
    "{name} has quiet hours now. Your words are kept, and arrive when these end, or as soon as {name} looks in here."
)


async def problem(turn: Turn, match: Match) -> Screen | None:
    """Return why nothing can reach the other side now, or None when it can."""
    if (closed := barrier(turn, match)) is not None:
        return closed
    if await accounts.of_person(turn.session, match.other(turn.person.id)) is None:
        return await _unreached(turn, match)
    return None


async def pass_on(turn: Turn, match: Match, many: Sequence[Words]) -> list[Screen]:
    """Send all these words to the other side, which `problem` found reachable; return a receipt for each."""
    if many and not await matches.spoke(turn.session, match, turn.person.id):
        return [_overtaken(turn, match)]
    receiver = await accounts.of_person(turn.session, match.other(turn.person.id))
    assert receiver is not None
    if distress.seen_lately(turn):
        await hard_talks.happened(turn.session, match.helper_id, Facts(danger=True))
    turn.state["unreached"] = [id for id in turn.state.get("unreached", []) if id != match.id]
    return [await _pass(turn, match, receiver, words) for words in many]


async def correct(turn: Turn, match: Match, words: Words) -> None:
    """Rewrite the other side's copy of an earlier message, or send the correction after it."""
    message = await talk_messages.get(turn.session, words.edits)
    if message is None or message.withdrawn:
        return
    receiver = await talk_messages.receiver(turn.session, message)
    if receiver is not None and receiver.channel == talk_messages.REWRITES and _rewritable(message):
        more: dict[str, str | int] = {"edit": message.to_message, "relay": message.id}
        outbox.push_to(turn.session, receiver, _shown(turn, match, words), Priority.TALK, **more)
        return
    receiver = receiver or await accounts.of_person(turn.session, match.other(turn.person.id))
    if receiver is not None:
        corrected = lines(_("Corrected:"), untappable(words.text))
        await _send(turn, match, receiver, words, _shown(turn, match, words, corrected))


def _rewritable(message: TalkMessage) -> bool:
    return message.to_message != "" and not message.media_id


async def _pass(turn: Turn, match: Match, receiver: Account, words: Words) -> Screen:
    name = other_name(turn, match)
    if words.edits:
        await correct(turn, match, words)
        return plain(_("Corrected. {name} gets the new text.").format(name=name))
    message = await _send(turn, match, receiver, words, _shown(turn, match, words))
    withdraw = action_button(_("Withdraw"), "talk-withdraw", message.id)
    waits = await arrives(turn, match) > turn.session.now
    return plain((IN_THE_MORNING if waits else SENT).format(name=name), withdraw)


async def arrives(turn: Turn, match: Match) -> datetime:
    """Return when words may arrive: now, or at the end of the other's quiet hours.

    What is needed now wakes them, and who wrote in this talk, or took it on, a moment ago is awake.
    """
    session, other_id = turn.session, match.other(turn.person.id)
    request, other = await requests.get(session, match.request_id), await persons.get(session, other_id)
    if request is None or other is None or is_urgent(request):
        return session.now
    lately = session.now - quiet_hours.AWAKE
    accepted = other_id == match.helper_id and match.created_at > lately
    if accepted or await talk_messages.wrote_since(session, match.id, other_id, lately):
        return session.now
    return other.profile.by_day(session.now)


async def _send(turn: Turn, match: Match, receiver: Account, words: Words, screen: Screen) -> TalkMessage:
    session, photo = turn.session, 0
    if words.file and not words.edits:
        photo = random_id()
        await media.add(session, photo, turn.person.id, "photo", words.channel, words.file)
        screen = replace(screen, picture=photo)
    source = words.account, words.message
    message = await talk_messages.add(session, match.id, turn.person.id, source, receiver.id, photo)
    more: dict[str, str | int] = {"relay": message.id}
    if answered := await _answered(turn, match, receiver, words):
        more["reply_to"] = answered
    sent = outbox.push_to(session, receiver, screen, Priority.TALK, **more)
    sent.due_at = await arrives(turn, match)
    await talk_messages.waits(session, message.id, sent.id)
    return message


async def _answered(turn: Turn, match: Match, receiver: Account, words: Words) -> str:
    """Return the receiver's id of the message that these words answer natively, "" when there is none."""
    if not words.reply_to:
        return ""
    message = await talk_messages.seen_as(turn.session, words.account, words.reply_to)
    if message is None or message.match_id != match.id or message.withdrawn:
        return ""
    account, known_as = message.seen_by_other(words.account)
    return known_as if account == receiver.id else ""


def _shown(turn: Turn, match: Match, words: Words, text: Text | None = None) -> Screen:
    """Return what the receiver sees: a chosen name, the words, a calm warning where one is due."""
    name = match.name_of(turn.person.id)
    if words.text:
        said: Text = lines(f"{name}:", text or untappable(words.text))
    else:
        said = _("{name} sends a photo.").format(name=name)
    warning = swindles.beware(words.text) or _of_identifiers(words)
    report = action_button(_("Report"), "talk-report", match.id) if warning is not None else None
    rows = (tuple(button for button in (reply_button(match), report, MENU) if button is not None),)
    return Screen(paragraphs(said, warning), rows, entrusted=turn.person.id == match.requester_id)


def _overtaken(turn: Turn, match: Match) -> Screen:
    """The talk was closed or paused by the other side while these words were on their way."""
    text = _("The talk with {name} has just been paused or closed, so nothing was sent.")
    return plain(text.format(name=other_name(turn, match)))


async def _unreached(turn: Turn, match: Match) -> Screen:
    """Tell the sender, and once for each talk the moderators."""
    told: list[int] = turn.state.setdefault("unreached", [])
    if match.id not in told:
        told.append(match.id)
        side = "requester" if match.other(turn.person.id) == match.requester_id else "helper"
        await alerts.unreached(turn.session, match, side)
    text = _("Messages cannot reach {name} now, so nothing was sent. A moderator knows about it.")
    return plain(text.format(name=other_name(turn, match)))


def _of_identifiers(words: Words) -> Text | None:
    """Return the warning that stands below words which show a number, a link or a name."""
    shown = shown_in(words)
    if not MONEY.isdisjoint(shown):
        return swindles.COSTS_NOTHING
    return None if ELSEWHERE.isdisjoint(shown) else swindles.ELSEWHERE
