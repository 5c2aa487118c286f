"""The hard rules of one pair, said one by one: slow and plain, for the proof, a moderator's question and the tests."""

from bot.domain.matching.snapshot import ALL, OWN, Candidate, Key, Snapshot, Waiting

# The order in which the funnel narrows, and what each rule refuses.
RULES = (
    "group",  # not of a circle of groups that is open by now
    "skill",  # does not help with this need
    "language",  # no language in common
    "gender",  # a woman, or a man, was asked for
    "region",  # in person, and neither in the same region nor in a neighbouring one
    "travel",  # a region apart: the one is restricted, the other cannot travel
    "slots",  # no common block of the week
    "inactive",  # not approved, resting or suspended
    "full",  # no place left
    "asked",  # has open offers, or enough messages this week
    "quiet",  # asleep
    "declined",  # said no to this request, silent today, or forbidden
    "blocked",  # either blocked the other
    "self",  # the helper is the requester
    "pinned",  # a moderator keeps the request for somebody else
)


def allowed(snapshot: Snapshot, waiting: Waiting, candidate: Candidate) -> bool:
    """Say whether no rule forbids the pair; most pairs fail at the skill, so that is looked at first."""
    return waiting.need in candidate.needs and candidate.active and not broken(snapshot, waiting, candidate)


def broken(snapshot: Snapshot, waiting: Waiting, candidate: Candidate) -> tuple[str, ...]:
    """Return the codes of all rules that forbid this pair, in the order of RULES; () when it may be made."""
    persons = (waiting.requester, candidate.id)
    refused = {
        "group": not _group_open(snapshot, waiting, candidate),
        "skill": waiting.need not in candidate.needs,
        "language": waiting.languages.isdisjoint(candidate.languages),
        "gender": bool(waiting.wants) and waiting.wants != candidate.gender,
        "slots": not waiting.slots & candidate.slots,
        "inactive": not candidate.active,
        "full": candidate.load >= candidate.capacity,
        "asked": waiting.urgency < candidate.asked_from,
        "quiet": waiting.urgency < candidate.awake_from,
        "declined": (waiting.id, candidate.id) in snapshot.barred,
        "blocked": persons in snapshot.blocks or persons[::-1] in snapshot.blocks,
        "self": waiting.requester == candidate.id,
        "pinned": snapshot.pinned.get(waiting.id, candidate.id) != candidate.id,
        **_place(snapshot, waiting, candidate),
    }
    return tuple(code for code in RULES if refused[code])


def _group_open(snapshot: Snapshot, waiting: Waiting, candidate: Candidate) -> bool:
    if waiting.group is None or waiting.circle == ALL:
        return True
    open_groups: set[Key] = {waiting.group}
    if waiting.circle != OWN:
        open_groups |= snapshot.near_groups.get(waiting.group, frozenset())
    return not open_groups.isdisjoint(candidate.groups)


def _place(snapshot: Snapshot, waiting: Waiting, candidate: Candidate) -> dict[str, bool]:
    if not waiting.in_person:
        return {"region": False, "travel": False}
    same = waiting.region in candidate.regions
    near = not candidate.regions.isdisjoint(snapshot.near_regions.get(waiting.region, ()))
    return {
        "region": not candidate.in_person or not (same or near),
        "travel": near and not same and waiting.restricted and not candidate.can_travel,
    }
