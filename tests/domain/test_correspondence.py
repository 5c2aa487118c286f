"""Reminders of a letter that waits come later and later, and never end."""

from datetime import timedelta

from bot.domain.correspondence import waits


def test_reminders_come_after_two_hours_then_eight_then_daily() -> None:
    assert [waits(rounds) / timedelta(hours=1) for rounds in range(4)] == [2, 8, 24, 24]
