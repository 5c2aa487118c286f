"""Conversations: a flow yields questions; its named answers are replayed, and the first that no longer fits is asked.

A flow is a plain generator (`Conversation`). The only state is its `Draft`: named answers, and how the question on
the screen is being looked at. Back, change-one-answer, resume, a new language and old buttons follow from replay.
"""

from bot.conversation.questions import Choice, Hour, Media, Number, Question, Review, Said, Text, Told, View
from bot.conversation.replay import Conversation, Draft, Standing, Step, ask, replay, step
from bot.domain.typed import Option

__all__ = [
    "Choice",
    "Conversation",
    "Draft",
    "Hour",
    "Media",
    "Number",
    "Option",
    "Question",
    "Review",
    "Said",
    "Standing",
    "Step",
    "Text",
    "Told",
    "View",
    "ask",
    "replay",
    "step",
]
