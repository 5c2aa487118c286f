"""Tokens cannot be guessed, and links carry them unharmed."""

import io
import re
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from bot.domain.invitations import is_token, new_token, qr_png, telegram_link, viber_link


def test_a_token_holds_128_bits_and_fits_a_link_of_telegram() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_a_token_is_known_by_its_form() -> None:
    assert is_token(new_token())
    assert not is_token("")
    assert not is_token(new_token() + "\n")
    assert not is_token("../../etc/passwd/../../x")


def test_the_link_of_telegram_starts_the_bot_with_the_token() -> None:
    assert telegram_link("@kolo_bot", "abc") == "https://t.me/kolo_bot?start=abc"


def test_the_link_of_viber_keeps_the_uri_and_the_token_apart() -> None:
    asked = parse_qs(urlsplit(viber_link("kolo&bot", "abc")).query)
    assert asked == {"chatURI": ["kolo&bot"], "context": ["abc"]}


def test_the_picture_is_a_black_and_white_square_with_a_quiet_edge() -> None:
    with Image.open(io.BytesIO(qr_png(telegram_link("kolo_bot", new_token())))) as picture:
        assert picture.format == "PNG"
        assert picture.width == picture.height >= 200
        assert picture.convert("L").crop((0, 0, picture.width, 32)).getextrema() == (255, 255)


def test_two_links_make_two_pictures() -> None:
    assert qr_png("https://t.me/a?start=1") != qr_png("https://t.me/a?start=2")
