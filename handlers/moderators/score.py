"""/score: the points of the matcher as a table that moderators can change; the hard rules are none of them."""

from collections.abc import Mapping
from typing import Final

from bot.domain.matching import rarity
from bot.domain.matching.policy import OURS
from bot.domain.matching.score import Score
from bot.errors import Refused
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators.base import DeskCommand, DeskTurn, Misread, queue_button
from storage import points, requests
from storage.points import CHANGEABLE

MOST: Final = 1000
NAMES: Final[Mapping[str, Msg]] = {
    "need": ctx("score", "one more person helped"),
    "waiting": ctx("score", "waiting, after the hours below"),
    "waiting_h": ctx("score", "hours after which waiting counts fully"),
    "own_group": ctx("score", "same group"),
    "neighbouring_group": ctx("score", "neighbouring group"),
    "same_region_in_person": ctx("score", "same place, in person"),
    "neighbouring_region_in_person": ctx("score", "neighbouring place, in person"),
    "same_region": ctx("score", "same place, from afar"),
    "neighbouring_region": ctx("score", "neighbouring place, from afar"),
    "previous": ctx("score", "helped this person well before"),
    "reciprocity": ctx("score", "was helped too"),
    "acceptance": ctx("score", "always says yes"),
    "fatigue": ctx("score", "off for each help of 30 days"),
    "fatigue_most": ctx("score", "off for many helps, at most"),
    "week": ctx("score", "off for each time asked this week"),
}
ROW = Msg("{name} = {n} · {what}")


async def score(turn: DeskTurn) -> Screen:
    """/score, /score own_group 40, or /score own_group back."""
    match turn.args.casefold().split():
        case []:
            await turn.record("browse", "score")
            return await _table(turn)
        case [name, value] if name in CHANGEABLE:
            return await _change(turn, name, value)
    raise Misread


async def _change(turn: DeskTurn, name: str, value: str) -> Screen:
    if value in ("back", "назад"):
        await points.forget(turn.session, name)
        await turn.record("score", "score", name)
    else:
        number = int(value) if value.isascii() and value.isdecimal() else -1
        low, high = limits(await points.applied(turn.session, OURS.score), name)
        if not low <= number <= high:
            says = _("A whole number from {low} to {high} is needed here. Nothing was changed.")
            raise Refused(says.format(low=low, high=high))
        await points.put(turn.session, name, number)
        await turn.record("score", "score", f"{name} {number}")
    await requests.look_at_all(turn.session)
    return await _table(turn, _("Changed. Kolo counts so from now on."))


def limits(score: Score, name: str) -> tuple[int, int]:
    """Return the least and the most that a number may be now.

    Whatever speaks against a pair, one more person helped must be worth more, or nobody would be asked for them.
    """
    week = OURS.week_most - 1  # offers that a helper may have had, who is asked about what has no hurry
    against = rarity.MOST + max(score.load) + score.fatigue_most + score.week * week
    left = score.need - against - 1
    most = {"fatigue_most": score.fatigue_most + left, "week": score.week + left // week}
    least = {"need": against + 1, "waiting_h": 1}
    return least.get(name, 0), min(MOST, most.get(name, MOST))


async def _table(turn: DeskTurn, note: Text | None = None) -> Screen:
    now = await points.applied(turn.session, OURS.score)
    rows = [ROW.format(name=name, n=getattr(now, name), what=NAMES[name]) for name in CHANGEABLE]
    how = lines(
        _("To change one:"), "/score own_group 40", _("And back to what it was:"), "/score own_group back"
    )
    return Screen(paragraphs(note, _("How Kolo counts points"), lines(*rows), how), stacked(queue_button()))


COMMANDS = (DeskCommand("score", "/score own_group 40", _("How Kolo counts points"), score),)
