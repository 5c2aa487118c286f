"""What is looked for in a list: tests that all have to hold, and the form in which a button holds them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.domain.filtering.vocabulary import Value, Values


@dataclass(frozen=True, slots=True)
class Wanted:
    """What something must be: of each of `tests` at least one value."""

    tests: tuple[Values, ...] = ()

    @property
    def code(self) -> str:
        """The tests in a form that a button holds, if it is short enough."""
        return "+".join("|".join(f"{field}.{value}" for field, value in sorted(test)) for test in self.tests)

    def fits(self, is_so: Mapping[str, Collection[str]]) -> bool:
        """Say whether what has these values, by field, is looked for."""
        return all(any(value in is_so.get(field, ()) for field, value in test) for test in self.tests)

    def only(self, field: str) -> frozenset[str]:
        """Return the values of a field that are asked for by tests of this field alone; none: it is not asked for."""
        alone = [{value for _field, value in test} for test in self.tests if {f for f, _v in test} == {field}]
        return frozenset(set.intersection(*alone)) if alone else frozenset()

    def with_one(self, value: Value) -> "Wanted":
        """Return the same with one test more."""
        return Wanted((*self.tests, frozenset({value})))


def decoded(code: str, knows: Callable[[Value], bool]) -> Wanted:
    """Return the tests of a button; KeyError when it names what there is not."""
    tests = []
    for part in code.split("+") if code else ():
        values = frozenset((one[:1], one[2:]) for one in part.split("|"))
        if not all(map(knows, values)):
            raise KeyError(part)
        tests.append(values)
    return Wanted(tuple(tests))
