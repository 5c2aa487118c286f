"""A coordinator takes the drafted complaint: when the answer is late, refused or incomplete."""

from typing import Final

from bot.domain.authority import clock
from bot.domain.authority.complaint import HEAD, OMBUDSMAN, Sent, complaint
from bot.domain.authority.ways import WAYS
from bot.errors import Refused
from bot.i18n import _, translate
from bot.screens import Screen
from handlers.base import Action, Turn
from handlers.together import access, joint, standing
from handlers.together.steering_joint import screen, steered
from storage import accounts

NO_GROUND: Final = _(
    "The answer is neither late nor refused nor incomplete, so there is nothing to complain of. "
    "Nothing was changed."
)
COURT: Final = _(
    "The complaint is in this chat, to be signed and sent by a person. A court is possible too, within six months; "
    "a free legal aid centre helps with that."
)


async def complain(turn: Turn, row: str) -> Screen:
    """Send the drafted complaint into this chat."""
    id, _colon, to = row.partition(":")
    part, request = await steered(turn, id)
    today = clock.today(turn.session.now)
    of = standing.ground(request, today)
    if not of or to not in (HEAD, OMBUDSMAN):
        raise Refused(NO_GROUND)
    assert request.sent_on is not None
    assert request.due_on is not None
    way = translate(WAYS[request.way], "uk")
    sent = Sent(request.sent_on, way, request.their_number, request.due_on)
    text = complaint(request.draft, sent, to, today, of)
    joint.send(turn, text)
    if turn.arrival.here.channel == accounts.TAKES_FILES:
        await joint.send_file(turn, text, f"skarga-{request.number}-{to}")
    await access.record(turn.session, turn.person, "complaint", part)
    return await screen(turn, part, request, COURT)


ACTIONS = (Action("joint-complaint", complain),)
