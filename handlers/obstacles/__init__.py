"""Obstacles as people meet them: telling, "is it one of these?", how one's own stand, photos, cards of what helped."""

from handlers.obstacles import (
    blacking_out,
    card_answers,
    cards,
    helped,
    known,
    listing,
    mine,
    parting,
    photos,
    reporting,
    searching,
    standing,
)

FLOWS = (reporting.FLOW, photos.ADDING, blacking_out.FLOW, searching.FLOW, helped.FLOW)
COMMANDS = (*mine.COMMANDS, *searching.COMMANDS)
ACTIONS = (
    *mine.ACTIONS,
    *parting.ACTIONS,
    *standing.ACTIONS,
    *helped.ACTIONS,
    *photos.ACTIONS,
    *blacking_out.ACTIONS,
    *searching.ACTIONS,
    *listing.ACTIONS,
    *known.ACTIONS,
    *cards.ACTIONS,
    *card_answers.ACTIONS,
)
