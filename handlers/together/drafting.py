"""Drafting a joint request: from the facts of the reports, by a coordinator or a moderator; and giving a draft up."""

from typing import Final

from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.together import access, joint, page
from handlers.together.words import Words, words_flow
from storage import joint_drafts, joint_requests, obstacles
from storage.database import Session
from storage.joint_requests import ANSWERED, JointRequest
from storage.obstacles import Obstacle
from storage.persons import Person

AUTHORITY: Final = _(
    "To whom exactly does the joint request go? The full name of the authority, in Ukrainian; it can be skipped. "
    "Those who are obliged to answer are authorities, whatever is paid from a budget, and who carries out "
    "tasks of the state. For a translator, notary or bank: better whoever supervises them."
)
THERE_IS_ONE: Final = _("There is a joint request about this obstacle already. Nothing was changed.")
DRAFTED: Final = _("Drafted from what people told, without names. Please read it before others do.")


async def make(session: Session, obstacle: Obstacle, authority: str = "") -> JointRequest | None:
    """Draft a request about a locked obstacle; None while another one is under way."""
    if any(each.status != ANSWERED for each in await joint_requests.of(session, obstacle.id)):
        return None
    text = await joint_drafts.made(session, obstacle, authority)
    request = await joint_requests.add(session, obstacle.id, obstacle.group_id, text)
    await page.begins(session, obstacle)
    return request


async def finish(session: Session, person: Person, words: Words) -> Screen:
    """Draft it, in the group of a coordinator."""
    locked = await obstacles.lock(session, words.row)
    part = await access.coordinator(session, person, locked.id if locked is not None else 0)
    if locked is None or await make(session, locked, words.said) is None:
        raise Refused(THERE_IS_ONE)
    await access.record(session, person, "joint-draft", part)
    return await joint.screen(session, person, part, DRAFTED)


FLOW, BEGIN = words_flow("draft_request", AUTHORITY, access.coordinator, finish, limit=200, optional=True)
ACTIONS = (BEGIN,)
