"""Sums in people's words, in three languages: from the least to the most."""

import pytest

from bot.domain.authority.sums import EUR, UAH, USD, Asked, asked


@pytest.mark.parametrize(
    "said, sums",
    [
        ("500 hryvnias", [(UAH, 500)]),
        ("1 500 грн", [(UAH, 1500)]),
        ("попросили 1500,50 гривень", [(UAH, 1500)]),
        ("2 тис. грн", [(UAH, 2000)]),
        ("тысячу не дал, просили 3 тысячи гривен", [(UAH, 3000)]),
        ("50 €", [(EUR, 50)]),
        ("$20", [(USD, 20)]),
        ("у 2024 році 700 гривень", [(UAH, 700)]),
        ("700", [(UAH, 700)]),
        ("багато", []),
        ("через 3 дні", []),
        ("", []),
    ],
)
def test_a_sum_is_read_with_its_currency(said: str, sums: list[tuple[str, int]]) -> None:
    assert [(one.currency, one.least) for one in asked([said], UAH)] == sums


def test_the_range_is_over_all_who_named_one() -> None:
    told = ["500 грн", "300 гривень", "800", "20 євро", "нічого"]
    assert asked(told, UAH) == [Asked(UAH, 300, 800, 3), Asked(EUR, 20, 20, 1)]


def test_a_bare_number_abroad_is_no_sum() -> None:
    assert asked(["500"]) == []
