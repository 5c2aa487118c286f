"""Asks the author before words go: to whom are they, may they really go; and does what the answer says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.i18n import Text, _, everywhere, lines, paragraphs, plural
from bot.screens import Screen, action_button
from handlers import swindles
from handlers.base import Reply, Turn, row_id
from handlers.talk import holding
from handlers.talk.access import MENU, beside, label, other_name, own, plain
from handlers.talk.holding import NO_TALK, Held
from handlers.talk.passing import pass_on, problem
from handlers.talk.words import NAMES, Words, doubtful, shown_in
from storage.matches import Match

SEND, DO_NOT = _("Send anyway"), _("Do not send")
ANSWERED: Final = _("That question is answered already, or too old. Nothing more was sent.")
ENOUGH: Final = _("Please answer this first. The last message was not kept.")


async def deliver(turn: Turn, match: Match, many: Sequence[Words], anyway: bool = False) -> Screen:
    """Send what may go, hold back what is doubtful, and return what the author sees."""
    if (why_not := await problem(turn, match)) is not None:
        return why_not
    going = [words for words in many if anyway or not doubtful(words)]
    kept = [holding.hold(turn, match.id, words) for words in many if words not in going]
    receipts = await pass_on(turn, match, going)
    if not all(kept):
        receipts.append(plain(ENOUGH))
    for receipt in receipts[:-1]:
        beside(turn, receipt)
    return with_question(turn, match, receipts[-1] if receipts else None)


def with_question(turn: Turn, match: Match, screen: Screen | None) -> Screen:
    """Return the screen together with the question that waits in this talk, if there is one."""
    held = holding.of_match(turn, match.id)
    if held is None:
        return _with_unnamed(turn, match, screen) if screen is not None else plain(ANSWERED)
    buttons = action_button(SEND, "talk-send", held.id), action_button(DO_NOT, "talk-drop", held.id)
    question = lines(_shows(held), _("Send it to {name} anyway?").format(name=other_name(turn, match)))
    if screen is None:
        return Screen(question, (buttons, (MENU,)))
    return replace(screen, text=paragraphs(screen.text, question), rows=(buttons, *screen.rows))


def _with_unnamed(turn: Turn, match: Match, screen: Screen) -> Screen:
    """Ask under what opens the talk about words that were written before: without it they would be lost unseen."""
    held = holding.of_match(turn, NO_TALK)
    if held is None:
        return screen
    send_it = action_button(_("Send"), "talk-tell", f"{held.id}:{match.id}")
    question = lines(_waiting(held), _("To {name}?").format(name=other_name(turn, match)))
    buttons = send_it, action_button(DO_NOT, "talk-drop", held.id)
    return replace(screen, text=paragraphs(screen.text, question), rows=(buttons, *screen.rows))


def _waiting(held: Held) -> Text:
    return plural("{n} message is not sent yet.", "{n} messages are not sent yet.", len(held.words))


def _shows(held: Held) -> Text:
    kinds = dict.fromkeys(kind for words in held.words for kind in shown_in(words))
    what = lines(*(NAMES[kind] for kind in kinds), separator=", ")
    shows = _("What it shows: {what}.").format(what=what) if kinds else None
    return lines(
        lines(_waiting(held), shows, separator=" "), swindles.like(words.text for words in held.words)
    )


async def ask_to_whom(turn: Turn, active: Sequence[Match], words: Words) -> Screen:
    """Keep the words and ask which talk they belong to."""
    note = None if holding.hold(turn, NO_TALK, words) else ENOUGH
    held = holding.of_match(turn, NO_TALK)
    assert held is not None
    rows = [
        (action_button(await label(turn, match), "talk-tell", f"{held.id}:{match.id}"),) for match in active
    ]
    question: Text = _("To whom should it go?")
    if len(active) == 1:
        question = _("To {name}?").format(name=other_name(turn, active[0]))
    return Screen(paragraphs(note, lines(_waiting(held), question)), (*rows, (MENU,)))


async def send(turn: Turn, row: str) -> Reply:
    """Send what was held back, on its author's word."""
    held = holding.find(turn, row)
    if held is None or held.match_id == NO_TALK:
        return _answered(turn)
    return await _decided(turn, held, await own(turn, held.match_id), anyway=True)


async def tell(turn: Turn, row: str) -> Reply:
    """Send what waited for an answer to "to whom?", and open that talk."""
    id, _sign, match = row.partition(":")
    held = holding.find(turn, id)
    if held is None or held.match_id != NO_TALK:
        return _answered(turn)
    return await _decided(turn, held, await own(turn, row_id(match)))


async def _decided(turn: Turn, held: Held, match: Match, anyway: bool = False) -> Screen:
    if (why_not := await problem(turn, match)) is not None:
        return why_not
    holding.forget(turn, held)
    screen = await deliver(turn, match, held.words, anyway)
    if held.match_id == match.id:
        return screen
    turn.state["talk"] = match.id
    return replace(screen, text=paragraphs(screen.text, goes_to(turn, match)))


async def drop(turn: Turn, row: str) -> Reply:
    """Forget what was held back."""
    held = holding.find(turn, row)
    if held is None:
        return _answered(turn)
    holding.forget(turn, held)
    text = _("It was not sent, and it is not kept. You can write it differently.")
    talk = turn.state.get("talk") if held.match_id == NO_TALK else held.match_id
    return plain(text, *((action_button(_("Back to the talk"), "talk", talk),) if talk else ()))


def goes_to(turn: Turn, match: Match) -> Text:
    """Say where words go while a talk is open."""
    text = _("What you write now goes to {name}. To leave the talk: /menu")
    return text.format(name=other_name(turn, match))


async def typed(turn: Turn, active: Sequence[Match]) -> Reply:
    """Do what a typed label of the latest question means; None when the words are no such label."""
    held, said = next(reversed(holding.all_held(turn)), None), turn.event.text.strip().casefold()
    if held is None or turn.event.kind != "words":
        return None
    if held.match_id != NO_TALK:
        action = send if _names(SEND, said) else drop if _names(DO_NOT, said) else None
        return await action(turn, held.id) if action else None
    named = [match for match in active if _names(other_name(turn, match), said)]
    named = named or [match for match in active if _names(await label(turn, match), said)]
    return await tell(turn, f"{held.id}:{named[0].id}") if len(named) == 1 else None


def _answered(turn: Turn) -> Reply:
    """A second press, or an old one: the receipt that stands in the question's place must stay."""
    beside(turn, plain(ANSWERED))
    return None


def _names(label: Text, said: str) -> bool:
    return said in map(str.casefold, everywhere(label))
