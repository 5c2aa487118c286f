"""One person on two messengers or phones: a code that connects them, and a code that brings the person back."""

from bot.domain import codes
from bot.i18n import _
from handlers.accounts import chats, linking, returning, writing_down
from handlers.accounts.trying import LINKING, RETURNING
from handlers.base import Action, Command, Reply, Turn

__all__ = ["ACTIONS", "COMMANDS", "asked_for", "newcomer", "opened_by"]


async def asked_for(turn: Turn) -> Reply:
    """Take words as the code that was asked for by the last screen; None when none was."""
    match turn.state.pop("asks", "").split():
        case ["link"]:
            return await linking.tried(turn, turn.event.text)
        case ["return"]:
            return await returning.tried(turn, turn.event.text)
        case ["check", first, second]:
            return await writing_down.checked(turn, (int(first), int(second)))
    return None


async def newcomer(turn: Turn) -> Reply:
    """Take words as a code, where a person who has not begun yet writes something that can be nothing else."""
    code = codes.digits(turn.event.text)
    if codes.is_link_code(code):
        return await linking.tried(turn, turn.event.text)
    return await returning.tried(turn, turn.event.text) if codes.is_like_return_code(code) else None


async def opened_by(turn: Turn) -> Reply:
    """Take the short code that a deep link brought; None when it brought none."""
    code = codes.in_link(turn.event.context)
    return await linking.tried(turn, code) if code else None


COMMANDS = (
    Command(
        "link",
        _("connect a chat|second phone|second messenger"),
        _("Connect a second messenger or phone"),
        linking.link,
        before_consent=True,
    ),
    Command("code", _("return code|my code"), _("The code that brings you back"), writing_down.code),
    Command(
        "return",
        _("come back|i have been here before"),
        _("Come back with a return code"),
        returning.come_back,
        before_consent=True,
    ),
)
ACTIONS = (
    Action(LINKING, linking.pressed, before_consent=True),
    Action("unlink", chats.unlink),
    Action(RETURNING, returning.pressed, before_consent=True),
    Action("code", writing_down.pressed),
)
