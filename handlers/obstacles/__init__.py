"""Obstacles as people meet them: telling, "is it one of these?", how one's own stand, and photos of refusals."""

from handlers.obstacles import blacking_out, mine, parting, photos, reporting, standing

FLOWS = (reporting.FLOW, photos.ADDING, blacking_out.FLOW)
COMMANDS = mine.COMMANDS
ACTIONS = (*mine.ACTIONS, *parting.ACTIONS, *standing.ACTIONS, *photos.ACTIONS, *blacking_out.ACTIONS)
