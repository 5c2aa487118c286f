"""Who is called: who is on duty first, then everybody, then those who lead."""

from bot.domain.duty import called


def test_with_somebody_on_duty_the_circle_widens() -> None:
    assert [called(rounds, True) for rounds in (1, 2, 3, 9)] == ["on duty", "everybody", "leads", "leads"]


def test_without_anybody_everybody_is_called_at_once() -> None:
    assert [called(rounds, False) for rounds in (1, 2, 3)] == ["everybody", "everybody", "leads"]
