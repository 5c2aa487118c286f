"""/return: the code from paper brings a person back from a new phone or the other messenger, and cuts off the old."""

from typing import Final

from bot.domain import codes
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, command_button
from handlers.accounts import writing_down
from handlers.accounts.trying import RETURNING, TOO_OFTEN, ask, hindrance, plain, take_away, wrong
from handlers.base import Reply, Turn
from handlers.how_are_you import planning
from storage import accounts, audit, code_tries, persons, redirecting, requests, return_codes

WRITE: Final = _(
    "Please write your return code: forty digits, from the paper. Spaces and lines do not matter."
)
LENGTH: Final = _("The code has {whole} digits, and these are {n}. Nothing was tried. Please look once more.")
SLIP: Final = _(
    "One of the digits is mistyped, or two have changed places. Nothing was tried. Please look once more."
)
OWN: Final = _(
    "This is your own code, and you are here already. It is still valid. "
    "If it was seen by somebody, let a new one be made."
)
BACK: Final = _(
    "You are back: your requests, talks, groups and settings are here. "
    "The old chat is cut off: nothing goes there any more."
)
ON_VIBER: Final = _("Please delete your message with the code from this chat: the bot cannot do it on Viber.")


async def come_back(turn: Turn) -> Reply:
    """Take the code after the command, or ask for it."""
    return await tried(turn, turn.args) if turn.args else ask(turn, RETURNING, WRITE)


async def pressed(turn: Turn, row: str) -> Reply:
    """Ask for the code."""
    return ask(turn, RETURNING, WRITE)


async def tried(turn: Turn, text: str) -> Screen:
    """Take a code; a slip of the pen is told as one and costs no try."""
    code = codes.digits(text)
    take_away(turn)
    again = action_button(_("Write it again"), RETURNING, "type")
    if len(code) != codes.RETURN_DIGITS:
        return plain(turn, LENGTH.format(whole=codes.RETURN_DIGITS, n=len(code)), again)
    if codes.has_slip(code):
        return plain(turn, SLIP, again)
    if await return_codes.is_of(turn.session, code, turn.person.id):
        return plain(turn, OWN, command_button(_("Return code"), "code"))
    if not await code_tries.may_try(turn.session, turn.arrival.account):
        return plain(turn, TOO_OFTEN)
    if (why := await hindrance(turn)) is not None:
        return plain(turn, why)
    person_id = await return_codes.spend(turn.session, code)
    if person_id is None or not await persons.become(turn.session, turn.arrival, person_id):
        return await wrong(turn, RETURNING)
    return await _welcome_back(turn)


async def _welcome_back(turn: Turn) -> Screen:
    """Cut off the chats that were left behind; what waited for them comes here, with a new code."""
    here = turn.arrival.here
    for chat in await accounts.chats(turn.session, turn.person.id):
        if chat.account.id != here.id:
            await redirecting.redirect(turn.session, chat.account.id, here)
            await accounts.cut_off(turn.session, chat.account.id)
    for passing in ("talk", "held", "asks"):  # what is written next must not slip into a talk unseen
        turn.state.pop(passing, None)
    await audit.write(turn.session, "", "return", "account")
    await requests.look_at_all(turn.session)
    await planning.back(turn.session, turn.person)
    delete = ON_VIBER if here.channel == "viber" else None
    spent = _("The code is used up. Here is the next one; please put it in the place of the old one.")
    return await writing_down.shown(turn, paragraphs(BACK, delete, spent))
