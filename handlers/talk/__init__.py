"""The talk of a match: words relayed between two people who see only each other's chosen names."""

from bot.i18n import _
from handlers.base import Action, Command
from handlers.talk import asking, changing, ending, reporting, rooms, showing
from handlers.talk.changing import edited
from handlers.talk.rooms import replied, said

__all__ = ["ACTIONS", "COMMANDS", "FLOWS", "edited", "replied", "said"]

COMMANDS = (
    Command("talks", _("talks|my talks"), _("Your talks with helpers and those you help"), rooms.talks),
)
FLOWS = (showing.FLOW,)
ACTIONS = (
    Action("talk", rooms.open_talk),
    Action("talk-send", asking.send),
    Action("talk-drop", asking.drop),
    Action("talk-tell", asking.tell),
    Action("talk-withdraw", changing.withdraw),
    Action("talk-pause", ending.pause),
    Action("talk-resume", ending.resume),
    Action("talk-report", reporting.report),
    Action("talk-reported", reporting.reported),
    Action("talk-show", showing.begin),
    Action("talk-end", ending.end),
)
