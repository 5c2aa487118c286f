"""Signing a joint request, with a name or without, taking it back, and proposing one question for it."""

from typing import Final

from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.base import Action, Turn, row_id
from handlers.together import access, joint
from handlers.together.access import Part
from handlers.together.words import Words, words_flow
from storage import joint_changes, joint_signatures
from storage.database import Session
from storage.joint_requests import DRAFT, JointRequest
from storage.persons import Person

NOT_DRAFT: Final = _("The joint request has been sent already, so nothing was changed.")
ONE_WAITS: Final = _("One of your questions waits for a coordinator already. Nothing was changed.")
CHANGED: Final = _(
    "The text was changed meanwhile, or you have not signed it. Please read it and sign it first."
)
SIGNED: Final = _("Signed. It can be taken back until it is sent.")
NAME: Final = _(
    "Which name should stand under the joint request? Only those who read the document see it, the authority too. "
    "A signature without a name counts just as much."
)
QUESTION: Final = _(
    "Which question should the joint request ask too? In Ukrainian, if you can. No names of people, please."
)


async def sign(turn: Turn, row: str) -> Screen:
    """Sign the text that was shown, without a name; twice is once."""
    id, _colon, revision = row.partition(":")
    part, request = await draft_of(turn.session, turn.person, row_id(id))
    if row_id(revision) != request.revision:
        raise Refused(CHANGED)
    if not await joint_signatures.is_under(turn.session, request.id, turn.person.id, request.revision):
        await joint_signatures.sign(turn.session, request.id, turn.person.id, request.revision)
    return await joint.screen(turn.session, turn.person, part, SIGNED)


async def sign_by_name(session: Session, person: Person, words: Words) -> Screen:
    """Put the name that was typed for this under one's signature."""
    part, request = await _signed(session, person, words.row)
    await joint_signatures.sign(session, request.id, person.id, request.revision, words.said)
    return await joint.screen(session, person, part, SIGNED)


async def _signed(session: Session, person: Person, id: int) -> tuple[Part, JointRequest]:
    part, request = await draft_of(session, person, id)
    if not await joint_signatures.is_under(session, request.id, person.id, request.revision):
        raise Refused(CHANGED)
    return part, request


async def unsign(turn: Turn, row: str) -> Screen:
    """Take one's signature back."""
    part, request = await draft_of(turn.session, turn.person, row_id(row))
    done = await joint_signatures.take_back(turn.session, request.id, turn.person.id)
    note = _("Your signature is taken back.") if done else _("There is nothing to take back.")
    return await joint.screen(turn.session, turn.person, part, note)


async def propose(session: Session, person: Person, words: Words) -> Screen:
    """Keep a proposed question, one a person."""
    part, request = await draft_of(session, person, words.row)
    if not await joint_changes.propose(session, request.id, person.id, words.said):
        raise Refused(ONE_WAITS)
    return await joint.screen(session, person, part, _("Thank you. A coordinator decides about it."))


async def draft_of(session: Session, person: Person, id: int) -> tuple[Part, JointRequest]:
    """Return a draft of the person's group; raise Refused for any other, and when it was sent."""
    part, request = await access.request(session, person, id)
    if request.status != DRAFT:
        raise Refused(NOT_DRAFT)
    return part, request


FLOW, BY_NAME = words_flow("sign_by_name", NAME, _signed, sign_by_name, limit=60)
PROPOSING, QUESTIONING = words_flow("propose_question", QUESTION, draft_of, propose, limit=300)
ACTIONS = (BY_NAME, QUESTIONING, Action("joint-sign", sign), Action("joint-unsign", unsign))
