"""How the switch that stops sending stands, as moderators read it."""

from typing import Final

from bot.i18n import When, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators.base import queue_button
from storage import hushes
from storage.database import Session

ABOUT: Final = 1  # there is one switch: its alert is about this
NOT_STOPPED = _("Sending is not stopped. /hush stops it when messages go wrong.")
STOPPED = _("Nothing is sent to people since {when}: a moderator stopped it.")
MEANWHILE = _(
    "What they write is kept, and so is what is said to them, for three days. /sos answers, and whoever is in danger "
    "hears on. Two moderators let it go on, or whoever runs the bot."
)


async def card(session: Session) -> Screen:
    """Return what is stopped since when, with the way to let it go on."""
    since = (await hushes.since(session)).get(hushes.MODERATORS)
    if since is None:
        return Screen(NOT_STOPPED, stacked(queue_button()))
    text = paragraphs(STOPPED.format(when=When(since, pattern="dd.MM HH:mm")), MEANWHILE)
    return Screen(text, stacked(action_button(_("Let it go on"), "m-unhush", ""), queue_button()))
