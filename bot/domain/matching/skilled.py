"""The helpers of one need, in sets by what they bring: the best of any crowd is found without looking at each."""

from collections.abc import Sequence

from bot.domain.matching.rules import Bits


class Skilled:
    """Helpers by their net: the points that they bring to any request of the need, less their price.

    `at_least[k]` is the set of those with a net of `floor + k` or more; whoever is below the floor is worth nobody's
    while. `open` are those that the present search has not come to.
    """

    def __init__(self, members: Sequence[int], nets: list[int], floor: int) -> None:
        """Take the helpers as numbers, in the order of their bits, with their nets."""
        self.members = members
        self.nets = nets
        self.floor = floor
        self.everybody: Bits = (1 << len(members)) - 1
        self.open = self.everybody
        self.at_least = self._sorted()

    def _sorted(self) -> list[Bits]:
        levels = [0] * (max([*self.nets, self.floor]) - self.floor + 2)
        for i, net in enumerate(self.nets):
            if net >= self.floor:
                levels[net - self.floor] |= 1 << i
        for k in range(len(levels) - 2, -1, -1):
            levels[k] = levels[k + 1] | levels[k] if levels[k] else levels[k + 1]
        return levels

    def lower(self, i: int, rise: int) -> None:
        """Take the rise of a price off the net of the i-th helper."""
        top = self.nets[i] - self.floor + 1
        self.nets[i] -= rise
        if top > 0:
            bottom, bit = max(0, top - rise), 1 << i
            self.at_least[bottom:top] = [level ^ bit for level in self.at_least[bottom:top]]

    def numbers(self, bits: Bits) -> list[int]:
        """Return the helpers of a set as numbers, the one asked longest ago first."""
        members, found = self.members, []
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            found.append(members[lowest.bit_length() - 1])
        return found
