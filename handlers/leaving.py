"""What others hear when a person leaves: neutral words, and no help that was promised is lost."""

from bot.i18n import _
from bot.screens import Screen, command_button
from handlers.base import Turn
from storage import matches, offers, outbox, requests, talk_messages
from storage.matches import Match
from storage.outbox import Priority

SEEKS_AGAIN = _(
    "The other person in talk {n} has left Kolo, and the talk is closed. "
    "Your request waits again: we are looking for somebody else. There is nothing you need to do."
)
IS_OVER = _(
    "The other person in talk {n} has left Kolo, and the talk is closed. "
    "There is nothing you need to do. Thank you for being there."
)


async def leave(turn: Turn) -> None:
    """Tell those who are with the person; the requests they were helping with, or were asked about, go on."""
    session, person = turn.session, turn.person
    await talk_messages.stop_all(session, person.id)
    for offer in await offers.open_of_helper(session, person.id):
        await requests.look_again(session, offer.request_id, session.now)
    for match in await matches.active_of(session, person.id):
        await _leave_match(turn, match)
    session.wakes_jobs = True


async def _leave_match(turn: Turn, match: Match) -> None:
    helping = match.helper_id == turn.person.id
    if helping:
        before = (requests.MATCHED,)
        await requests.move(
            turn.session, match.request_id, before, requests.WAITING, look_at=turn.session.now
        )
    text = (SEEKS_AGAIN if helping else IS_OVER).format(n=match.number)
    menu = ((command_button(_("Menu"), "menu"),),)
    await outbox.push(turn.session, match.other(turn.person.id), Screen(text, menu), Priority.TALK)
