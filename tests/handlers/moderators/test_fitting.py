"""The named rule and the matcher's rules never disagree."""

from hypothesis import given, strategies as st

from bot.domain.matching import Ask, Candidate, Skills, Waiting, suits
from handlers.moderators.fitting import broken_rule

few = st.sampled_from
asks = st.builds(
    Ask,
    need=few(["documents", "medical"]),
    subneed=st.just("documents.passport"),
    region=few(["", "UA-05", "PL"]),
    in_person=st.booleans(),
    wants=few(["any", "woman", "man"]),
)
skills = st.builds(
    Skills,
    needs=few([(), ("documents",), ("documents", "medical")]),
    languages=few([("uk",), ("uk", "en")]),
    regions=few([(), ("UA-05",), ("UA-07", "PL")]),
    in_person=st.booleans(),
    gender=few(["", "woman", "man"]),
)
waiting = st.builds(
    Waiting, st.integers(1, 2), few(["uk", "en"]), asks, barred=few([frozenset(), frozenset({3})])
)
candidates = st.builds(Candidate, st.integers(1, 3), skills, st.integers(-1, 2))


@given(waiting, candidates, few([(), ("UA-07",)]))
def test_a_rule_is_named_exactly_when_the_matcher_would_not_ask(
    request: Waiting, helper: Candidate, near: tuple[str, ...]
) -> None:
    assert (broken_rule(request, helper, near) is None) == suits(request, helper, near)
