"""Ids are known before the insert, fit into 63 bits, and keep order where order matters."""

from itertools import pairwise

from storage.ids import ordered_id, random_id


def test_random_ids_fit_into_a_signed_number_and_do_not_repeat() -> None:
    ids = {random_id() for _each in range(10_000)}
    assert len(ids) == 10_000
    assert 0 < min(ids) <= max(ids) < 2**63


def test_random_ids_tell_no_order() -> None:
    ids = [random_id() for _each in range(100)]
    assert ids != sorted(ids)


def test_ordered_ids_grow_even_within_a_microsecond() -> None:
    ids = [ordered_id() for _each in range(10_000)]
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert max(ids) < 2**63


def test_ordered_ids_of_two_processes_cannot_meet() -> None:
    assert {ordered_id() & 1023 for _each in range(100)} == {ordered_id() & 1023}
