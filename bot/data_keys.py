"""Data keys as text: how a key is made, and how it is read from the settings."""

import base64
import binascii
import os


class BadKey(ValueError):
    """A data key is not 32 bytes in base64."""


def new_key() -> str:
    """Return a new data key as text: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def read_key(text: str) -> bytes:
    """Return the 32 bytes of a data key; raise BadKey."""
    bare = text.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        # Validated: else two keys run together would be one.
        key = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != 32:
        raise BadKey("a data key must be 32 bytes in base64")
    return key
