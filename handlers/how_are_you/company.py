"""After hard answers: a person is offered, gently; nothing is told to anybody unless it is pressed."""

from dataclasses import replace
from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import new_cases
from handlers.base import Begin, Reply, Turn, row_id
from handlers.moderators import alerts
from storage import how_are_you, how_are_you_questions as questions, matches, outbox
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority

MENU: Final = command_button(_("Menu"), "menu")
OFFER: Final = _(
    "Thank you for saying it. It seems to have been hard for a while. "
    "If you like, somebody can be beside you. Nothing happens unless you press it."
)
ONCE: Final = _(
    "If you like, Kolo can ask you now and then how you are. It is never more than a question, and easy to stop."
)
NOT_HERE: Final = _("This question is not here any more.")
TOLD_ALREADY: Final = _("The moderators know already. When one of them has seen it, you read it here.")
TOLD: Final = _(
    "The moderators know now that it has been hard for you, and nothing more. "
    "When one of them has seen it, you read it here. They answer from 9 to 21, Kyiv time."
)
NOT_NOW: Final = _("All right. It stays here. People and the numbers under /sos are there whenever you want.")
# What is already answered when somebody to talk to is asked for: the most open of the needs.
SOMEBODY_TO_TALK_TO: Final = {"need": "talk", "subneed": "talk.chat"}


async def company(turn: Turn, question_id: int, picked: Text) -> Screen:
    """Offer a person: the helper of an open talk, somebody new, a moderator, the numbers, or nothing."""
    match = await helper_of(turn.session, turn.person.id)
    buttons = (
        action_button(_("Write to my helper"), "talk", match.id) if match is not None else None,
        action_button(_("Somebody to talk to"), "how-person", f"{question_id}:ask"),
        action_button(_("Let a moderator know"), "how-person", f"{question_id}:moderator"),
        command_button(_("SOS numbers"), "sos"),
        action_button(_("A few words"), "how-words", question_id),
        action_button(_("Not now"), "how-person", f"{question_id}:later"),
    )
    return Screen(paragraphs(picked, OFFER), stacked(*buttons))


async def helper_of(session: Session, person_id: int) -> Match | None:
    """Return the newest match in which somebody helps the person, and neither of the two has paused."""
    mine = await matches.active_of(session, person_id)
    return next((match for match in mine if match.open and match.requester_id == person_id), None)


async def accept(turn: Turn, row: str) -> Reply:
    """Do what was pressed: begin to ask for somebody, let the moderators know, or leave it."""
    id, _colon, what = row.partition(":")
    asked = await questions.get(turn.session, row_id(id))
    if asked is None or asked.person_id != turn.person.id or not asked.offered:
        raise Refused(NOT_HERE)
    if what == "ask":
        return await _ask(turn)
    if what == "later":
        return Screen(NOT_NOW, stacked(MENU))
    if what != "moderator":
        raise Refused(NOT_HERE)
    if not await questions.tell(turn.session, asked.id):
        raise Refused(TOLD_ALREADY)
    await alerts.it_is_hard(turn.session, turn.person)
    return Screen(TOLD, stacked(command_button(_("SOS numbers"), "sos"), MENU))


async def _ask(turn: Turn) -> Reply:
    """Begin to ask for somebody; after many requests say, below the offer, when: all else that it offers stays."""
    full = await new_cases.no_room(turn, "request")
    if full is None:
        return Begin("ask_for_help", SOMEBODY_TO_TALK_TO)
    outbox.push_to(turn.session, turn.arrival.here, replace(full, passing=False), Priority.REPLY)
    return None


async def offer_once(turn: Turn, screen: Screen) -> Screen:
    """Say beside a screen, once in a person's time with us, that they can be asked how they are."""
    if turn.person.profile.in_danger or not await how_are_you.offer(turn.session, turn.person.id):
        return screen
    button = command_button(_("Ask how I am"), "howareyou")
    return Screen(paragraphs(screen.text, ONCE), (*screen.rows[:-1], (button,), *screen.rows[-1:]))
