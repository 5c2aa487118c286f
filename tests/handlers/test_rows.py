"""Rows that a button may name: whatever a phone sends, it names nobody's row but its own."""

import pytest

from handlers.registry import ACTIONS
from storage import quarantine
from tests.circle import Circle

ROWS = (
    "9223372036854775808",
    "9999999999999999999",
    "-1",
    "0",
    "",
    ":",
    "1:1:1",
    "٣",
    "1e3",
    "x" * 40,
    "17\x00",
)


@pytest.mark.parametrize("row", ROWS)
async def test_no_row_that_a_phone_makes_up_is_a_mistake_of_ours(circle: Circle, row: str) -> None:
    olha = await circle.joins()
    for action in ACTIONS:
        await olha.sends_payload(f"a:{action}:{row}")
        await olha.sends_payload(f"a:{action}:{row}:{row}")
    async with circle.database.transaction() as session:
        assert await quarantine.count(session) == 0
