"""How far a pairing is trusted: the strictest wish counts."""

from bot.domain.trust import CONFIRMED, PEERS, SEEN, most_trusting, strictest


def test_the_strictest_of_several_counts() -> None:
    assert strictest([PEERS, SEEN]) == SEEN
    assert strictest([SEEN, CONFIRMED, PEERS]) == CONFIRMED


def test_without_any_wish_peers_are_on_their_own() -> None:
    assert strictest([]) == PEERS
    assert most_trusting([]) == PEERS


def test_a_mode_that_nobody_knows_is_the_strictest() -> None:
    assert strictest(["loose", PEERS]) == CONFIRMED
    assert most_trusting([CONFIRMED, SEEN]) == SEEN
