"""Kolo, a peer-support bot on Telegram and Viber."""
