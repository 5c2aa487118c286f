"""/real: how a person sees that this is Kolo, and that whoever calls in its name is from it."""

from dataclasses import replace
from datetime import date

from bot.domain import check_words
from bot.domain.authority import clock
from bot.domain.check_words import PLACES
from bot.i18n import _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, grid, stacked
from handlers.base import Action, Command, Reply, Turn
from storage import check_keys, inbox
from storage.check_keys import OWN, PAPER

ASKED = "paper"  # in the state: which number of the paper was asked for, and on which day
NEVER = _(
    "Kolo never asks for money, codes, passwords, documents or your unit. Whoever asks for these in our name "
    "is not one of us, also when they know much about you."
)
OWN_WORDS = _(
    "Your words: {first}, {second}. Only the real Kolo can show you these two, and it shows them to nobody else. "
    "Remember them and tell nobody. A chat that calls itself Kolo and shows others is a copy."
)
CALL = _(
    "Does somebody call or write, and say they are from Kolo? Tell them only this number of today: {number}. "
    "They have to answer: {they}. If they ask for your word, it is: {you}. "
    "You never say a word first. With another answer, or none, end the talk."
)
CHOOSE = _(
    "On the paper of the organisation each day has nine words. Choose any number: "
    "the bot says the word that stands there today. It says one word a day."
)
ON_PAPER = _("Today number {n} is: {word}.")
COMPARE = _(
    "Is it the same on the paper? Compare the name of this chat with the paper too: a copy has another one. "
    "The surest sign is your own two words."
)
CHOSEN_BEFORE = _("Today you have chosen number {n} already. Tomorrow there are other words.")


async def real(turn: Turn) -> Screen:
    """Say what the bot never asks for, and show the person's own words."""
    first, second = check_words.own(await check_keys.key(turn.session, OWN), turn.person.id)
    buttons = (
        action_button(_("Somebody calls me"), "real", "call"),
        action_button(_("I have the paper"), "real", "paper"),
        command_button(_("Menu"), "menu"),
    )
    text = paragraphs(NEVER, OWN_WORDS.format(first=first, second=second))
    return Screen(text, stacked(*buttons), passing=True)


async def pressed(turn: Turn, row: str) -> Reply:
    """Show what is said on the phone, or the numbers of the paper, or the word of one."""
    match row:
        case "call":
            return await _call(turn)
        case "paper":
            numbers = tuple(action_button(str(n), "real", n) for n in range(1, PLACES + 1))
            return Screen(CHOOSE, (*grid(numbers, 3), (_back(),)), passing=True)
    if row not in [str(n) for n in range(1, PLACES + 1)]:
        return await real(turn)
    return await _word(turn, int(row))


async def _call(turn: Turn) -> Screen:
    key, day = await check_keys.key(turn.session, OWN), clock.today(turn.session.now)
    said = check_words.call(key, check_words.number_of(key, turn.person.id, day), day)
    text = CALL.format(number=str(said.number), they=said.they_say, you=said.you_say)
    return Screen(text, ((_back(),),), passing=True)


async def _word(turn: Turn, n: int) -> Screen:
    """One word a day for one chat: whoever copies the bot cannot read them all from it."""
    day = clock.today(turn.session.now)
    before = await _chosen(turn, day)
    if before not in (0, n):
        return Screen(CHOSEN_BEFORE.format(n=before), ((_back(),),), passing=True)
    turn.state[ASKED] = [day.isoformat(), n]
    await inbox.fresh(turn.session, [replace(turn.event, key=_once(turn, day, n))])
    word = check_words.on_paper(await check_keys.key(turn.session, PAPER), day)[n - 1]
    text = paragraphs(ON_PAPER.format(n=n, word=word), COMPARE)
    return Screen(text, ((_back(),),), passing=True)


async def _chosen(turn: Turn, day: date) -> int:
    """The number that was asked for on this day, 0: none; who was erased since has no new choice in the same chat."""
    on, before = turn.state.get(ASKED, ("", 0))
    if on == day.isoformat():
        return int(before)
    keys = {_once(turn, day, n): n for n in range(1, PLACES + 1)}
    return next((keys[key] for key in await inbox.known(turn.session, turn.event.channel, tuple(keys))), 0)


def _once(turn: Turn, day: date, n: int) -> str:
    return f"paper {turn.event.address} {day} {n}"


def _back() -> Button:
    return command_button(_("Back"), "real")


COMMANDS = (
    Command(
        "real", _("real|is it you|check words"), _("See that this is really Kolo"), real, before_consent=True
    ),
)
ACTIONS = (Action("real", pressed, before_consent=True),)
