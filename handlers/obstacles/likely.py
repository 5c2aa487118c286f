"""The known obstacles that what is told may be one of, and what the person's part in each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.obstacles.facts import Facts, Story
from bot.domain.obstacles.known import LIKEST
from bot.i18n import Text, _
from handlers.base import Turn, row_id
from handlers.obstacles import showing
from storage import known_obstacles, obstacle_reports, obstacles
from storage.obstacles import Obstacle

YOURS: Final = {
    "own": _("You told of number {n} yourself, and it is counted. If this is another one: “None of these”."),
    "joined": _("You are in number {n} already, and counted once. If this is another one: “None of these”."),
}


@dataclass(frozen=True, slots=True)
class Likely:
    """A known obstacle that this may be; `part`: "own", "joined" or "" for the person's part in it."""

    obstacle: Obstacle
    summary: Text
    part: str = ""

    @property
    def refusal(self) -> Text | None:
        """Why the person cannot say "me too" here: they have, and each counts once."""
        return YOURS[self.part].format(n=self.obstacle.number) if self.part else None


async def load(turn: Turn) -> tuple[Likely, ...]:
    """Return the known obstacles that are most like what is told; none before the words were asked for."""
    answers: dict[str, Any] = turn.state.get("draft", {}).get("answers", {})
    if "words" not in answers:
        return ()
    found = await known_obstacles.likest(turn.session, story_of(answers))
    chosen = await obstacles.current(turn.session, row_id(str(answers.get("same"))))
    if chosen is not None and chosen.id not in [obstacle.id for obstacle in found]:
        found = [*found[: LIKEST - 1], chosen]  # what was chosen stays on the screen
    likely = [await _likely(turn, obstacle) for obstacle in found]
    return tuple(one for one in likely if one.part or not one.obstacle.hidden)


async def _likely(turn: Turn, obstacle: Obstacle) -> Likely:
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    mine = [report.person_id for report in reports]
    part = "own" if mine[:1] == [turn.person.id] else "joined" if turn.person.id in mine else ""
    return Likely(obstacle, await showing.summary(turn.session, obstacle, reports), part)


def story_of(told: Mapping[str, Any]) -> Story:
    """Put together what was answered so far."""

    def said(name: str) -> str:
        return told.get(name) or ""

    facts = Facts(said("region"), said("office"), said("promised"), said("happened"))
    public = said("sentence") if told.get("exactly") == "yes" else ""
    return Story(facts, said("place"), said("detail"), said("when"), said("words"), public)
