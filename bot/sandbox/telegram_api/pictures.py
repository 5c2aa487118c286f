"""Pictures as Telegram keeps them: JPEGs in two sizes, without metadata."""

import io

from PIL import Image

from bot.sandbox.telegram_api.errors import BadRequest

LARGEST_PHOTO = 10 * 1024 * 1024
WIDEST_SUM = 10_000
LARGEST_RATIO = 20
SIDES = (90, 1280)
"""Pixels of the longer side, smallest size first, as in the real `photo` arrays."""


def encoded_sizes(data: bytes) -> list[tuple[bytes, int, int]]:
    """JPEGs without metadata, smallest first, with width and height; BadRequest as the API says it."""
    if not data:
        raise BadRequest("file must be non-empty")
    if len(data) > LARGEST_PHOTO:
        most = f"the maximum size is {LARGEST_PHOTO} bytes"
        raise BadRequest(f"file of size {len(data)} bytes is too big for a photo; {most}")
    try:
        image = Image.open(io.BytesIO(data))
        width, height = image.size
        if width + height > WIDEST_SUM or max(width, height) > LARGEST_RATIO * min(width, height):
            raise BadRequest("PHOTO_INVALID_DIMENSIONS")
        return [_jpeg(image.convert("RGB"), side) for side in SIDES]
    except OSError as unreadable:
        raise BadRequest("IMAGE_PROCESS_FAILED") from unreadable


def _jpeg(image: Image.Image, side: int) -> tuple[bytes, int, int]:
    small = image.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=87)
    return out.getvalue(), small.width, small.height
