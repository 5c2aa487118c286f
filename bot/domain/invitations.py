"""Invitations: a token that cannot be guessed, as a link for either messenger and as a picture on paper."""

import io
import re
import secrets
from typing import Final
from urllib.parse import urlencode

# 128 bits as 22 signs; Telegram takes up to 64 of A-Z a-z 0-9 _ - after ?start= (promise I2).
_BYTES: Final = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """Return a fresh token that says nothing about whom or what it is for."""
    return secrets.token_urlsafe(_BYTES)


def is_token(text: str) -> bool:
    """Say whether the text has the form of a token; whether it is one of ours only the database knows."""
    return _TOKEN.fullmatch(text) is not None


def telegram_link(bot_username: str, token: str) -> str:
    """Return the link that opens the bot on Telegram and starts it with the token."""
    return f"https://t.me/{bot_username.removeprefix('@')}?start={token}"


def viber_link(chat_uri: str, token: str) -> str:
    """Return the link that opens the bot on Viber with the token as its context.

    Some browsers do not open this scheme: show the QR picture beside it.
    """
    return f"viber://pa?{urlencode({'chatURI': chat_uri, 'context': token})}"


def qr_png(link: str) -> bytes:
    """Return a PNG of the link, readable also when a quarter of it is smudged (error correction Q)."""
    import segno

    picture = io.BytesIO()
    segno.make_qr(link, error="q").save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()
