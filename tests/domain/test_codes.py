"""Codes: 128 bits that can be written by hand, and slips of the pen that are told as slips."""

import secrets

import pytest

from bot.domain import codes

CODE = codes.return_code(bytes(range(16)))


def test_a_return_code_carries_all_its_bits() -> None:
    assert len(codes.return_code(b"\xff" * 16)) == codes.RETURN_DIGITS == 40
    assert int(codes.return_code(b"\xff" * 16)[:-1]) == 2**128 - 1
    assert codes.return_code(bytes(16)) == "0" * 40


def test_every_wrong_digit_is_told_as_a_slip() -> None:
    assert not codes.has_slip(CODE)
    for at in range(len(CODE)):
        for digit in set("0123456789") - {CODE[at]}:
            assert codes.has_slip(CODE[:at] + digit + CODE[at + 1 :])


def test_two_digits_that_changed_places_are_told_as_a_slip() -> None:
    code = codes.return_code(secrets.token_bytes(16))
    for at in range(len(code) - 1):
        changed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert changed == code or codes.has_slip(changed)


def test_a_code_is_read_however_it_is_written() -> None:
    written = codes.grouped(CODE)
    assert written.count("\n") == 1
    for text in (written, CODE, written.replace(" ", "-"), written.replace(" ", " \n"), f" {written}. "):
        assert codes.digits(text) == CODE
    assert codes.digits("٣٤ 12") == "3412"


@pytest.mark.parametrize("text", ["", "code 12", "12a", "½", "1²", "+380501234567", "🙂"])
def test_what_is_no_code_has_no_digits(text: str) -> None:
    assert codes.digits(text) == ""


def test_short_codes_differ_and_have_ten_digits() -> None:
    made = {codes.new_link_code() for _one in range(200)}
    assert len(made) == 200
    assert all(codes.is_link_code(code) for code in made)


def test_a_deep_link_brings_a_short_code_and_nothing_else() -> None:
    assert codes.in_link("link-0123456789") == "0123456789"
    for context in ("", "0123456789", "link-", "link-123", "link-01234567890", "link-0123456٣89"):
        assert codes.in_link(context) == ""


def test_the_groups_to_be_checked_are_two_of_the_eight() -> None:
    asked = {codes.two_groups() for _one in range(500)}
    assert len(asked) == 28
    assert all(1 <= first < second <= codes.GROUPS for first, second in asked)


def test_nothing_like_a_code_is_left_in_what_is_set_aside() -> None:
    text = f"/return {codes.grouped(CODE)} and /link 123 456 7890, at 12:30 in 2026"
    assert codes.blanked(text) == "/return … and /link …, at 12:30 in 2026"
