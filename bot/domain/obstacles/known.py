"""The obstacles that are known, in memory: which of them are most like what a person tells, in any language."""

from typing import Final

from bot.domain.likeness import Encoder, Index, Near
from bot.domain.obstacles.concepts import concepts_of
from bot.domain.obstacles.facts import Story

MOSTLY: Final = 0.5  # of the words of a search: one that we do not know by chance tells nothing
LIKEST: Final = 3  # offered at most: merging without asking is not safe, and more than three are not read


class Known:
    """An index over reports; each report belongs to one obstacle. Nothing of it is ever written down."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Begin with nothing; with an encoder (`bot.encoder.installed()`) also the meaning of words counts."""
        self._index = Index[int](encoder)
        self._obstacles: dict[int, int] = {}  # by report
        self.seen = 0  # the revision up to which reports were read
        self.filling = False  # what was there at start is still being read

    def __len__(self) -> int:
        return len(self._obstacles)

    def learn(self, report_id: int, obstacle_id: int, story: Story) -> None:
        """Take a report in, or what has become of it."""
        self._forget(report_id)
        self._index.add(obstacle_id, _text(story), concepts_of(story.facts), report=report_id)
        self._obstacles[report_id] = obstacle_id

    def keep_only(self, report_ids: set[int]) -> None:
        """Forget all reports but these."""
        for id in self._obstacles.keys() - report_ids:
            self._forget(id)

    def likest(self, story: Story, limit: int = LIKEST) -> list[int]:
        """Return the ids of at most `limit` obstacles that are most like the story, the likest first."""
        return [near.key for near in self._index.nearest(_text(story), concepts_of(story.facts), limit)]

    def nearest(self, story: Story, most: int) -> list[Near[int]]:
        """Return at most so many that have something in common with the story, or are likely it; the likest first."""
        text = _text(story)
        found = self._index.nearest(text, concepts_of(story.facts), most)
        return [
            near
            for near in found
            if near.likely or near.shared or self._index.covered(near.key, text) >= MOSTLY
        ]

    def _forget(self, report_id: int) -> None:
        obstacle_id = self._obstacles.pop(report_id, None)
        if obstacle_id is not None:
            self._index.remove_report(obstacle_id, report_id)


def _text(story: Story) -> str:
    return "\n".join(part for part in (story.words, story.public, story.detail, story.place) if part)
