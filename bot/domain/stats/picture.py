"""The numbers as a picture that is read on a phone: tiles, one bar of what became of it, waits, and short bars."""

import io
from typing import TYPE_CHECKING

from bot.domain.obstacles.lettering import INK, fitting, font
from bot.domain.stats.page import Page, Panel, Tile
from bot.domain.stats.wait_bars import WAITS_ROW, draw_waits

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, EDGE, GAP = 1080, 36, 24  # pixels
TITLE, LARGE, HEADING, TEXT, SMALL = 44, 60, 33, 28, 24  # sizes of letters
PALE, LIGHT, DARK, GROUND = "#566370", "#9ecae1", "#084a91", "#f1f4f7"
TILE, SHARES, BAR = 156, 52, 66  # heights
HEAD = EDGE + TITLE + SMALL + 36
PANEL_TITLE = HEADING + SMALL + 24


def draw(page: Page) -> bytes:
    """Return the picture as a PNG."""
    from PIL import Image, ImageDraw

    waits = HEADING + 18 + len(page.waits) * WAITS_ROW + SMALL + 3 * GAP // 2
    legend = -(-len(page.shares) // 2) * (TEXT + 12)
    rows = [page.panels[at : at + 2] for at in range(0, len(page.panels), 2)]
    panels = sum(_height(row) for row in rows)
    tops = HEAD, HEAD + TILE + GAP, HEAD + TILE + GAP + SHARES + legend + 2 * GAP
    height = tops[2] + waits + panels + SMALL + EDGE
    picture = Image.new("RGB", (WIDTH, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((EDGE, EDGE), fitting(page.title, WIDTH - 2 * EDGE, TITLE), INK, font(TITLE))
    pen.text((EDGE, EDGE + TITLE + 14), page.period, PALE, font(SMALL))
    _tiles(pen, page.tiles, tops[0])
    _shares(pen, page, tops[1])
    pen.text((EDGE, tops[2]), page.waits_title, INK, font(HEADING))
    draw_waits(pen, page, (EDGE, tops[2] + HEADING + 18, WIDTH - 2 * EDGE))
    top = tops[2] + waits
    for row in rows:
        _panels(pen, row, top)
        top += _height(row)
    pen.text((EDGE, height - EDGE - SMALL), page.note, PALE, font(SMALL))
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _height(row: tuple[Panel, ...]) -> int:
    return PANEL_TITLE + max(len(panel.bars) for panel in row) * BAR + GAP


def _tiles(pen: "ImageDraw", tiles: tuple[Tile, ...], top: int) -> None:
    wide = (WIDTH - 2 * EDGE + GAP) // len(tiles)
    for place, tile in enumerate(tiles):
        left = EDGE + place * wide
        pen.rounded_rectangle((left, top, left + wide - GAP, top + TILE), 12, GROUND)
        room = wide - GAP - 24
        pen.text((left + 14, top + 12), fitting(tile.name, room, SMALL), INK, font(SMALL))
        pen.text((left + 14, top + 42), tile.number, DARK, font(LARGE))
        pen.text((left + 14, top + 116), fitting(tile.before, room, SMALL), PALE, font(SMALL))


def _shares(pen: "ImageDraw", page: Page, top: int) -> None:
    """What is too small to be shown leaves its place empty."""
    left, wide = float(EDGE), WIDTH - 2 * EDGE
    whole = max(page.whole, sum(share.size for share in page.shares), 1)
    pen.rectangle((left, top, left + wide, top + SHARES), GROUND)
    for share in page.shares:
        right = left + wide * share.size / whole
        if share.size:
            pen.rectangle((left, top, max(left, right - 4), top + SHARES), share.colour)
        left = right
    for place, share in enumerate(page.shares):
        left, line = EDGE + place % 2 * (wide // 2), top + SHARES + 16 + place // 2 * (TEXT + 12)
        pen.rectangle((left, line + 2, left + TEXT, line + 2 + TEXT), share.colour)
        says = fitting(share.name, wide // 2 - 150, TEXT)
        pen.text((left + TEXT + 14, line), f"{says}: {share.number}", INK, font(TEXT))


def _panels(pen: "ImageDraw", row: tuple[Panel, ...], top: int) -> None:
    wide = (WIDTH - 2 * EDGE - 2 * GAP) // 2
    for place, panel in enumerate(row):
        left = EDGE + place * (wide + 2 * GAP)
        pen.text((left, top), fitting(panel.title, wide, HEADING), INK, font(HEADING))
        pen.text((left, top + HEADING + 8), fitting(panel.key, wide, SMALL), PALE, font(SMALL))
        most = max((bar.size for bar in panel.bars), default=0) or 1
        for number, bar in enumerate(panel.bars):
            line = top + PANEL_TITLE + number * BAR
            room = wide - int(font(TEXT).getlength(bar.number)) - 16
            pen.text((left, line), fitting(bar.name, room, TEXT), INK, font(TEXT))
            pen.text((left + wide, line), bar.number, INK, font(TEXT), anchor="ra")
            base = line + TEXT + 8
            pen.rectangle((left, base, left + wide, base + 16), GROUND)
            for size, colour in ((bar.size, LIGHT), (bar.part, DARK)):
                if size:
                    pen.rectangle((left, base, left + wide * size // most, base + 16), colour)
