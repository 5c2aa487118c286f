"""The waits on the picture: dark until half had it, light until nine of ten; hours, days and weeks on one scale."""

from math import log
from typing import TYPE_CHECKING, Final

from bot.domain.obstacles.lettering import INK, fitting, font
from bot.domain.stats.page import Page
from bot.domain.stats.waits import DAY, HOUR

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WAITS_ROW: Final = 96  # pixels
TEXT, SMALL = 28, 24  # sizes of letters
DARK, LIGHT, OLD, OLDER, GRID, PALE = "#084a91", "#9ecae1", "#6b7782", "#c9d1d8", "#dde3e9", "#566370"
SHORTEST, LONGEST = (
    HOUR,
    60 * DAY,
)  # the ends of the scale: a step of it is so many times longer, since waits are


def draw_waits(pen: "ImageDraw", page: Page, where: tuple[int, int, int]) -> None:
    """Draw the waits and their marks at (left, top, width)."""
    left, top, wide = where
    foot = top + len(page.waits) * WAITS_ROW
    for seconds, label in page.ticks:
        at = left + reach(seconds, wide)
        pen.line((at, top, at, foot), GRID, 2)
        pen.text((at, foot + 6), label, PALE, font(SMALL), anchor="ra" if seconds == LONGEST else "ma")
    for place, wait in enumerate(page.waits):
        line = top + place * WAITS_ROW
        pen.rectangle((left, line, left + wide, line + TEXT + 6), "white")
        pen.text((left, line), fitting(f"{wait.name}: {wait.says}", wide, TEXT), INK, font(TEXT))
        base = line + TEXT + 12
        _bar(pen, wait.now, (left, base, wide), (DARK, LIGHT), 24)
        _bar(pen, wait.before, (left, base + 26, wide), (OLD, OLDER), 10)


def _bar(
    pen: "ImageDraw", ends: tuple[int, int], where: tuple[int, int, int], colours: tuple[str, str], high: int
) -> None:
    left, top, wide = where
    for seconds, colour in zip(
        reversed(ends), reversed(colours), strict=True
    ):  # the short one over the long one
        if seconds:
            pen.rectangle((left, top, left + reach(seconds, wide), top + high - 2), colour)


def reach(seconds: int, wide: int) -> int:
    """Return how far a wait reaches on a scale of so many pixels: at least a little, at most to its end."""
    within = min(max(seconds, SHORTEST), LONGEST)
    share = log(2 * within / SHORTEST) / log(2 * LONGEST / SHORTEST)
    return int(wide * share)
