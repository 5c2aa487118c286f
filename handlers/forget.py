"""/forget: erase a person, by themselves and at once; asked once, since nothing brings it back."""

from dataclasses import replace
from datetime import timedelta

from bot.i18n import _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Command, Here, Reply, Turn, asked_within
from handlers.clean import can_clear
from handlers.leaving import erase
from storage import accounts, inbox, outbox

ASKED = timedelta(hours=1)  # an older button is asked once more: it may have been touched by mistake
GOES = _(
    "Delete everything about you?\n\n"
    "Gone at once: your answers and settings, requests, talks, letters with the moderators, "
    "what you told of obstacles, photos, your place as a helper, your groups, "
    "and the addresses of your chats. Open talks are closed. The other person reads that you left, and no more."
)
STAYS = _(
    "What stays:\n"
    "• messages that have already arrived on phones, also on yours;\n"
    "• numbers without you: how many requests there were, that a moderator acted on one;\n"
    "• obstacles that others met too, and requests that went to an authority, without what you told;\n"
    "• for 48 hours: a seal that an event was already handled, which does not tell whose;\n"
    "• for an hour: a seal that a code was tried in this chat;\n"
    "• for 7 days: a message that the bot stumbled over, sealed;\n"
    "• for 35 days at most: backups, sealed;\n"
    "• for two months at most: a seal that does not tell whose, so that no backup brings you back."
)
STAYS_BANNED = _(
    "And for a year: a seal by which the bot recognises this account. It tells nobody whose it is, "
    "and keeps closed what the moderators have closed."
)
GONE = _(
    "Everything about you is deleted. This message is the last one. "
    "The messages in this chat can be deleted with the chat itself.\n\n"
    "Take care. If you ever want to begin again, this button is enough."
)
KEPT = _("Nothing was deleted.")
OFTEN = 4  # times a minute that everything is deleted in one chat
AGAIN_AND_AGAIN = _(
    "Everything was deleted here several times within a minute, and this time it was not. "
    "In a minute the button works again."
)


async def forget(turn: Turn) -> Screen:
    """Say what goes and what stays, and ask once."""
    return question(turn)


def question(turn: Turn) -> Screen:
    """The one question, with what it means."""
    asked = int(turn.session.now.timestamp())
    delete = action_button(_("Delete everything"), "forget", asked, "danger")
    keep = action_button(_("Keep it"), "forget", "no")
    clear = command_button(_("Clear this chat first"), "clean") if can_clear(turn) else None
    sealed = STAYS_BANNED if turn.person.banned else None
    return Screen(paragraphs(GOES, STAYS, sealed), stacked(clear, delete, keep), passing=True)


async def answer(turn: Turn, row: str) -> Reply:
    """Erase the person and say farewell; the answer goes out without the outbox, which knows them no more."""
    if row == "no":
        return Here(KEPT)
    if not asked_within(turn, row, ASKED):
        return question(turn)
    if not await _may_again(turn):
        return replace(question(turn), text=AGAIN_AND_AGAIN)
    chats = await accounts.chats(turn.session, turn.person.id)
    await erase(turn.session, turn.person)
    turn.state.clear()
    turn.state["erased"] = True
    again: Button = command_button(_("Begin again"), "start")
    farewell = Screen(GONE, stacked(again, command_button(_("SOS numbers"), "sos")))
    for chat in chats:
        if chat.open and chat.account.id != turn.arrival.account.id:
            outbox.push_to(turn.session, chat.account, farewell)
    return farewell


async def _may_again(turn: Turn) -> bool:
    """Count in the chat, which stays when its person goes: else erasing oneself would buy room for another flood."""
    minute, event = turn.session.now.replace(second=0, microsecond=0), turn.event
    turns = [replace(event, key=f"erased {event.address} {minute} {n}") for n in range(OFTEN)]
    done = await inbox.known(turn.session, event.channel, [one.key for one in turns])
    left = [one for one in turns if one.key not in done]
    return bool(left and await inbox.fresh(turn.session, left[:1]))


COMMANDS = (
    Command(
        "forget", _("forget|delete everything"), _("Delete everything about me"), forget, before_consent=True
    ),
)
ACTIONS = (Action("forget", answer, before_consent=True),)
