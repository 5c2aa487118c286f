"""Pauses a talk, lets it go on, leads to its end."""

from bot.i18n import _
from bot.screens import Screen, action_button
from handlers import check_in
from handlers.base import Reply, Turn, row_id
from handlers.talk.access import barrier, other_name, own, plain, reply_button, resume_button
from handlers.talk.asking import with_question
from storage import matches, outbox
from storage.matches import Match
from storage.outbox import Priority


async def pause(turn: Turn, row: str) -> Reply:
    """Pause the talk; the other side is told neutrally, once."""
    match = await own(turn, row_id(row))
    if match.status != matches.ACTIVE:
        return barrier(turn, match)
    await stop(turn, match)
    text = _("The talk with {name} is paused. Nothing is passed on, either way, until you press Resume.")
    end = action_button(_("End"), "talk-end", match.id)
    return plain(text.format(name=other_name(turn, match)), resume_button(match), end)


async def stop(turn: Turn, match: Match) -> None:
    """Pause on the person's wish, and tell the other side if it was going on until now."""
    if await matches.pause(turn.session, match, turn.person.id) and match.open:
        text = _(
            "{name}: the talk is paused for now. Nothing is asked of you. You will hear when it goes on."
        )
        await _tell_other(turn, match, plain(text.format(name=match.name_of(turn.person.id))))


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
