"""A joint request to the authority, as members meet it: how it stands, and the document itself."""

from typing import Final

from bot.domain.authority import document
from bot.i18n import Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.together import access, page, standing
from handlers.together.access import Part
from storage import joint_requests, joint_signatures, outbox
from storage.database import Session
from storage.joint_requests import ANSWERED, DRAFT, JointRequest
from storage.persons import Person

LENGTH: Final = 3500  # characters of one message; a document may be several
NONE_YET: Final = _(
    "There is no request to the authority yet. A coordinator can draft one from what people told."
)


async def show(turn: Turn, row: str) -> Screen:
    """Show the newest joint request about an obstacle of one's group."""
    part = await access.member(turn.session, turn.person, row_id(row))
    return await screen(turn.session, turn.person, part)


async def screen(session: Session, person: Person, part: Part, note: Text | None = None) -> Screen:
    """How the request stands, and what the person can do."""
    request = next(
        (r for r in await joint_requests.of(session, part.obstacle.id) if r.group_id == part.group.id), None
    )
    back = action_button(_("To the obstacle"), "work", part.obstacle.id)
    draft = action_button(_("Draft a request"), "draft-request", part.obstacle.id, "primary")
    if request is None:
        return Screen(paragraphs(note, NONE_YET), stacked(draft if part.steers else None, back, page.MENU))
    signed = await joint_signatures.of(session, request.id, request.revision)
    text = paragraphs(
        note,
        lines(
            _("Joint request {n} about obstacle {obstacle}").format(
                n=request.number, obstacle=part.obstacle.number
            ),
            standing.line(request, session.now),
            plural("{n} person has signed.", "{n} people have signed.", len(signed)),
        ),
        standing.reply(request),
    )
    buttons = (
        action_button(_("Read it"), "joint-read", request.id, "primary"),
        *(
            _signing(request, person.id in [one.person_id for one in signed])
            if request.status == DRAFT
            else ()
        ),
        draft if part.steers and request.status == ANSWERED else None,
        action_button(_("Steer it"), "joint-steer", request.id) if part.steers else None,
        back,
        page.MENU,
    )
    return Screen(text, stacked(*buttons), passing=True)


def _signing(request: JointRequest, signed: bool) -> tuple[Button, ...]:
    question = action_button(_("Propose a question"), "propose-question", request.id)
    if not signed:
        return action_button(_("Sign"), "joint-sign", f"{request.id}:{request.revision}"), question
    name = action_button(_("Add my name"), "sign-by-name", request.id)
    return name, action_button(_("Unsign"), "joint-unsign", request.id), question


async def read(turn: Turn, row: str) -> Screen:
    """Send the document into this chat, to be read, and by who wants to, to be printed or sent."""
    part, request = await access.request(turn.session, turn.person, row_id(row))
    signed = await joint_signatures.of(turn.session, request.id, request.revision)
    names = [one.name for one in signed if one.name]
    send(turn, document.as_text(request.draft, len(signed), names))
    return await screen(turn.session, turn.person, part, _("The document is in this chat."))


def send(turn: Turn, text: str) -> None:
    """Send a document into the chat, in as many messages as it needs."""
    for one in document.parts(text, LENGTH):
        outbox.push_to(turn.session, turn.arrival.here, Screen(one))


ACTIONS = (Action("joint", show), Action("joint-read", read))
