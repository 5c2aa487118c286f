"""Pauses a talk, lets it go on, leads to its end."""

from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button
from handlers import check_in
from handlers.base import Reply, Turn, row_id
from handlers.parting import not_arrived
from handlers.talk.access import barrier, other_name, own, plain, reply_button, resume_button
from handlers.talk.asking import with_question
from storage import matches, outbox, talk_messages
from storage.matches import Match
from storage.outbox import Priority


async def pause(turn: Turn, row: str) -> Reply:
    """Pause the talk; the other side is told neutrally, once."""
    match = await own(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return barrier(turn, match)
    note = await stop(turn, match)
    text = _("The talk with {name} is paused. Nothing is passed on, either way, until you press Resume.")
    end = action_button(_("End"), "talk-end", match.id)
    said = paragraphs(text.format(name=other_name(turn, match)), note)
    return plain(said, resume_button(match), end)


async def stop(turn: Turn, match: Match) -> Text | None:
    """Pause on the person's wish, and tell the other side if it was going on until now.

    What waited on either side (for the morning, for instance) does not go any more: return what its author reads here.
    """
    if not await matches.pause(turn.session, match, turn.person.id) or not match.open:
        return None
    me, other = turn.person.id, match.other(turn.person.id)
    stopped = await talk_messages.stop(turn.session, match.id, me, other)
    text = _("{name}: the talk is paused for now. Nothing is asked of you. You will hear when it goes on.")
    told = paragraphs(text.format(name=match.name_of(me)), not_arrived(stopped[other]))
    await _tell_other(turn, match, plain(told))
    return not_arrived(stopped[me])


async def resume(turn: Turn, row: str) -> Reply:
    """End one's own pause; when the other side has paused too, that pause stays."""
    match = await own(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return barrier(turn, match)
    ended = await matches.pause(turn.session, match, turn.person.id, paused=False)
    match = await own(turn, match.id)
    name = other_name(turn, match)
    if not match.open:
        text = _("Your pause is over. {name} has a pause too, and you will hear when it ends.")
        return plain(text.format(name=name))
    if ended:
        told = _("{name}: the talk goes on.").format(name=match.name_of(turn.person.id))
        await _tell_other(turn, match, plain(told, reply_button(match)))
    here = plain(_("The talk with {name} goes on.").format(name=name), reply_button(match))
    return with_question(turn, match, here)


async def end(turn: Turn, row: str) -> Reply:
    """Ask how it ends; the answer closes the talk, and "Back" leads to it again."""
    match = await own(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return barrier(turn, match)
    return await check_in.ask_how_it_ends(turn, row)


async def _tell_other(turn: Turn, match: Match, screen: Screen) -> None:
    await outbox.push(turn.session, match.other(turn.person.id), screen, Priority.TALK)
