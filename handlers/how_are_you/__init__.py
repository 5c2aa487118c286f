"""How are you: asked as often as a person chose, at their hour; and what their silence means."""

from handlers import noticed
from handlers.base import Action
from handlers.how_are_you import asking, choosing, company, words

COMMANDS = choosing.COMMANDS
FLOWS = (choosing.FLOW, words.FLOW)
ACTIONS = (
    Action("how", asking.answer),
    Action("how-open", asking.open_question),
    Action("how-again", asking.again),
    Action("how-words", words.write),
    Action("how-person", company.accept),
    Action("how-noticed", noticed.show),
    Action("how-plan", choosing.change),
)
