"""Letters on pictures: DejaVu Sans Condensed, cut down to our three languages; what Pillow has knows no Cyrillic."""

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

INK: Final = "#1b2733"
_ONE_LINE: Final = 14  # letters; longer names are broken once


def upwards(name: str, size: int) -> "Image":
    """Return the name written from below upwards, in two lines when it is long."""
    from PIL import Image, ImageDraw

    lines, letters = _two_lines(name), font(size)
    length = max(int(letters.getlength(line)) for line in lines) + 4
    flat = Image.new("RGB", (length, (size + 6) * len(lines)), "white")
    ImageDraw.Draw(flat).multiline_text((0, 0), "\n".join(lines), INK, letters, spacing=2)
    return flat.rotate(90, expand=True)


def _two_lines(name: str) -> list[str]:
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    if len(name) < _ONE_LINE or not spaces:
        return [name]
    cut = min(spaces, key=lambda place: abs(len(name) / 2 - place))
    return [name[:cut], name[cut + 1 :]]


def fitting(name: str, width: int, size: int) -> str:
    """Return the name, shortened to a width in pixels."""
    letters, shown = font(size), name
    while letters.getlength(shown) > width:
        name = name[:-1]
        shown = f"{name.rstrip()}…"
    return shown


@cache
def font(size: int) -> "FreeTypeFont":
    """Return the letters in a size, in pixels."""
    from PIL import ImageFont

    letters = (files("bot.domain.data") / "letters.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(letters), size)
