"""Coordinators steer a joint request: proposed questions, the longer time, giving a draft up."""

from bot.domain.authority import clock
from bot.domain.authority.complaint import HEAD, OMBUDSMAN
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.together import access, joint, page, standing
from handlers.together.access import Part
from handlers.together.steering import OTHERWISE
from storage import accounts, joint_changes, joint_requests, joint_signatures
from storage.joint_requests import DRAFT, SENT, JointRequest


async def show(turn: Turn, row: str) -> Screen:
    """Show what can be steered."""
    part, request = await steered(turn, row)
    return await screen(turn, part, request)


async def screen(turn: Turn, part: Part, request: JointRequest, note: Text | None = None) -> Screen:
    """How it stands, the oldest proposed question, and what a coordinator can do."""
    waiting = await joint_changes.of(turn.session, request.id) if request.status == DRAFT else []
    proposed = _("Proposed question, {n} in all: «{words}»")
    text = paragraphs(
        note,
        lines(
            _("Joint request {n} about obstacle {obstacle}").format(
                n=request.number, obstacle=part.obstacle.number
            ),
            standing.line(request, turn.session.now),
        ),
        proposed.format(n=len(waiting), words=waiting[0].words) if waiting else None,
    )
    change = (
        (
            action_button(_("Take the question"), "joint-change", f"{waiting[0].id}:yes", "primary"),
            action_button(_("Leave it out"), "joint-change", f"{waiting[0].id}:no"),
        )
        if waiting
        else ()
    )
    back = action_button(_("To the joint request"), "joint", part.obstacle.id)
    file = action_button(_("As a file"), "joint-file", request.id)
    takes = turn.arrival.here.channel == accounts.TAKES_FILES
    ways = (*change, *_possible(turn, request), file if takes else None, back, page.MENU)
    return Screen(text, stacked(*ways), passing=True)


def _possible(turn: Turn, request: JointRequest) -> tuple[Button | None, ...]:
    if request.status == DRAFT:
        sent = action_button(_("It is sent"), "joint-sent", request.id)
        return sent, action_button(_("Give the draft up"), "joint-drop", request.id)
    waits = request.status == SENT
    longer = action_button(_("It takes 20 days"), "joint-longer", request.id)
    return (
        action_button(_("It answered"), "joint-answer", request.id, "primary") if waits else None,
        longer if waits and not request.longer else None,
        *(_complaints(request) if standing.ground(request, clock.today(turn.session.now)) else ()),
    )


def _complaints(request: JointRequest) -> tuple[Button, ...]:
    return (
        action_button(_("Complain to the head"), "joint-complaint", f"{request.id}:{HEAD}"),
        action_button(_("Complain to the Ombudsman"), "joint-complaint", f"{request.id}:{OMBUDSMAN}"),
    )


async def change(turn: Turn, row: str) -> Screen:
    """Take a proposed question in, or leave it out; a changed text has to be signed anew."""
    id, _colon, said = row.partition(":")
    proposed = await joint_changes.get(turn.session, row_id(id))
    part, request = await steered(turn, str(proposed.request_id if proposed is not None else 0))
    if proposed is None or request.status != DRAFT or said not in ("yes", "no"):
        raise Refused(OTHERWISE)
    if said == "no":
        await joint_changes.leave_out(turn.session, proposed.id)
    else:
        await joint_changes.take_in(turn.session, proposed.id)
        await joint_requests.redraft(turn.session, request, request.draft.asking(proposed.words))
        await joint_signatures.tell(turn.session, request.id)
    await access.record(turn.session, turn.person, f"question-{said}", part)
    note = (
        _("Taken in. Who had signed is asked to do so anew.")
        if said == "yes"
        else _("The question is left out.")
    )
    return await screen(turn, *await steered(turn, str(request.id)), note=note)


async def drop(turn: Turn, row: str) -> Screen:
    """Give a draft up."""
    part, request = await steered(turn, row)
    if request.status != DRAFT or not await joint_requests.drop(turn.session, request):
        raise Refused(OTHERWISE)
    await joint_signatures.take_back(turn.session, request.id, turn.person.id)  # they know
    await access.record(turn.session, turn.person, "joint-drop", part)
    return await joint.screen(turn.session, turn.person, part, _("The draft is given up."))


async def longer(turn: Turn, row: str) -> Screen:
    """Note that the authority takes 20 working days, which it has to give reasons for."""
    part, request = await steered(turn, row)
    if request.status != SENT or request.sent_on is None:
        raise Refused(OTHERWISE)
    due = clock.due_on(request.sent_on, longer=True)
    look_at = clock.next_look(due, clock.WAITING)
    if look_at is None or not await joint_requests.extend(turn.session, request, due, look_at):
        raise Refused(OTHERWISE)
    await access.record(turn.session, turn.person, "joint-longer", part)
    note = _("Noted. The answer is due by {due} now.").format(due=standing.day(due))
    return await screen(turn, *await steered(turn, row), note=note)


async def steered(turn: Turn, row: str) -> tuple[Part, JointRequest]:
    """Return a joint request of a group that the person coordinates; raise Refused for any other."""
    part, request = await access.request(turn.session, turn.person, row_id(row))
    access.steers(part)
    return part, request


ACTIONS = (
    Action("joint-steer", show),
    Action("joint-change", change),
    Action("joint-drop", drop),
    Action("joint-longer", longer),
)
