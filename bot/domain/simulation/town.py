"""A made-up community: its groups with their neighbours, its helpers, and requests drawn from it by a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from bot.domain import places
from bot.domain.matching.rarity import rarity
from bot.domain.matching.snapshot import Candidate, Key, Waiting
from bot.domain.simulation import shares
from bot.domain.week import BLOCKS, WHOLE_WEEK

T = TypeVar("T")
REGIONS: Final = tuple(one.code for one in places.REGIONS if one.code != shares.LEFT_OUT)
NEAR_REGIONS: Final = {code: frozenset(places.neighbours(code)) & {*REGIONS} for code in REGIONS} | {
    code: frozenset[str]() for code in shares.COUNTRIES
}
AHEAD: Final = dict.fromkeys(REGIONS, 0) | {code: ahead for code, (_, ahead) in shares.COUNTRIES.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """An initiative group; a thematic one stands in the country's capital and takes people from everywhere."""

    id: int
    region: str
    thematic: bool
    size: int  # people


@dataclass(frozen=True, slots=True)
class Helper:
    """A person who helps: what does not change from hour to hour."""

    id: int
    groups: tuple[int, ...]
    needs: frozenset[str]
    languages: frozenset[str]
    gender: str
    region: str
    can_travel: bool
    capacity: int
    slots: int
    quiet: tuple[int, int] | None  # local hours, from and to
    night_ok: bool
    status: str = "active"
    approved: bool = True
    meets: frozenset[str] = frozenset()  # other regions where they can be met
    in_person: bool = True

    @property
    def regions(self) -> frozenset[str]:
        """Where they can be met."""
        return self.meets | {self.region}

    @property
    def usable(self) -> bool:
        """Whether the helper may be asked at all."""
        return self.approved and self.status == "active"

    def awake_from(self, hour: int) -> int:
        """Return the least urgency they may be asked about at this hour of Kyiv's."""
        if self.quiet is None:
            return 1
        begin, end = self.quiet
        local = (hour + AHEAD.get(self.region, 0)) % 24
        asleep = begin <= local < end if begin < end else local >= begin or local < end
        return 1 if not asleep else 3 if self.night_ok else 4

    def candidate(self, hour: int) -> Candidate:
        """Return the helper as the rules see them at this hour, with nobody helped yet."""
        return Candidate(
            self.id,
            self.needs,
            self.languages,
            groups=frozenset(self.groups),
            gender=self.gender,
            regions=self.regions,
            in_person=self.in_person,
            can_travel=self.can_travel,
            slots=self.slots,
            capacity=self.capacity,
            active=self.usable,
            awake_from=self.awake_from(hour),
        )


@dataclass(frozen=True, slots=True)
class Town:
    """A community; `near` are the neighbours of each group, both ways."""

    groups: tuple[Group, ...]
    near: dict[Key, frozenset[Key]]
    helpers: tuple[Helper, ...]
    rarity: dict[str, int]

    def request(self, chance: Random, id: int, requester: int) -> Waiting:
        """Draw a request; now and then its requester is a helper, else a person of the given id."""
        helper = chance.choice(self.helpers) if chance.random() < shares.HELPERS_ASK else None
        group = self.groups[helper.groups[0]] if helper else drawn_group(chance, self.groups)
        region = helper.region if helper else home(chance, group)
        languages = helper.languages if helper else frozenset(weighted(chance, shares.LANGUAGES))
        need = weighted(chance, [(need, share) for need, (share, _) in shares.NEEDS.items()])
        return Waiting(
            id,
            helper.id if helper else requester,
            need,
            languages,
            urgency=weighted(chance, shares.URGENCIES),
            group=group.id,
            in_person=chance.random() < shares.IN_PERSON,
            region=region,
            restricted=chance.random() < shares.RESTRICTED,
            wants="woman" if chance.random() < shares.WANTS_WOMAN else "",
            slots=week(chance, shares.BLOCK_ASKED),
        )


def built(chance: Random, people: int, helpers: int) -> Town:
    """Make a community of so many people, of whom so many help."""
    groups = tuple(_groups(chance, people))
    made = tuple(_helper(chance, id, groups) for id in range(1, helpers + 1))
    return Town(groups, _near(chance, groups), made, rarity_of(made))


