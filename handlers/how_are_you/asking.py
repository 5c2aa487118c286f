"""The question how somebody is: five answers by a press; each is answered once, by whom it asks."""

from typing import Final

from bot.domain import how_are_you as rules
from bot.errors import Refused
from bot.i18n import Msg, When, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import where
from handlers.base import Here, Reply, Turn, row_id
from handlers.how_are_you import planning
from handlers.how_are_you.company import company
from handlers.unseen import unseen
from storage import how_are_you, how_are_you_questions as questions
from storage.how_are_you_questions import Question
from storage.persons import Person

MENU: Final = command_button(_("Menu"), "menu")
SETTINGS: Final = command_button(_("Change or stop"), "howareyou")
HOW: Final = _("How are you these days? Any answer is right, and none is fine too.")
ONCE_MORE: Final = _(
    "Yesterday’s question is still here, in case it slipped by: how are you these days? "
    "Any answer is right, and none is fine too."
)
LAST_LINE: Final = _(
    "Two questions met silence, and that is your right. From now on Kolo asks once a month only, "
    "and nobody hears of your silence any more. One answer, or one press here, brings the old rhythm back."
)
NOT_HERE: Final = _("This question is not here any more.")
ANSWERED: Final = _("You have answered this one. Thank you.")
TOO_OLD: Final = _(
    "This question is from another day, so nothing is kept of it. Whether and when Kolo asks is under /howareyou."
)
LIGHT: Final = _("Thank you.")
HEAVY: Final = _("Thank you for saying it. It stays here, and is told to nobody.")


def question(person: Person, id: int, in_danger: bool, text: Msg = HOW) -> Screen:
    """Ask; where a phone may be looked into, show nothing before a press."""
    return unseen(person, _opened(id, text), "how-open", id, in_danger)


def _opened(id: int, text: Msg = HOW) -> Screen:
    answers = (
        action_button(says, "how", f"{id}:{answer}") for answer, (says, _level) in rules.ANSWERS.items()
    )
    rest = action_button(_("Fine, leave me a month"), "how", f"{id}:rest")
    return Screen(text, stacked(*answers, rest, SETTINGS))


def last_line(person: Person, in_danger: bool) -> Screen:
    """Say, once, that the questions become few; where a phone may be looked into, without content."""
    return unseen(person, _opened_last_line(), "how-again", "open", in_danger)


def _opened_last_line() -> Screen:
    rhythm = action_button(_("As before, please"), "how-again", "rhythm")
    return Screen(LAST_LINE, stacked(rhythm, SETTINGS, MENU))


async def open_question(turn: Turn, row: str) -> Screen:
    """Show the question behind a line without content."""
    await _mine(turn, row)
    return _opened(row_id(row))


async def again(turn: Turn, what: str) -> Reply:
    """Show the last line, or bring the old rhythm back."""
    plan = await how_are_you.get(turn.session, turn.person.id)
    if plan is None or not plan.slowed:
        return Here(_("Nothing needs to be changed: Kolo asks as you chose under /howareyou."))
    if what == "open":
        return _opened_last_line()
    await planning.heard(turn.session, turn.person)
    return Here(_("Good: as before."))


async def answer(turn: Turn, row: str) -> Screen:
    """Take an answer, once; when it speaks of trouble, offer a person."""
    id, _colon, said = row.partition(":")
    asked = await _mine(turn, id)
    if said == "rest":
        return await _rest(turn, asked)
    if said not in rules.ANSWERS:
        raise Refused(NOT_HERE)
    if not await questions.close(turn.session, asked.id, questions.ANSWERED, said):
        raise Refused(ANSWERED)
    await planning.heard(turn.session, turn.person)
    says, level = rules.ANSWERS[said]
    picked = Msg("✓ {answer}").format(answer=says)
    if rules.speaks_of_trouble(await _levels(turn)):
        await questions.offered(turn.session, asked.id)
        return await company(turn, asked.id, picked)
    sos = command_button(_("SOS numbers"), "sos") if level <= rules.LOW else None
    thanks = HEAVY if level <= rules.LOW else LIGHT
    text = paragraphs(HOW, picked, thanks, await _next(turn))
    return Screen(text, stacked(_words_button(asked.id), sos, MENU))


async def _rest(turn: Turn, asked: Question) -> Screen:
    plan = await how_are_you.get(turn.session, turn.person.id)
    if plan is None or not await questions.close(turn.session, asked.id, questions.RESTED):
        raise Refused(ANSWERED)
    await planning.rest(turn.session, turn.person, plan)
    text = paragraphs(_("Good to know. Kolo leaves you in peace for a month."), await _next(turn))
    return Screen(text, stacked(SETTINGS, MENU))


async def _mine(turn: Turn, row: str) -> Question:
    """The question that may be answered now; raise Refused when it is another's, answered, or of another day."""
    asked = await questions.get(turn.session, row_id(row))
    if asked is None or asked.person_id != turn.person.id or asked.kind != questions.QUESTION:
        raise Refused(NOT_HERE)
    if asked.status in questions.HEARD:
        raise Refused(ANSWERED)
    if asked.status != questions.ASKED or turn.session.now > asked.asked_at + rules.ANSWERED_WITHIN:
        raise Refused(TOO_OLD)
    return asked


async def _levels(turn: Turn) -> list[int]:
    """How the last answers were, the newest last, since a person was offered."""
    levels: list[int] = []
    for asked in await questions.latest(turn.session, turn.person.id):
        if asked.offered:
            break
        if asked.answer:
            levels.insert(0, rules.ANSWERS[asked.answer][1])
    return levels


async def _next(turn: Turn) -> Msg | None:
    plan = await how_are_you.get(turn.session, turn.person.id)
    if plan is None:
        return None
    at = planning.due_at(turn.person, plan.next_on, plan.hour)
    date = When(at, where.zone_of(turn.person), "d MMMM")
    return _("The next question comes on {date}.").format(date=date)


def _words_button(id: int) -> Button:
    return action_button(_("A few words"), "how-words", id)
