"""Telegram: sending.py writes, updates.py reads, intake.py receives, profile.py tells who we are."""
