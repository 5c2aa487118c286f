"""The chats of one person: which they are, and how one is cut off at once."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, When, _, lines
from bot.screens import Button, Screen, action_button, command_button
from handlers.accounts.trying import NEW, plain
from handlers.base import Turn, row_id
from handlers.where import zone_of
from storage import accounts, audit, redirecting
from storage.accounts import Chat

CUT_OFF: Final = _(
    "The other chat is disconnected: nothing goes there any more, and whoever writes there begins anew. "
    "Messages that have arrived there stay on that phone."
)
GONE: Final = _("That chat is not connected any more. Nothing was changed.")


def connected(turn: Turn, chats: list[Chat]) -> Screen:
    """Show the chats, and how to disconnect the other ones."""
    here, zone = turn.arrival.account.id, zone_of(turn.person)
    told = [_described(chat, chat.account.id == here, zone) for chat in chats]
    others = [chat for chat in chats if chat.account.id != here]
    return plain(turn, lines(_("Your chats:"), *told), *(_cut(chat) for chat in others))


def _described(chat: Chat, here: bool, zone: str) -> Text:
    name = chat.account.channel.capitalize()
    if here:
        return _("• {messenger}: this chat").format(messenger=name)
    if not chat.open:
        return _("• {messenger}: the bot is blocked there").format(messenger=name)
    return _("• {messenger}: used on {day}").format(messenger=name, day=When(chat.used_at, zone, "d MMMM"))


def _cut(chat: Chat) -> Button:
    label = _("Disconnect {messenger}").format(messenger=chat.account.channel.capitalize())
    return action_button(label, "unlink", chat.account.id, "danger")


async def unlink(turn: Turn, row: str) -> Screen:
    """Cut off another chat of the person at once; one that came lately cannot turn out the older one."""
    chats = await accounts.chats(turn.session, turn.person.id)
    here = next(chat for chat in chats if chat.account.id == turn.arrival.account.id)
    other = next((chat for chat in chats if chat.account.id == row_id(row)), None)
    if other is None or other == here:
        raise Refused(GONE)
    if is_too_new(turn, here, other):
        raise Refused(too_new(turn, here))
    await redirecting.redirect(turn.session, other.account.id, turn.arrival.here)
    await accounts.cut_off(turn.session, other.account.id)
    await audit.write(turn.session, "", "unlink", "account")
    return plain(turn, CUT_OFF, command_button(_("Return code"), "code"))


def is_too_new(turn: Turn, here: Chat, other: Chat) -> bool:
    """Whether this chat was connected so lately that somebody else may have done it."""
    return here.joined_at > other.joined_at and turn.session.now - here.joined_at < NEW


def too_new(turn: Turn, here: Chat) -> Text:
    """Say until when only the older chat may do this."""
    return _(
        "This chat was connected less than a day ago, so only the older one may do this until {time}. "
        "Without that phone the return code works at once."
    ).format(time=When(here.joined_at + NEW, zone_of(turn.person)))
