"""A walker: takes every distinct path of questions through a flow, and presses every option of every question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.conversation import (
    Choice,
    Conversation,
    Draft,
    Hour,
    Number,
    Question,
    Review,
    Said,
    Step,
    Text,
    ask,
    replay,
    step,
)
from bot.conversation.questions import DONE, MORE, SEND
from bot.conversation.replay import BACK, CHANGE, SKIP, Standing
from bot.screens import Screen

Begin = Callable[[], Conversation[Any]]
Path = tuple[str, ...]  # the names of the questions on the way
Answer = tuple[str | Said, ...]  # what is done one after another: values of buttons, or words and media
TOKEN = "abcdef"


@dataclass
class Walk:
    """What was met on the way; screens with the path on which each was seen first."""

    begin: Begin
    flow: str
    screens: dict[Screen, Path] = field(default_factory=dict)
    paths: set[Path] = field(default_factory=set)  # from the first question to the result
    results: list[Any] = field(default_factory=list)
    questions: dict[str, list[Question]] = field(default_factory=dict)
    offered: set[tuple[str, str]] = field(default_factory=set)  # (question, option)
    pressed: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    _here: tuple[Draft, Standing[Any]] | None = None  # the last replay: it is asked for again and again
    _explored: set[tuple[Path, str, tuple[str, ...]]] = field(default_factory=set)

    def explore(self) -> "Walk":
        """Walk from the empty draft."""
        self._explore(Draft(self.flow, TOKEN))
        return self

    def _explore(self, draft: Draft) -> None:
        at, question = self._at(draft)
        place = _names(at), question.name, tuple(id for id, _says in question.options(draft.view))
        answers = list(_answers(question))
        if place in self._explored:
            answers = [
                next(answer for answer in answers if (question.name, str(answer[0])) not in self.refused)
            ]
        else:
            self._explored.add(place)
            self.questions.setdefault(question.name, []).append(question)
            self.offered |= {(question.name, id) for id in place[2]}
            self._look(draft)
            self._try_nonsense(draft)
        for answer in answers:
            self._take(draft, answer)

    def _take(self, draft: Draft, answer: Answer) -> None:
        done: Step[Any] = Step(draft)
        for each in answer:
            assert done.draft is not None
            draft, question = done.draft, self._at(done.draft)[1]
            done = self._do(draft, each)
            if isinstance(each, str):
                (self.pressed if done.fits else self.refused).add((question.name, each))
        if done.result is not None:
            self.results.append(done.result)
            assert done.draft is not None
            self.paths.add(_names(replay(self.begin(), done.draft.answers)))
        elif done.fits:
            assert done.draft is not None
            self._explore(done.draft)

    def _try_nonsense(self, draft: Draft) -> None:
        longer = "щ" * (getattr(self._at(draft)[1], "limit", 7000) + 1)
        for nonsense in ("nonsense", Said(words=longer), Said(media=("video", 1)), Said()):
            assert not self._do(draft, nonsense).fits

    def _do(self, draft: Draft, each: str | Said) -> Step[Any]:
        """One press or message; the screen that it leads to is kept."""
        at, question = self._at(draft)
        said = each if isinstance(each, Said) else Said(press=(TOKEN, question.name, each))
        done = step(self.begin, draft, said)
        assert done.draft is not None
        assert done.fits or done.note, (question.name, each)
        if done.result is None:
            self._keep(done.draft, done.note, _names(at))
        return done

    def _look(self, draft: Draft) -> None:
        """Turn all pages of a question, and on the review open every answer and go back again."""
        at, question = self._at(draft)
        seen = set()
        while (screen := self._keep(draft, None, _names(at))) not in seen:
            seen.add(screen)
            if not any(button.data.endswith(f":{MORE}") for row in screen.rows for button in row):
                return
            turned = step(self.begin, draft, Said(press=(TOKEN, question.name, MORE))).draft
            assert turned is not None
            if isinstance(question, Review):
                self._change_each(turned, at)
            draft = turned

    def _change_each(self, draft: Draft, at: Standing[Any]) -> None:
        for name in (each.name for each in at.path if each.label is not None):
            opened = self._do(draft, CHANGE + name)
            assert opened.draft is not None
            assert self._at(opened.draft)[1].name == name
            back = self._do(opened.draft, BACK)
            assert back.draft is not None
            assert back.draft.answers == draft.answers

    def _keep(self, draft: Draft, note: Any, path: Path) -> Screen:
        screen = ask(self.begin, draft, note)
        self.screens.setdefault(screen, path)
        return screen

    def _at(self, draft: Draft) -> tuple[Standing[Any], Question]:
        if self._here is None or self._here[0] is not draft:
            self._here = draft, replay(self.begin(), draft.answers)
        at = self._here[1]
        assert at.question is not None
        return at, at.question


def _names(at: Standing[Any]) -> Path:
    return tuple(question.name for question in at.path)


def _answers(question: Question) -> Iterator[Answer]:
    """Everything that can be answered: each option; words as long as fit; every kind of media; skipping."""
    ids = [id for id, _says in getattr(question, "choices", ())]
    match question:
        case Choice(many=True):
            yield (*ids, DONE)
            yield from ((id, DONE) for id in ids)
        case Choice():
            yield from ((id,) for id in ids)
        case Hour():
            yield from ((str(hour),) for hour in question.hours)
        case Number():
            yield from (
                (Said(words=str(n)),) for n in range(question.low, min(question.high, question.low + 9) + 1)
            )
        case Text():
            yield (Said(words="Слово"),)
            yield (Said(words=("їжак " * question.limit)[: question.limit - 1] + "к"),)
            for number, kind in enumerate(question.media, 1):
                yield (Said(words="щ" * question.limit, media=(kind, number)),)
        case Review():
            yield (SEND,)
    if question.optional:
        yield (SKIP,)
