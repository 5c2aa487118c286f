"""Replay: the answers of a draft are sent through its flow, up to the first question that they no longer fit."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeAlias, TypeVar

from bot.conversation.questions import (
    DONE,
    MORE,
    SEND,
    TICKED,
    Number,
    Option,
    Question,
    Review,
    Said,
    Text,
    View,
)
from bot.errors import Refused
from bot.i18n import Msg, Text as Says, _, everywhere, lines, paragraphs
from bot.screens import Button, Rows, Screen, grid

T = TypeVar("T")
BUTTONS = 8  # on one screen (DESIGN section 9)
WIDE = 14  # characters of a label that still fits beside another on a small phone
BACK, CANCEL, SKIP, CHANGE = "<", "x", "-", "?"
FRONT = View()
WHICH = _("Which answer would you like to change?")
OLD_BUTTON = _("That button belongs to an earlier step. This is where you are now:")
Conversation: TypeAlias = Generator[Question, Any, T]


@dataclass(frozen=True)
class Draft:
    """An unfinished conversation: which flow, its answers by name, and the view of the current question."""

    flow: str
    token: str  # buttons of other drafts are recognised as old by it
    answers: Mapping[str, Any] = field(default_factory=dict)
    view: View = FRONT
    changing: tuple[str, Any] | None = None  # the answer that "change" took out, to be put back by Back


@dataclass(frozen=True)
class Standing(Generic[T]):
    """Where a replay stopped: at `question` after the answered `path`, or (question None) with the `result`."""

    question: Question | None
    path: tuple[Question, ...]
    result: T | None = None


@dataclass(frozen=True)
class Step(Generic[T]):
    """What one event did: the new draft (None: cancelled), a note for the person, the result when all is answered."""

    draft: Draft | None
    note: Says | None = None
    result: T | None = None
    fits: bool = True  # the event changed something


def replay(talk: Conversation[T], answers: Mapping[str, Any]) -> Standing[T]:
    """Send the stored answers through the flow, up to the first question without a fitting one."""
    path: list[Question] = []
    try:
        question = next(talk)
        while question.name in answers:
            value = question.value(answers[question.name])
            path.append(question)
            question = talk.send(value)
    except Refused:
        pass
    except StopIteration as end:
        return Standing(None, tuple(path), end.value)
    talk.close()
    return Standing(question, tuple(path))


def step(begin: Callable[[], Conversation[T]], draft: Draft, said: Said) -> Step[T]:
    """Take one event into the draft; what does not fit leaves it as it was, with a note."""
    at = replay(begin(), draft.answers)
    if at.question is None:
        return Step(draft, result=at.result)
    if said.press is not None and said.press[:2] != (draft.token, at.question.name):
        return Step(draft, OLD_BUTTON, fits=False)
    value = said.press[2] if said.press else _typed_button(at, draft, said.words)
    if value == CANCEL:
        return Step(None)
    try:
        outcome = at.question.hear(said, draft.view) if value is None else _press(at, draft, value)
    except Refused as refused:
        return Step(draft, refused.text, fits=False)
    if isinstance(outcome, Draft):
        return Step(outcome)
    if isinstance(outcome, View):
        return Step(replace(draft, view=outcome))
    chosen = value is not None or not isinstance(at.question, Text)  # own words need no echo
    note = TICKED.format(answer=at.question.shown(outcome)) if chosen else None
    after = Draft(draft.flow, draft.token, {**draft.answers, at.question.name: outcome})
    return Step(after, note, replay(begin(), after.answers).result)


def ask(begin: Callable[[], Conversation[Any]], draft: Draft, note: Says | None = None) -> Screen:
    """Return the screen of the question that the draft stands at."""
    at = replay(begin(), draft.answers)
    assert at.question is not None, "the conversation is complete"
    which = WHICH if isinstance(at.question, Review) and draft.view.page else at.question.text
    return Screen(paragraphs(note, which, _summary(at, draft)), _rows(at, draft), passing=True)


def _press(at: Standing[Any], draft: Draft, value: str) -> Any:
    assert at.question is not None
    if value == BACK and (at.path or draft.changing):
        return _back(at, draft)
    if value == MORE:
        return draft.view._replace(page=draft.view.page + 1)
    if value == SKIP and at.question.optional:
        return None
    name = value.removeprefix(CHANGE)
    if isinstance(at.question, Review) and value != name and name in draft.answers:
        rest = {key: answer for key, answer in draft.answers.items() if key != name}
        return Draft(draft.flow, draft.token, rest, changing=(name, draft.answers[name]))
    return at.question.press(value, draft.view)


def _back(at: Standing[Any], draft: Draft) -> Draft:
    """From the list of answers to the review; from a change to the old answer; else one question back."""
    answers = dict(draft.answers)
    if draft.changing is not None:
        answers[draft.changing[0]] = draft.changing[1]
    elif not (isinstance(at.question, Review) and draft.view.page):
        del answers[at.path[-1].name]
    return Draft(draft.flow, draft.token, answers)


def _visible(at: Standing[Any], draft: Draft) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The options on this page and the controls under them."""
    question, view = at.question, draft.view
    assert question is not None
    wanted = (
        (DONE, _("Done"), bool(view.picked)),
        (SKIP, _("Skip"), question.optional),
        (BACK, _("Back"), bool(at.path or draft.changing)),
        (CANCEL, _("Cancel"), True),
    )
    controls = tuple((value, says) for value, says, fits in wanted if fits)
    if isinstance(question, Review) and view.page:
        return tuple((CHANGE + q.name, q.label) for q in at.path if q.label is not None), controls
    options, room = question.options(view), BUTTONS - len(controls)
    if len(options) <= room:
        return options, controls
    start = view.page % -(-len(options) // (room - 1)) * (room - 1)
    return options[start : start + room - 1], ((MORE, _("More")), *controls)


def _rows(at: Standing[Any], draft: Draft) -> Rows:
    assert at.question is not None
    stem = f"f:{draft.token}:{at.question.name}:"
    options, controls = (
        tuple(Button(says, stem + value, "primary" if value in (SEND, DONE) else "") for value, says in part)
        for part in _visible(at, draft)
    )
    narrow = all(len(said) <= WIDE for button in options for said in everywhere(button.label))
    return (*grid(options, 2 if narrow else 1), *grid(controls, 4))


def _summary(at: Standing[Any], draft: Draft) -> Says | None:
    if not isinstance(at.question, Review):
        return None
    told = ((q.label, q.shown(draft.answers[q.name])) for q in at.path if q.label is not None)
    return lines(*(Msg("• {label}: {answer}").format(label=label, answer=answer) for label, answer in told))


def _typed_button(at: Standing[Any], draft: Draft, words: str) -> str | None:
    """The button that typed words name: by its label in any language, or by its number among the options."""
    said = words.strip().casefold()
    options, controls = _visible(at, draft)
    if said.isdecimal() and len(said) <= 3 and not isinstance(at.question, Number | Text):
        return options[int(said) - 1][0] if 0 < int(said) <= len(options) else None
    named = (value for value, says in (*options, *controls) if said in map(str.casefold, everywhere(says)))
    return next(named, None)
