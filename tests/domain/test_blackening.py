"""Blacking out: named squares and nothing else become black, and nothing can bring back what was there."""

import io

import pytest
from PIL import Image

from bot.domain.blackening import COLUMNS, ROWS, SQUARES, blacked, numbered, squares
from bot.errors import Refused

SIZES = ((600, 800), (1600, 80), (61, 1601), (7, 9), (1, 1))


def photo(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, "JPEG")
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize(
    "words,named",
    [
        ("7", (7,)),
        ("7 8 13-15", (7, 8, 13, 14, 15)),
        ("8, 7;7", (7, 8)),
        (" 1 – 3 ", (1, 2, 3)),
        ("48", (48,)),
        ("1-48", tuple(range(1, 49))),
    ],
)
def test_squares_are_named_as_people_write_them(words: str, named: tuple[int, ...]) -> None:
    assert squares(words) == named


@pytest.mark.parametrize(
    "words", ["", " ", "0", "49", "7-3", "a", "7-", "-7", "1.5", "٣", "1-2-3", "7 x", "9" * 999]
)
def test_anything_else_is_refused_and_says_how_to_write_it(words: str) -> None:
    with pytest.raises(Refused):
        squares(words)


@pytest.mark.parametrize("size", SIZES)
def test_all_squares_together_cover_the_whole_picture(size: tuple[int, int]) -> None:
    black = opened(blacked(photo(size), tuple(range(1, SQUARES + 1))))
    assert black.size == size
    assert black.getextrema()[1] <= 8  # type: ignore[operator]


def test_only_the_named_square_becomes_black() -> None:
    picture = opened(blacked(photo((600, 800)), (8,)))  # second row, second column
    dark = {
        (x, y)
        for x in range(COLUMNS)
        for y in range(ROWS)
        if picture.getpixel((x * 100 + 50, y * 100 + 50)) < 50  # type: ignore[operator]
    }
    assert dark == {(1, 1)}


def test_the_numbers_are_drawn_over_the_picture_without_changing_its_size() -> None:
    plain = photo((600, 800))
    shown = opened(numbered(plain))
    assert shown.size == (600, 800)
    assert shown.tobytes() != opened(plain).tobytes()


@pytest.mark.parametrize("size", SIZES)
def test_the_smallest_and_the_narrowest_pictures_can_be_numbered(size: tuple[int, int]) -> None:
    assert opened(numbered(photo(size))).size == size
