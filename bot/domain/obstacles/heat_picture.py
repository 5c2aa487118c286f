"""The heat table as a picture that is read on a phone: numbers in cells, one hue from light to dark, a legend."""

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.domain.obstacles.heat import STEPS, Heat, shade
from bot.domain.obstacles.lettering import INK, fitting, font, upwards

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, EDGE, LABELS, ROW, GAP = 1080, 32, 330, 62, 4  # pixels
TITLE, TEXT, SMALL = 40, 30, 26  # sizes of letters
# Blues of ColorBrewer: they differ in lightness, so that they are told apart without seeing colours, and in grey.
SHADES: Final = ("#f4f6f8", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#2f7ebc", "#084a91")
PALE = "#6b7782"
LIGHT_LETTERS_FROM: Final = 5  # the shades on which white is read better


class Words(NamedTuple):
    """What is written on the picture, in one language; the names of rows and columns by their keys."""

    title: str
    period: str
    together: str
    legend: str
    rows: dict[str, str]
    columns: dict[str, str]


def draw(heat: Heat, words: Words) -> bytes:
    """Return the picture as a PNG."""
    from PIL import Image, ImageDraw

    names = [words.columns[column] for column in heat.columns] + [words.together]
    headers = [upwards(name, SMALL) for name in names]
    top = EDGE + TITLE + SMALL + 40 + max(header.height for header in headers) + 12
    height = top + len(heat.rows) * ROW + 3 * SMALL + 70 + EDGE
    picture = Image.new("RGB", (WIDTH, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((EDGE, EDGE), words.title, INK, font(TITLE))
    pen.text((EDGE, EDGE + TITLE + 12), words.period, PALE, font(SMALL))
    wide = (WIDTH - 2 * EDGE - LABELS) // len(names)
    for place, header in enumerate(headers):
        left = EDGE + LABELS + place * wide + (wide - header.width) // 2
        picture.paste(header, (left, top - header.height - 12))
    for place, row in enumerate(heat.rows):
        _row(pen, heat, words, row, top + place * ROW, wide)
    _legend(pen, words.legend, top + len(heat.rows) * ROW + 28)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _row(pen: "ImageDraw", heat: Heat, words: Words, row: str, top: int, wide: int) -> None:
    middle = top + ROW // 2
    pen.text((EDGE, middle), fitting(words.rows[row], LABELS - 16, TEXT), INK, font(TEXT), anchor="lm")
    for place, column in enumerate(heat.columns):
        count, left = heat.cells[row, column], EDGE + LABELS + place * wide
        step = shade(count)
        pen.rounded_rectangle((left, top, left + wide - GAP, top + ROW - GAP), 6, SHADES[step])
        colour = "white" if step >= LIGHT_LETTERS_FROM else INK
        if count:
            pen.text((left + wide // 2 - GAP // 2, middle - 2), str(count), colour, font(TEXT), anchor="mm")
    together = EDGE + LABELS + len(heat.columns) * wide + wide // 2
    pen.text((together, middle - 2), str(heat.row(row)), INK, font(TEXT), anchor="mm", stroke_width=1)


def _legend(pen: "ImageDraw", says: str, top: int) -> None:
    pen.text((EDGE, top), says, INK, font(SMALL))
    wide, top = (WIDTH - 2 * EDGE) // len(SHADES), top + SMALL + 14
    ends = (*(least - 1 for least in STEPS[1:]), None)
    ranges = [
        "0",
        *(f"{least}–{end}" if end else f"{least}+" for least, end in zip(STEPS, ends, strict=True)),
    ]
    for step, (colour, range_) in enumerate(zip(SHADES, ranges, strict=True)):
        left = EDGE + step * wide
        pen.rounded_rectangle((left, top, left + wide - GAP, top + SMALL + 18), 6, colour)
        letters = "white" if step >= LIGHT_LETTERS_FROM else INK
        pen.text((left + wide // 2, top + SMALL // 2 + 8), range_, letters, font(SMALL), anchor="mm")
