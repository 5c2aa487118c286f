"""Viber: sending.py writes, events.py reads, intake.py receives."""

import logging

# viberbot's only logger would print the token and people's words.
_logger = logging.getLogger("viber.bot.api")
_logger.handlers = [logging.NullHandler()]
_logger.propagate = False
_logger.disabled = True
