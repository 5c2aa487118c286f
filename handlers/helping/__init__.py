"""A helper's own page: what they offer, how much, rest, hand-over, a word for themselves, and stopping."""

from bot.i18n import _
from handlers.base import Action, Command
from handlers.helping import caring, handing_over, how_much, note, note_answers, rest, stopping

FLOWS = (note.FLOW,)
COMMANDS = (Command("rest", _("rest|i want to rest"), _("Rest from helping"), rest.ask),)
ACTIONS = (
    Action("rest", rest.rest),
    Action("back", rest.back),
    Action("how-much", how_much.change),
    Action("month", caring.answer),
    Action("care", caring.care),
    Action("hand-over", handing_over.ask),
    Action("hand-over-yes", handing_over.hand_over),
    Action("note", note.begin),
    Action("note-yes", note_answers.agree),
    Action("note-no", note_answers.refuse),
    Action("stop-helping", stopping.stop),
    Action("offer-anew", how_much.offer_anew),
)
