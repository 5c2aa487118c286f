"""Telegram: sending.py writes, updates.py reads, intake.py receives, profile.py tells who we are."""

from bot.channels.telegram import unbuilt  # noqa: F401 - before anything else imports aiogram
