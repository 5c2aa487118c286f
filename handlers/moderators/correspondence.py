"""A correspondence with a person, as the moderators see it: who is to answer, the last letters, an end."""

from collections.abc import Mapping
from typing import Final

from bot.domain import alerts as kinds
from bot.domain.identifiers import untappable
from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Rows, Screen, action_button, stacked
from handlers.letters import showing
from handlers.moderators import labels
from handlers.moderators.alerts import raised
from handlers.moderators.base import DeskAction, DeskTurn, numbers, queue_button
from storage import correspondences, letters
from storage.correspondences import Correspondence
from storage.database import Session
from storage.letters import Letter

SHOWN: Final = 3  # letters on a card
BEGAN: Final[Mapping[str, Msg]] = {
    "request": ctx("letters", "request {n}"),
    "helper": ctx("letters", "helper {n}"),
    "person": ctx("letters", "person {n}"),
    "alert": ctx("letters", "after signs of danger"),
    correspondences.BY_PERSON: ctx("letters", "the person wrote first"),
}
TITLE: Final = ctx("letters", "Letters {n}: {about}")
WAITS: Final = _("Waits for an answer: {age}.")
OVER: Final = _("These letters are closed already.")


async def letter_came(session: Session, id: int) -> None:
    """A person wrote to the moderators, who read it: it was written to them."""
    held = await correspondences.lock(session, id)
    if held is not None:
        screen = await card(session, held, _("A person has written to the moderators."))
        await raised(session, kinds.LETTER, held.number, screen, news=True)


async def still_waits(session: Session, held: Correspondence) -> None:
    """A person's letter waits too long: say so, unless somebody has it."""
    await raised(session, kinds.LETTER, held.number, reminder(session, held))


def reminder(session: Session, held: Correspondence) -> Screen:
    """Say that a letter waits without its words, which stand above."""
    note = _("A letter of a person waits for an answer.")
    return Screen(paragraphs(note, without_words(session, held)), _buttons(held))


def without_words(session: Session, held: Correspondence) -> Text:
    """Return the number, what it began with, and who is to answer."""
    return lines(title(held), state(session, held))


async def card(session: Session, held: Correspondence, note: Text | None = None) -> Screen:
    """Return the card with the last letters."""
    found = await letters.latest(session, held.id, SHOWN)
    text = paragraphs(note, without_words(session, held), *(_letter(one) for one in found))
    return Screen(text, _buttons(held))


def title(held: Correspondence) -> Text:
    """Return the number, and what it began with; the person stays unnamed."""
    return TITLE.format(n=held.number, about=about(held.about))


def about(what: str) -> Text:
    """Name what letters are about, as it is kept: "request 17", "alert"."""
    kind, _space, number = what.partition(" ")
    return BEGAN[kind].format(n=number) if kind in BEGAN else what


def state(session: Session, held: Correspondence) -> Text:
    """Say who is to answer."""
    if held.status != correspondences.OPEN:
        return ctx("letters", "closed")
    if held.waiting_since is None:
        return ctx("letters", "answered")
    return WAITS.format(age=labels.age(held.waiting_since, session.now))


def _letter(letter: Letter) -> Text:
    who = ctx("letters", "the person") if letter.by_person else ctx("letters", "a moderator on duty")
    when = Msg("{when}").format(when=When(letter.at, pattern="dd.MM HH:mm"))
    words = untappable(letter.words) if letter.by_person else letter.words
    return lines(lines(when, who, separator=" · "), words)


def _buttons(held: Correspondence) -> Rows:
    is_open = held.status == correspondences.OPEN
    answer = action_button(_("Answer"), "m-write", f"letters-{held.number}", "primary")
    end = action_button(_("Close"), "m-letters-end", held.number) if is_open else None
    return stacked(answer, end, action_button(_("All letters"), "m-letters", 0))


async def end(turn: DeskTurn, row: str) -> Screen:
    """Close it once; the person hears it, and the words leave the screen."""
    held = await find(turn, row)
    if not await correspondences.close(turn.session, held.id):
        raise Refused(OVER)
    await turn.record("letters-end", f"letters {held.number}")
    await showing.send(turn.session, held.person_id, showing.NEWS[showing.ENDED], showing.ENDED)
    text = _("Letters {n} are closed. The person hears that they can write again.").format(n=held.number)
    return Screen(text, stacked(queue_button()))


async def find(turn: DeskTurn, row: str) -> Correspondence:
    """Return the correspondence with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    held = await correspondences.by_number(turn.session, number)
    if held is None:
        raise Refused(_("There are no letters {number}. /letters shows them.").format(number=number))
    return held


ACTIONS = (DeskAction("m-letters-end", end),)
