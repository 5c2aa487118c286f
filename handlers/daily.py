"""A chat that clears itself: turned on and off on the page of /clean, off until somebody wishes for it."""

from typing import Final

from bot.i18n import Text, _
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Turn
from storage import desks, phone_sweeps, talk_messages

ON, OFF = "daily", "not-daily"
OFFER: Final = _(
    "It can also go by itself, every day: whatever is a day old here, of both sides. Nothing comes to tell of it. "
    "What you mean to keep goes too, so write it down: a return code on paper. "
    "The numbers of help come again with /sos, and what is open with /menu."
)
IS_ON: Final = _(
    "This chat clears itself every day: whatever is a day old here goes, of both sides. Nothing comes to tell of it."
)
TURNED_ON: Final = _(
    "From now on this chat clears itself: whatever is a day old here goes. "
    "Please write down what you mean to keep: a return code on paper. "
    "The numbers of help come again with /sos, and what is open with /menu. /clean turns it off again."
)
TURNED_OFF: Final = _(
    "This chat does not clear itself any more: what stands here stays. /clean clears it at a press."
)
NOT_HERE: Final = _("A chat on Viber cannot clear itself every day either; on Telegram it can.")
TURN_ON: Final = action_button(_("Clear it every day"), "clean", ON)
TURN_OFF: Final = action_button(_("No longer every day"), "clean", OFF)


async def can_be(turn: Turn) -> bool:
    """Whether this chat can clear itself: on Telegram, of somebody who agreed to be a person here, and no desk."""
    account = turn.arrival.account
    possible = account.channel == talk_messages.REWRITES and turn.person.consent > 0
    return possible and not await desks.is_desk(turn.session, account.id)


async def offer(turn: Turn) -> tuple[Text | None, Button | None]:
    """What /clean says of it, and its button; nothing where it cannot be."""
    if not await can_be(turn):
        return None, None
    on = await phone_sweeps.clears_daily(turn.session, turn.arrival.account.id)
    return (IS_ON, TURN_OFF) if on else (OFFER, TURN_ON)


async def switch(turn: Turn, row: str) -> Screen:
    """Turn it on or off, and say what that means."""
    await phone_sweeps.clear_daily(turn.session, turn.arrival.account.id, on=row == ON)
    said, back = (TURNED_ON, TURN_OFF) if row == ON else (TURNED_OFF, TURN_ON)
    return Screen(said, stacked(back, command_button(_("Menu"), "menu")), passing=True)
