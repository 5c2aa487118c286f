"""The picture is as wide as a phone shows it, and its waits lie on one scale."""

import io

from PIL import Image

from bot.domain.stats.page import Bar, Page, Panel, Share, Tile, Wait
from bot.domain.stats.passing_on import about, number
from bot.domain.stats.picture import DARK, WIDTH, draw
from bot.domain.stats.wait_bars import reach
from bot.domain.stats.waits import DAY, HOUR

PAGE = Page(
    "Коло",
    "7 днів",
    (Tile("запитів", "15", "раніше: 10"),),
    (Share("допомогли", "10", 10, DARK), Share("чекають", "<5", 0, "#f2a93b")),
    20,
    "Скільки це тривало",
    (Wait("Перше слово", "половина за 6 годин", (6 * HOUR, DAY), (0, 0)),),
    ((HOUR, "1 год"),),
    (Panel("За потребами", (Bar("Документи", "10", 10, 5),)), Panel("За мовами", ())),
    "Числа округлено.",
)


def opened(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(draw(page))).convert("RGB")


def test_it_is_a_picture_that_telegram_takes() -> None:
    picture = opened(PAGE)
    assert picture.width == WIDTH
    assert picture.width + picture.height < 10_000  # https://core.telegram.org/bots/api#sendphoto
    assert picture.height < 2 * picture.width


def test_the_bar_shows_the_share_and_leaves_what_is_too_small_empty() -> None:
    def dark(page: Page) -> int:
        picture = opened(page)
        return sum(picture.getpixel((x, 340)) == (8, 74, 145) for x in range(WIDTH))

    half, whole = dark(PAGE), dark(PAGE._replace(whole=10))
    assert 480 < half < 520
    assert 980 < whole < 1010


def test_an_empty_page_is_drawn_too() -> None:
    empty = PAGE._replace(shares=(), whole=0, waits=(), panels=())
    assert opened(empty).height > 300


def test_a_longer_wait_reaches_farther_but_never_beyond_the_edge() -> None:
    waits = [0, HOUR, 6 * HOUR, DAY, 7 * DAY, 60 * DAY, 900 * DAY]
    reached = [reach(seconds, 1000) for seconds in waits]
    assert reached == sorted(reached)
    assert reached[0] == reached[1] > 0
    assert reached[-1] == reached[-2] == 1000


def test_numbers_are_rounded_to_five_and_small_ones_are_not_told_apart() -> None:
    assert [number(n) for n in (0, 1, 4)] == ["<5", "<5", "<5"]
    assert [about(n) for n in (0, 4, 5, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert number(147) == "145"
