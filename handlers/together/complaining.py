"""A coordinator takes the drafted complaint when the answer is late: to the head, or to the Ombudsman."""

from typing import Final

from bot.domain.authority import clock
from bot.domain.authority.complaint import HEAD, OMBUDSMAN, Sent, complaint
from bot.domain.authority.ways import WAYS
from bot.errors import Refused
from bot.i18n import _, translate
from bot.screens import Screen
from handlers.base import Action, Turn
from handlers.together import access, joint
from handlers.together.steering_joint import is_late, screen, steered
from storage.joint_requests import SENT

NOT_LATE: Final = _("The answer is not late, so there is nothing to complain of. Nothing was changed.")
COURT: Final = _(
    "The complaint is in this chat, to be signed and sent by a person. A court is possible too, within six months; "
    "a free legal aid centre helps with that."
)


async def complain(turn: Turn, row: str) -> Screen:
    """Send the drafted complaint into this chat."""
    id, _colon, to = row.partition(":")
    part, request = await steered(turn, id)
    if request.status != SENT or not is_late(turn, request) or to not in (HEAD, OMBUDSMAN):
        raise Refused(NOT_LATE)
    assert request.sent_on is not None
    assert request.due_on is not None
    way = translate(WAYS[request.way], "uk")
    sent = Sent(request.sent_on, way, request.their_number, request.due_on)
    joint.send(turn, complaint(request.draft, sent, to, clock.today(turn.session.now)))
    await access.record(turn.session, turn.person, "complaint", part)
    return await screen(turn, part, request, COURT)


ACTIONS = (Action("joint-complaint", complain),)
