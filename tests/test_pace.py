"""How fast a messenger is written to, second by second."""

from itertools import pairwise

from bot.pace import BURST, Pace

GROUP = 7
CALL = 0.002  # seconds


class Hours:
    """A clock that moves when it is told."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def sent_in(seconds: float, pace: Pace, clock: Hours, patient: bool = False) -> list[float]:
    """Send as fast as the pace allows, each message to another person; return when each went."""
    until, moments = clock.now + seconds, list[float]()
    while clock.now < until:
        if (wait := pace.wait(patient=patient)) > 0:
            clock.now += wait
            continue
        pace.took(len(moments), group=False)
        moments.append(clock.now)
        clock.now += CALL
        pace.answered()
    return moments


def most_in_a_second(moments: list[float]) -> int:
    """Return how many went in the fullest second."""
    return max(sum(1 for other in moments if moment <= other < moment + 1) for moment in moments)


def test_never_more_than_25_go_in_a_second() -> None:
    clock = Hours()
    moments = sent_in(10, Pace(25, 1, clock), clock)
    assert most_in_a_second(moments) <= 25
    assert len(moments) >= 225


def test_never_more_than_25_go_in_a_second_after_single_ones() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    pace.took(0, group=False)
    pace.answered()
    first, clock.now = clock.now, clock.now + 0.5
    assert most_in_a_second([first, *sent_in(5, pace, clock)]) <= 25


def test_a_single_message_goes_at_once() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    for person in range(10):
        assert pace.wait() == 0
        pace.took(person, group=False)
        clock.now += 0.1


def test_what_goes_when_much_waits_goes_together() -> None:
    clock = Hours()
    moments = sent_in(3, Pace(25, 1, clock), clock)
    pauses = [later - earlier for earlier, later in pairwise(moments) if later - earlier > 2 * CALL]
    assert len(pauses) == 5
    assert min(pauses) > 0.4


def test_a_message_counts_until_a_second_after_its_answer() -> None:
    clock = Hours()
    pace = Pace(4, 1, clock)
    for person in range(4):
        clock.now += pace.wait()
        pace.took(person, group=False)
    clock.now += 5  # a slow messenger: it may have seen them just now
    assert pace.wait() > 0
    for _message in range(4):
        pace.answered()
    clock.now += 0.9
    assert pace.wait() > 0
    clock.now += 0.2
    assert pace.wait() == 0


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    for _message in range(BURST):
        assert pace.wait_for(1, group=False) == 0
        pace.took(1, group=False)
    assert pace.wait_for(1, group=False) == 1
    assert pace.wait_for(2, group=False) == 0


def test_a_group_gets_18_messages_a_minute() -> None:
    clock = Hours()
    pace, moments = Pace(25, 0, clock), list[float]()
    while len(moments) < 60:
        clock.now += pace.wait_for(GROUP, group=True)
        pace.took(GROUP, group=True)
        moments.append(clock.now)
    assert max(sum(1 for other in moments if moment <= other < moment + 60) for moment in moments) == 18


def test_rewriting_in_a_group_does_not_wait_for_new_messages() -> None:
    clock = Hours()
    pace = Pace(25, 0, clock)
    for _message in range(18):
        pace.took(GROUP, group=True)
    assert pace.wait_for(GROUP, group=True) == 61
    assert pace.wait_for(GROUP, group=True, rewritten=True) == 0


def test_when_the_messenger_asks_for_patience_nothing_goes() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    pace.took(1, group=False)
    pace.bar_all(30)
    clock.now += 29.9
    assert pace.wait() > 0
    clock.now += 0.2
    assert pace.wait() == 0


def test_what_is_patient_leaves_a_fifth_of_the_pace_free() -> None:
    clock = Hours()
    moments = sent_in(10, Pace(25, 1, clock), clock, patient=True)
    assert most_in_a_second(moments) <= 20
    assert len(moments) >= 180


def test_in_the_middle_of_a_flood_something_urgent_waits_less_than_a_second() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    waits = []
    for _time in range(50):
        sent_in(0.33, pace, clock, patient=True)
        waits.append(pace.wait())
    assert max(waits) < 1
    assert sum(wait == 0 for wait in waits) > 25


def test_patience_after_no_answer_is_for_what_is_patient_alone() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    pace.bar_patient(60)
    assert (pace.wait(patient=True), pace.wait()) == (60, 0)


def test_the_pause_of_something_patient_holds_up_nothing_more_urgent() -> None:
    clock = Hours()
    pace = Pace(25, 1, clock)
    pace.bar(1, 300, patient=True)
    pace.bar(2, 300)
    waits = [
        pace.wait_for(chat, group=False, patient=patient) for chat in (1, 2) for patient in (True, False)
    ]
    assert waits == [300, 0, 300, 300]
