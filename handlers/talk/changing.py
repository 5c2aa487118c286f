"""Changes what was sent already: an edited message, a withdrawn one."""

from bot.domain import outcomes
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.base import Reply, Turn, row_id
from handlers.talk import holding
from handlers.talk.access import MENU, other_name, plain, reply_button
from handlers.talk.asking import deliver
from handlers.talk.passing import arrives, correct, problem
from handlers.talk.words import Words, doubtful, heard, unfit
from storage import matches, media, outbox, talk_messages
from storage.matches import Match
from storage.outbox import Priority
from storage.talk_messages import TalkMessage


async def edited(turn: Turn) -> Reply:
    """Carry the correction of an earlier message to the other side; None when it is no such message."""
    if (held := holding.correct_held(turn, heard(turn))) is not None:
        return await _decide_again(turn, held)
    message = await talk_messages.seen_as(turn.session, turn.arrival.account.id, turn.event.message)
    if message is None or message.sender_id != turn.person.id or message.withdrawn:
        return None
    match = await matches.get(turn.session, message.match_id)
    words = heard(turn, edits=message.id)
    if match is None or not words.text:
        return None
    return await _correct(turn, match, words)


async def _correct(turn: Turn, match: Match, words: Words) -> Reply:
    if (why_not := unfit(turn.event)) is not None:
        return plain(why_not)
    if doubtful(words) or await problem(turn, match) is not None:
        return await deliver(turn, match, [words])
    await correct(turn, match, words)
    return None


async def _decide_again(turn: Turn, held: holding.Held) -> Reply:
    """The words still waited: with their new text they may be harmless."""
    match = await matches.get(turn.session, held.match_id)
    if match is None:
        return None
    holding.forget(turn, held)
    return await deliver(turn, match, held.words)


async def withdraw(turn: Turn, row: str) -> Reply:
    """Take a message back: deleted on the other's phone where the messenger can, else said so there."""
    message = await talk_messages.get(turn.session, row_id(row))
    match = await matches.get(turn.session, message.match_id) if message is not None else None
    if (
        message is None
        or match is None
        or message.sender_id != turn.person.id
        or _stays(match, turn.person.id)
    ):
        raise Refused(_("This message can no longer be withdrawn."))
    stays = False
    for copy in await talk_messages.withdraw(turn.session, message):
        stays |= not await talk_messages.delete_copy(turn.session, copy)
        await media.forget(turn.session, copy.media_id)
    if stays:
        await _say_withdrawn(turn, match, message)
    text = _(
        "The message to {name} is withdrawn. Where the messenger cannot delete it, a note says so. "
        "What was read already stays known."
    )
    return plain(text.format(name=other_name(turn, match)), reply_button(match))


def _stays(match: Match, author_id: int) -> bool:
    """Whether the other side may need it to report: they paused the talk, or the helper goes on with it no more."""
    led_off = author_id == match.helper_id and match.outcome == outcomes.LEFT
    return led_off or match.paused_by(match.other(author_id))


async def _say_withdrawn(turn: Turn, match: Match, message: TalkMessage) -> None:
    account = await talk_messages.receiver(turn.session, message)
    if account is not None:
        text = _("{name}: a message was withdrawn by its author.").format(name=match.name_of(turn.person.id))
        said = outbox.push_to(
            turn.session, account, Screen(text, ((reply_button(match), MENU),)), Priority.TALK
        )
        said.due_at = await arrives(turn, match)
