"""A joint request to the authority, as members meet it: how it stands, and the document itself."""

from datetime import datetime
from typing import Final

from bot.domain.authority import document, office_file
from bot.errors import Refused
from bot.i18n import Msg, Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.groups.showing import in_danger
from handlers.together import access, page, standing
from handlers.together.access import Part
from storage import accounts, joint_requests, joint_signatures, media, obstacles, outbox
from storage.database import Session
from storage.joint_requests import ANSWERED, DRAFT, JointRequest
from storage.obstacles import Obstacle
from storage.persons import Person

LENGTH: Final = 3500  # characters of one message; a document may be several
NONE_YET: Final = _("There is no joint request yet. A coordinator can draft one from what people told.")


async def show(turn: Turn, row: str) -> Screen:
    """Show the newest joint request about an obstacle of one's group."""
    try:
        part = await access.member(turn.session, turn.person, row_id(row))
    except Refused:
        told = await _to_who_signed(turn.session, turn.person, row_id(row))
        if told is None:
            raise
        return told
    return await screen(turn.session, turn.person, part)


async def _to_who_signed(session: Session, person: Person, obstacle_id: int) -> Screen | None:
    """What the authority answered, to somebody who signed and is not in the group any more."""
    obstacle = None if in_danger(person) else await obstacles.current(session, obstacle_id)
    for request in await joint_requests.of(session, obstacle.id) if obstacle is not None else ():
        signed = person.id in await joint_signatures.who(session, request.id)
        if obstacle is not None and signed and request.status == ANSWERED:
            return Screen(_told(request, obstacle, session.now), stacked(page.MENU), passing=True)
    return None


def _told(request: JointRequest, obstacle: Obstacle, now: datetime, signed: Text | None = None) -> Text:
    """How a request stands, and what was answered."""
    title = _("Joint request {n} about obstacle {obstacle}").format(
        n=request.number, obstacle=obstacle.number
    )
    return paragraphs(lines(title, standing.line(request, now), signed), standing.reply(request))


async def screen(session: Session, person: Person, part: Part, note: Text | None = None) -> Screen:
    """How the request stands, and what the person can do."""
    request = next(
        (r for r in await joint_requests.of(session, part.obstacle.id) if r.group_id == part.group.id), None
    )
    back = action_button(_("To the obstacle"), "work", part.obstacle.id)
    draft = action_button(_("New joint request"), "draft-request", part.obstacle.id, "primary")
    if request is None:
        return Screen(paragraphs(note, NONE_YET), stacked(draft if part.steers else None, back, page.MENU))
    signed = await joint_signatures.of(session, request.id, request.revision)
    count: Msg = plural("{n} person has signed.", "{n} people have signed.", len(signed))
    text = paragraphs(note, _told(request, part.obstacle, session.now, count))
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
    send(turn, await _document(turn.session, request))
    return await screen(turn.session, turn.person, part, _("The document is in this chat."))


def send(turn: Turn, text: str) -> None:
    """Send a document into the chat, in as many messages as it needs."""
    for one in document.parts(text, LENGTH):
        outbox.push_to(turn.session, turn.arrival.here, Screen(one))


async def as_file(turn: Turn, row: str) -> Screen:
    """Send the document as a file, to be filled in and printed; only to who steers, and where files can be sent."""
    part, request = await access.request(turn.session, turn.person, row_id(row))
    access.steers(part)
    if turn.arrival.here.channel != accounts.TAKES_FILES:
        return await read(turn, row)
    await send_file(turn, await _document(turn.session, request), f"zapyt-{request.number}")
    return await screen(turn.session, turn.person, part, _("The file is in this chat."))


async def send_file(turn: Turn, text: str, name: str) -> None:
    """Send a document into the chat as a file."""
    kept = await media.keep(turn.session, office_file.as_file(text), kind="document")
    file = Screen("", document=kept, file_name=name + office_file.ENDING)
    outbox.push_to(turn.session, turn.arrival.here, file)


async def _document(session: Session, request: JointRequest) -> str:
    signed = await joint_signatures.of(session, request.id, request.revision)
    return document.as_text(request.draft, len(signed), [one.name for one in signed if one.name])


ACTIONS = (Action("joint", show), Action("joint-read", read), Action("joint-file", as_file))
