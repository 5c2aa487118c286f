"""Alerts: which stream, when again, how wide; one table."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import alerts
from bot.domain.cadence import DAY, HOUR

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OTHER_CLOCKS = (alerts.DANGER, alerts.LETTER)
AT_ONCE = (alerts.AGREEMENT, alerts.OFFERED)  # two who are there now, whatever the hour


def test_every_kind_belongs_to_a_stream_and_every_stream_has_kinds() -> None:
    assert {kind.stream for kind in alerts.KINDS.values()} == alerts.STREAMS.keys()
    together = [name for stream in alerts.STREAMS for name in alerts.of_stream(stream)]
    assert sorted(together) == sorted(alerts.of_stream(alerts.ALL)) == sorted(alerts.KINDS)


@pytest.mark.parametrize("kind", [kind for kind in alerts.KINDS if kind not in (*OTHER_CLOCKS, *AT_ONCE)])
def test_it_is_said_again_without_end_and_never_at_night(kind: str) -> None:
    at = NOON
    for rounds in range(1, 9):
        again = alerts.again(kind, rounds, at)
        assert again is not None
        assert again > at
        at = again
        assert 7 <= at.hour < 19  # 9 to 21 in Kyiv, in winter


@pytest.mark.parametrize("kind", AT_ONCE)
def test_what_waits_for_a_second_moderator_is_said_again_soon_even_at_night(kind: str) -> None:
    night = NOON + timedelta(hours=12)
    assert alerts.again(kind, 1, night) == alerts.again(kind, 7, night) == night + timedelta(minutes=10)
    assert alerts.is_wide(kind, 2)


def test_danger_has_a_clock_of_its_own_and_is_wide_from_the_second_time() -> None:
    assert alerts.again(alerts.DANGER, 1, NOON) is None
    assert [alerts.is_wide(alerts.DANGER, rounds) for rounds in (1, 2, 3)] == [False, True, True]


def test_what_is_needed_now_is_said_again_sooner() -> None:
    assert alerts.again(alerts.HELD, 1, NOON) == NOON + DAY
    assert alerts.again(alerts.HELD, 1, NOON, urgent=True) == NOON + 2 * HOUR
    assert alerts.again(alerts.HELD, 2, NOON, urgent=True) == NOON + 4 * HOUR


def test_coordinators_are_called_once_and_only_about_requests() -> None:
    called = [rounds for rounds in range(1, 9) if alerts.calls_coordinators(alerts.NOBODY, rounds)]
    assert called == [3]
    assert not any(alerts.calls_coordinators(alerts.PROPOSED, rounds) for rounds in range(1, 9))


def test_who_takes_danger_is_left_in_peace_for_hours_even_at_night() -> None:
    evening = NOON + timedelta(hours=6)
    assert alerts.taken_until(alerts.DANGER, evening) == evening + 6 * HOUR