def rarity_of(helpers: Sequence[Helper]) -> dict[str, int]:
    """Return for each need how rare those are who can: see `bot.domain.matching.rarity`."""
    usable = [helper for helper in helpers if helper.usable]
    able = {need: sum(need in helper.needs for helper in usable) for need in shares.NEEDS}
    return {need: rarity(count, len(usable)) for need, count in able.items()}


def weighted(chance: Random, choices: Sequence[tuple[T, float]]) -> T:
    """Draw one of `(what, weight)`."""
    return chance.choices([what for what, _ in choices], [weight for _, weight in choices])[0]


def drawn_group(chance: Random, groups: Sequence[Group]) -> Group:
    """Draw a group, a large one more often."""
    return chance.choices(groups, [group.size for group in groups])[0]


def home(chance: Random, group: Group) -> str:
    """Draw where a person of the group lives."""
    if not group.thematic and chance.random() < shares.AT_HOME:
        return group.region
    near = sorted(NEAR_REGIONS[group.region])
    return chance.choice(near) if near and not group.thematic else _region(chance)


def week(chance: Random, share: Sequence[float]) -> int:
    """Draw the 28 blocks in which a person has time; `share` is that of each block of a day."""
    if chance.random() < shares.ANY_TIME:
        return WHOLE_WEEK
    drawn = sum(1 << block for block in range(BLOCKS) if chance.random() < share[block % 4])
    return drawn or WHOLE_WEEK


def _groups(chance: Random, people: int) -> list[Group]:
    groups, left = list[Group](), people
    least, most = shares.GROUP_SIZES
    while left > 0 or len(groups) < 2:
        size = min(most, max(least, round(chance.expovariate(1 / (shares.GROUP_MEAN - least)) + least)))
        thematic = chance.random() < shares.THEMATIC
        groups.append(Group(len(groups), "UA-30" if thematic else _region(chance), thematic, size))
        left -= size
    return groups


def _region(chance: Random) -> str:
    if chance.random() < shares.ABROAD:
        return weighted(chance, [(code, weight) for code, (weight, _) in shares.COUNTRIES.items()])
    return weighted(chance, [(code, shares.BUSY.get(code, 1)) for code in REGIONS])


def _near(chance: Random, groups: Sequence[Group]) -> dict[Key, frozenset[Key]]:
    """Join the regional groups of a region and of regions that touch, and thematic ones by chance."""
    near: dict[Key, set[Key]] = {group.id: set() for group in groups}
    for one in groups:
        for other in groups[: one.id]:
            touch = one.region == other.region or other.region in NEAR_REGIONS[one.region]
            thematic = one.thematic or other.thematic
            if (chance.random() < min(0.5, 4 / len(groups))) if thematic else touch:
                near[one.id].add(other.id)
                near[other.id].add(one.id)
    return {id: frozenset(others) for id, others in near.items()}


def _helper(chance: Random, id: int, groups: Sequence[Group]) -> Helper:
    group = drawn_group(chance, groups)
    region, mine = home(chance, group), [group.id]
    if chance.random() < shares.SECOND_GROUP:
        mine.append(drawn_group(chance, groups).id)
    needs = {need for need, (_, able) in shares.NEEDS.items() if chance.random() < able / 100}
    quiet = (chance.choice((21, 22, 22, 23)), chance.choice((6, 7, 8, 8, 9)))
    return Helper(
        id,
        tuple(dict.fromkeys(mine)),
        frozenset(needs or {"talk"}),
        frozenset(weighted(chance, shares.LANGUAGES)),
        "woman" if chance.random() < shares.WOMEN else "man",
        region,
        chance.random() < shares.CAN_TRAVEL,
        weighted(chance, shares.CAPACITIES),
        week(chance, shares.BLOCK_FREE),
        quiet if chance.random() < shares.QUIET else None,
        chance.random() < shares.NIGHT_OK,
        weighted(chance, shares.STATUSES),
        chance.random() < shares.APPROVED,
    )
