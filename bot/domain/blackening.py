"""Blacking out what names somebody on a photo: numbered squares are laid over it, those that are named become black."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.domain.pictures import as_jpeg
from bot.errors import Refused
from bot.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

Box: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom, in pixels

COLUMNS, ROWS = 6, 8
SQUARES: Final = COLUMNS * ROWS
_PART = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?")
_YELLOW, _BLACK = (255, 221, 0), (0, 0, 0)
NOT_SQUARES = _("Numbers of squares are needed, from 1 to {most}: for instance 7 8 13-15.")


def squares(words: str) -> tuple[int, ...]:
    """Return the squares that are named, as "7 8 13-15" or "7, 8, 13–15"; raise Refused."""
    parts = re.sub(r"\s*[-–—]\s*", "-", words).replace(",", " ").replace(";", " ").split()
    named = {number for part in parts for number in _numbers(part)}
    if not named or 0 in named:
        raise Refused(NOT_SQUARES.format(most=SQUARES))
    return tuple(sorted(named))


def _numbers(part: str) -> range:
    """Return the squares from "7" or "13-15"; only 0, which is none, for anything else."""
    found = _PART.fullmatch(part)
    first, last = (int(found[1]), int(found[2] or found[1])) if found is not None else (0, 0)
    return range(first, last + 1) if 1 <= first <= last <= SQUARES else range(1)


def numbered(data: bytes) -> bytes:
    """Return the picture (one of ours, a JPEG) with the squares and their numbers drawn over it, as a JPEG."""
    from PIL import ImageDraw, ImageFont

    picture = _opened(data)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(max(12, min(picture.size) // 24))
    for number, box in _boxes(picture):
        draw.rectangle(box, outline=_YELLOW, width=max(1, min(picture.size) // 300))
        draw.text((box[0] + 4, box[1] + 2), str(number), _YELLOW, font, stroke_width=2, stroke_fill=_BLACK)
    return as_jpeg(picture)


def blacked(data: bytes, named: tuple[int, ...]) -> bytes:
    """Return the picture with the named squares black; what was under them is not in it any more."""
    from PIL import ImageDraw

    picture = _opened(data)
    draw = ImageDraw.Draw(picture)
    for number, box in _boxes(picture):
        if number in named:
            draw.rectangle(box, fill=_BLACK)
    return as_jpeg(picture)


def _opened(data: bytes) -> "Image":
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        return picture.convert("RGB")


def _boxes(picture: "Image") -> Iterator[tuple[int, Box]]:
    """Each square's number, row by row, and its place; together they cover the picture to its last pixel."""
    for number in range(SQUARES):
        row, column = divmod(number, COLUMNS)
        left, right = _span(column, COLUMNS, picture.width)
        top, bottom = _span(row, ROWS, picture.height)
        yield number + 1, (left, top, right, bottom)


def _span(part: int, parts: int, length: int) -> tuple[int, int]:
    first = part * length // parts
    return first, max(first, (part + 1) * length // parts - 1)
