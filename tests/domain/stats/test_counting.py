"""Each request is counted once: nobody who waits is a failure, and nobody who is gone has never asked."""

from bot.domain.stats.counting import (
    ACCEPTED,
    AGAIN,
    ASKING,
    ENDED,
    GONE,
    HELPED,
    NEED,
    NOTHING,
    UNDER_WAY,
    WAITS,
    WORD,
    Figures,
    Request,
)
from bot.domain.stats.waits import HOUR

NOON = 1_795_262_400


def counted(*requests: Request) -> Figures:
    figures = Figures()
    for request in requests:
        figures.add(request)
    return figures


def test_every_request_has_one_fate() -> None:
    figures = counted(
        Request(1, NOON, "solved", False, NOON + 5 * HOUR, NOON + HOUR),
        Request(2, NOON, ACCEPTED, True, None, NOON + HOUR),
        Request(3, NOON, ASKING, True),
        Request(4, NOON, "no_help", False, NOON + HOUR),
        Request(5, NOON, "refused", False, NOON + 9 * HOUR, NOON + HOUR),
        Request(6, NOON, ASKING, True, None, NOON + HOUR),
    )
    assert figures.fates == {HELPED: 1, UNDER_WAY: 1, AGAIN: 1, WAITS: 1, ENDED: 2}
    assert figures.asked == 6
    assert figures.why == {ASKING: 1, "no_help": 1}


def test_a_first_word_counts_from_the_end_of_its_hour_since_only_the_hour_is_known() -> None:
    figures = counted(
        Request(1, NOON + 1800, ACCEPTED, True, None, NOON),
        Request(2, NOON, ACCEPTED, True, None, NOON + 2 * HOUR),
    )
    assert figures.words == [HOUR // 2, 3 * HOUR]


def test_help_counts_to_the_end_and_only_when_it_ended_well() -> None:
    figures = counted(
        Request(1, NOON, "solved", False, NOON + 7 * HOUR), Request(2, NOON, "refused", False, NOON + HOUR)
    )
    assert figures.helps == [7 * HOUR]


def test_who_got_nothing_is_counted_in_people() -> None:
    figures = counted(
        Request(1, NOON, ASKING, True),
        Request(1, NOON, "solved", False, NOON + HOUR),
        Request(2, NOON, ASKING, True),
        Request(2, NOON, "no_help", False, NOON + HOUR),
        Request(3, NOON, "no_help", False, NOON + HOUR),
    )
    assert figures.without == (2, 1)


def test_those_who_deleted_everything_have_asked_all_the_same() -> None:
    figures = counted(Request(1, NOON, ASKING, True))
    figures.add_gone({HELPED: 2, WORD: 3, NOTHING: 4})
    assert figures.asked == 10
    assert figures.fates == {WAITS: 1, HELPED: 2, GONE: 7}
    assert figures.why == {ASKING: 1, GONE: 4}


def test_what_was_deleted_since_its_time_was_over_ended_and_was_not_deleted_by_anybody() -> None:
    figures = Figures()
    figures.add_closed({HELPED: 2, WORD: 3, "no_help": 4})
    assert figures.fates == {HELPED: 2, ENDED: 7}
    assert figures.why == {"no_help": 4}


def test_of_what_is_there_beside_others_that_are_gone_only_what_came_of_it_counts() -> None:
    figures = Figures()
    figures.add(Request(1, NOON, ASKING, True, parts={NEED: "legal"}), fully=False)
    assert (figures.fates, figures.why) == ({WAITS: 1}, {ASKING: 1})
    assert (figures.got, figures.wait, figures.parts[NEED]) == ({}, set(), {})


def test_parts_are_counted_each_with_its_people_and_waits() -> None:
    ways = {NEED: "legal"}
    figures = counted(
        Request(1, NOON, "solved", False, NOON + HOUR, NOON, ways),
        Request(1, NOON, ASKING, True, parts=ways),
        Request(2, NOON, ASKING, True, parts={NEED: "talk"}),
    )
    legal = figures.parts[NEED]["legal"]
    assert (legal.asked, legal.helped, legal.nothing, legal.words, legal.people) == (2, 1, 1, [HOUR], {1})
