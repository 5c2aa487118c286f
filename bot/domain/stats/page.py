"""What stands on the picture of the numbers, in one language: all texts are said, all counts already rounded."""

from typing import NamedTuple


class Tile(NamedTuple):
    """A number in large, and what it was before."""

    name: str
    number: str
    before: str


class Share(NamedTuple):
    """A part of the one bar; `size` is its rounded count, `colour` stands in the legend too."""

    name: str
    number: str
    size: int
    colour: str


class Wait(NamedTuple):
    """Until half had it, and until nine of ten had it (seconds); `before` too; 0, 0 when there are too few to say."""

    name: str
    says: str
    now: tuple[int, int]
    before: tuple[int, int]


class Bar(NamedTuple):
    """A bar with its name above it; `part` of it is drawn darker."""

    name: str
    number: str
    size: int
    part: int = 0


class Panel(NamedTuple):
    """Bars under a title; `key` says what the darker part is."""

    title: str
    bars: tuple[Bar, ...]
    key: str = ""


class Page(NamedTuple):
    """The whole picture; `whole` is what the shares are of, `ticks` are the marks of the waits: seconds and a label."""

    title: str
    period: str
    tiles: tuple[Tile, ...]
    shares: tuple[Share, ...]
    whole: int
    waits_title: str
    waits: tuple[Wait, ...]
    ticks: tuple[tuple[int, str], ...]
    panels: tuple[Panel, ...]
    note: str
