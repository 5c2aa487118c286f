"""Initiative groups for those who are in them: what one does, joining, leaving, coordinating."""

from handlers.base import Action, Command
from handlers.groups import coordinating, looking, mine

COMMANDS: tuple[Command, ...] = mine.COMMANDS
ACTIONS: tuple[Action, ...] = (*mine.ACTIONS, *looking.ACTIONS, *coordinating.ACTIONS)
