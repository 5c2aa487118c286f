"""Blacking out words: what stood there is gone, and a black bar of one length tells nothing of it."""

import re
from typing import Final

BAR: Final = "█████"
SHORTEST: Final = 2  # characters: a single letter stands everywhere


def black_out(text: str, words: str) -> str:
    """Return the text with these words black where they stand as whole words; "" if no word is left."""
    parts = [re.escape(part) for part in words.split()]
    pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
    left = re.sub(pattern, BAR, text, flags=re.IGNORECASE) if parts else text
    return left if any(sign.isalnum() for sign in left) else ""
