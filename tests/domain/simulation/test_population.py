"""Made-up snapshots: the same seed, the same snapshot, of the size and scarcity that they are meant to have."""

from bot.domain.matching import Rules
from bot.domain.matching.reading import read
from bot.domain.simulation.population import documents, scene, snapshot


def test_the_same_seed_makes_the_same_snapshot_and_another_another() -> None:
    assert snapshot(100, 60, 5) == snapshot(100, 60, 5)
    assert snapshot(100, 60, 5) != snapshot(100, 60, 6)


def test_a_middle_community_is_as_scarce_as_it_is_meant_to_be() -> None:
    made = snapshot(1000, 600, 77)
    rules = Rules(made)
    counts = [rules.may_ask(waiting).bit_count() for waiting in made.waiting]
    places = sum(max(0, each.capacity - each.load) for each in made.candidates if each.active)
    assert 15_000 < sum(counts) < 31_000
    assert 500 < places < 850
    assert 0.09 < counts.count(0) / 1000 < 0.2


def test_groups_are_neighbours_both_ways_and_have_no_self() -> None:
    near = snapshot(300, 200, 3).near_groups
    assert all(one in near[other] for one, others in near.items() for other in others)
    assert not [one for one, others in near.items() if one in others]


def test_written_as_documents_and_read_again_it_allows_the_same_pairs() -> None:
    made = scene(100, 60, 9)
    again = read(documents(made))
    before, after = Rules(made.snapshot), Rules(again)
    for one, other in zip(made.snapshot.waiting, again.waiting, strict=True):
        ids = {each.id for each in before.helpers(before.may_ask(one))}
        assert ids == {each.id for each in after.helpers(after.may_ask(other))}
