"""/clean: everything that stands in the chat goes from the phone, where the messenger lets a bot delete."""

from datetime import timedelta
from typing import Final

from bot.i18n import Text, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import daily
from handlers.base import Action, Command, Here, Reply, Turn, asked_within
from storage import outbox, talk_messages
from storage.outbox import Priority

ASKED: Final = timedelta(hours=1)  # an older button is asked once more: it may have been touched by mistake
GOES: Final = _(
    "Clear this chat?\n\n"
    "Deleted from this chat: everything of the last 48 hours, what you wrote and what the bot wrote. "
    "Telegram lets a bot delete no more than that."
)
STAYS: Final = _(
    "What stays:\n"
    "• older messages, until they are deleted by hand;\n"
    "• what you wrote in a talk, on the other person’s phone;\n"
    "• what the bot keeps for you, so that everything goes on; /forget deletes that;\n"
    "• what the phone itself kept: notifications, copies, pictures of the screen."
)
AT_ONCE: Final = _(
    "If somebody is about to take the phone, write /exit or 000: what you are doing closes, without a question, "
    "and a line comes that tells nothing. On Telegram the chat is cleared as well. "
    "Later /menu goes on from there. What others write to you still arrives."
)
CLEARED: Final = _("Everything of the last 48 hours is being deleted here, up to this line.")
BY_HAND_TELEGRAM: Final = _(
    "What is older goes by hand: open this chat, then ⋮ (on an iPhone the name at the top), then “Clear history”."
)
BY_HAND_VIBER: Final = _(
    "Viber lets no bot delete messages, so it takes your hand.\n\n"
    "1. Go to the list of chats.\n"
    "2. Press this chat and hold it (on an iPhone swipe it to the left).\n"
    "3. Choose “Delete”.\n\n"
    "If Viber is on a computer or tablet too, look there as well. "
    "What the bot keeps for you stays, and so does what you wrote in a talk, on the other person’s phone. "
    "To find the bot again, search for its name, or open the link by which you came."
)


async def clean(turn: Turn) -> Screen:
    """Say what goes and what stays, and ask once; on Viber say how it is done by hand."""
    return await question(turn)


async def question(turn: Turn) -> Screen:
    """The one question, with what it means."""
    menu = command_button(_("Menu"), "menu")
    if not can_clear(turn):
        return Screen(paragraphs(BY_HAND_VIBER, daily.NOT_HERE, AT_ONCE), stacked(menu), passing=True)
    clear = action_button(_("Clear the chat"), "clean", int(turn.session.now.timestamp()), "danger")
    leave = action_button(_("Leave it"), "clean", "no")
    said, switch = await daily.offer(turn)
    return Screen(paragraphs(GOES, STAYS, said, AT_ONCE), stacked(clear, switch, leave), passing=True)


def can_clear(turn: Turn) -> bool:
    """Whether the messenger lets a bot delete what stands in this chat."""
    return turn.arrival.account.channel == talk_messages.REWRITES


async def answer(turn: Turn, row: str) -> Reply:
    """Clear the chat, say that all stays, or let it clear itself from now on."""
    if row == "no":
        return Here(_("Nothing was deleted here."))
    if row in (daily.ON, daily.OFF) and await daily.can_be(turn):
        return await daily.switch(turn, row)
    if not can_clear(turn) or not asked_within(turn, row, ASKED):
        return await question(turn)
    sweep(turn, paragraphs(CLEARED, BY_HAND_TELEGRAM), command_button(_("Menu"), "menu"))
    return None


def sweep(turn: Turn, text: Text, *buttons: Button) -> None:
    """Say a last thing before all that waits, and let everything above it go.

    What is written next is no word of a talk: somebody else may be holding the phone.
    """
    for name in ("talk", "held", "asks"):
        turn.state.pop(name, None)
    last = Screen(text, stacked(*buttons), passing=True)
    outbox.push_to(turn.session, turn.arrival.here, last, Priority.CRISIS, sweep=1)


COMMANDS = (
    Command(
        "clean",
        _("clear the chat|clear this chat"),
        _("Delete this chat’s messages from the phone"),
        clean,
        before_consent=True,
    ),
)
ACTIONS = (Action("clean", answer, before_consent=True),)
