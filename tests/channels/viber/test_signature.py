"""Only what Viber signed with our token comes in."""

import hashlib
import hmac

import pytest

from bot.channels.viber.intake import is_signed

TOKEN = "50d9-токен"
BODY = '{"event":"message","text":"Вітаю"}'.encode()
RIGHT = hmac.new(TOKEN.encode(), BODY, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("signature", [RIGHT, RIGHT.upper(), RIGHT.title()])
def test_a_right_signature_is_taken_in_any_case(signature: str) -> None:
    assert is_signed(BODY, signature, TOKEN)


WRONG = {
    "none": "",
    "too short": RIGHT[:-1],
    "too long": RIGHT + "0",
    "another digit": RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1"),
    "zeros": "0" * 64,
    "not hexadecimal": "z" * 64,
    "spaces around": f" {RIGHT} ",
    "not ASCII": "ї" * 64,
    "fullwidth digits": RIGHT.translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"}),
    "undecodable bytes": "\udcff" * 64,
    "a lone surrogate": "\ud800" * 64,
    "a megabyte": "a" * 1_000_000,
    "of another token": hmac.new(b"other", BODY, hashlib.sha256).hexdigest(),
    "of another body": hmac.new(TOKEN.encode(), b"{}", hashlib.sha256).hexdigest(),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_wrong_signature_is_refused_without_an_error(why: str) -> None:
    assert not is_signed(BODY, WRONG[why], TOKEN)


def test_one_changed_byte_of_the_body_is_noticed() -> None:
    assert not is_signed(BODY + b" ", RIGHT, TOKEN)
    assert not is_signed(b"", RIGHT, TOKEN)
