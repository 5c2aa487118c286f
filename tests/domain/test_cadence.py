"""The times of the project: complete for every urgency, and in an order that makes sense."""

from datetime import timedelta
from typing import get_args

from bot.domain import cadence
from bot.domain.catalogue import Urgency

DAY = timedelta(days=1)


def test_every_table_knows_every_urgency() -> None:
    for table in (
        cadence.NOBODY_YET,
        cadence.MODERATORS_ALERTED,
        cadence.FIRST_WORD,
    ):
        assert tuple(table) == get_args(Urgency)


def test_the_more_urgent_never_waits_longer() -> None:
    assert cadence.FIRST_WORD["now"] <= cadence.FIRST_WORD["today"] <= cadence.FIRST_WORD["normal"]


def test_notices_and_alerts_come_one_after_another() -> None:
    for steps in (*cadence.NOBODY_YET.values(), *cadence.MODERATORS_ALERTED.values(), cadence.DANGER_ALERTS):
        assert list(steps) == sorted(set(steps))


def test_somebody_is_alerted_before_the_person_hears_the_last_notice() -> None:
    for urgency, notices in cadence.NOBODY_YET.items():
        assert cadence.MODERATORS_ALERTED[urgency][0] <= notices[-1]


def test_a_helper_is_asked_for_two_people_in_the_first_month_and_three_later() -> None:
    assert cadence.capacity(5, since_approval=0 * DAY) == 2
    assert cadence.capacity(5, since_approval=30 * DAY) == 3
    assert cadence.capacity(1, since_approval=30 * DAY) == 1
