"""Tests that a promise of seconds is kept strictly where nothing else runs, and is never empty."""

import pytest

from tests import machine


def test_a_quiet_machine_is_granted_what_was_promised_and_a_slow_one_more() -> None:
    assert machine.granted(2.0, 1.0) == 2.0
    assert machine.granted(2.0, 5.0) == 18.0


def test_what_takes_too_long_is_found_on_any_machine() -> None:
    with pytest.raises(AssertionError, match=r"promised were 0\.0 s"), machine.within(0.0):
        pass


def test_a_machine_that_works_longer_for_the_same_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "QUIET", 1e-6)
    assert machine.slowness() > 100
