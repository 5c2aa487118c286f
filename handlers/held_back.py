"""What waited for a person on Viber: told in one message when they write again, and opened one by one."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, command_button, grid
from handlers.base import Action, Turn, row_id
from storage import held_back, outbox, redirecting
from storage.accounts import Account
from storage.database import Session
from storage.outbox import Outgoing, Priority

MOST: Final = 6  # in one message
SHORT: Final = 70  # characters of each
HERE: Final = command_button(_("Back"), "here")
NOT_HERE: Final = _("This message is not here any more. Nothing is lost: the menu shows what is open.")


async def release(session: Session, account: Account) -> None:
    """Let go what waited for an account: words of people at once, the rest together when it is more than one."""
    waiting = await _waiting(session, account)
    rest = [message for message in waiting if not held_back.is_told_apart(message)]
    rest = rest if len(rest) > 1 else []
    await held_back.let_go(session, [message.id for message in waiting if message not in rest])
    if rest:
        await held_back.listed(session, [message.id for message in rest[-MOST:]])
        told = outbox.push_to(session, account, digest(rest[-MOST:]), Priority.CHECK_IN)
        told.topic = redirecting.LIST


async def _waiting(session: Session, account: Account) -> list[Outgoing]:
    """What waits; a list that did not go out itself is made anew."""
    waiting = await held_back.of_account(session, account.id)
    lists = [message.id for message in waiting if message.topic == redirecting.LIST]
    if lists:
        await outbox.delivered(session, lists)
        waiting = [message for message in waiting if message.id not in lists]
        waiting = await held_back.of_account(session, account.id, held_back.LISTED) + waiting
    return waiting


def digest(waiting: list[Outgoing]) -> Screen:
    """Name each message that waited, with a button that opens it; the newest comes last."""
    told = plural(
        "While you were away, {n} message came.", "While you were away, {n} messages came.", len(waiting)
    )
    buttons = tuple(_button(number, message) for number, message in enumerate(waiting, 1))
    named = (f"{number}. {_beginning(message)}" for number, message in enumerate(waiting, 1))
    return Screen(paragraphs(told, lines(*named), OPENS), (*grid(buttons), (HERE,)))


def _button(number: int, message: Outgoing) -> Button:
    return action_button(_("Open {n}").format(n=number), "held", message.id)


def _beginning(message: Outgoing) -> Text:
    text = " ".join(message.body.get("text", "").split())
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


async def open_one(turn: Turn, row: str) -> Screen:
    """Show a message that waited; each is shown once, and what did not fit into the list follows the last one."""
    account = turn.arrival.account
    listed = await held_back.of_account(turn.session, account.id, held_back.LISTED)
    found = next((message for message in listed if message.id == row_id(row)), None)
    if found is None:
        raise Refused(NOT_HERE)
    await outbox.delivered(turn.session, [found.id])
    if len(listed) == 1:
        await release(turn.session, turn.arrival.here)
    body = found.body
    rows = tuple(
        tuple(Button(label, data, style) for label, data, style in row) for row in body.get("rows", ())
    )
    return Screen(body.get("text", ""), rows or ((HERE,),), body.get("picture"), body.get("voice"))


OPENS: Final = _("The numbers open them.")
ACTIONS = (Action("held", open_one),)
