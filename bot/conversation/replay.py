"""Replay: the answers of a draft are sent through its flow, up to the first question that they no longer fit."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeAlias, TypeVar

from bot.conversation.questions import (
    DONE,
    MORE,
    SEND,
    TICKED,
    Choice,
    Number,
    Question,
    Review,
    Said,
    Text,
    View,
)
from bot.domain.typed import Option, names
from bot.errors import Refused
from bot.i18n import Msg, Text as Says, _, everywhere, lines, paragraphs
from bot.screens import Button, Rows, Screen, grid

T = TypeVar("T")
BUTTONS = 8  # on one screen, at most: more are not read by somebody who is tired
WIDE = 14  # characters of a label that still fits beside another on a small phone
BACK, CANCEL, SKIP, CHANGE = "<", "x", "-", "?"  # what these buttons send; CHANGE with a question's name
FRONT = View()  # the first page, nothing searched, nothing picked
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
        return Step(draft, result=at.result)  # a deployment took the last question away
    if said.press is not None and said.press[:2] != (draft.token, at.question.name):
        return Step(draft, OLD_BUTTON, fits=False)
    value = said.press[2] if said.press else _typed_button(at, draft, said)
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
    if value in (BACK, MORE, SKIP) and value in (id for part in _visible(at, draft) for id, _says in part):
        if value == BACK:
            return _back(at, draft)
        return draft.view._replace(page=draft.view.page + 1) if value == MORE else None
    changed = (old for old in _listed(at) if value == CHANGE + old.name and isinstance(at.question, Review))
    old = next(changed, None)
    return at.question.press(value, draft.view) if old is None else _change(draft, old)


def _change(draft: Draft, question: Question) -> Draft:
    answers = dict(draft.answers)
    answer = answers.pop(question.name)
    return Draft(draft.flow, draft.token, answers, _again(question, answer), (question.name, answer))


def _back(at: Standing[Any], draft: Draft) -> Draft:
    """From a search to all options, from the answers to the review, from a change to the old one; else a question."""
    answers, view = dict(draft.answers), FRONT
    if draft.view.search:
        return replace(draft, view=View(picked=draft.view.picked))
    if draft.changing is not None:
        answers[draft.changing[0]] = draft.changing[1]
    elif not (isinstance(at.question, Review) and draft.view.page):
        view = _again(at.path[-1], answers.pop(at.path[-1].name))
    return Draft(draft.flow, draft.token, answers, view)


def _again(question: Question, answer: Any) -> View:
    """The view of a question that was answered before: what was picked is still ticked."""
    return View(picked=tuple(answer or ())) if isinstance(question, Choice) and question.many else FRONT


def _listed(at: Standing[Any]) -> tuple[Question, ...]:
    return tuple(question for question in at.path if question.label is not None)


def _visible(at: Standing[Any], draft: Draft) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The options on this page and the controls under them."""
    question, view = at.question, draft.view
    assert question is not None
    many = isinstance(question, Choice) and question.many
    wanted = (
        (DONE, _("Done"), many and bool(view.picked)),
        (SKIP, _("Skip"), question.optional),
        (BACK, _("Back"), bool(at.path or draft.changing or view.search)),
        (CANCEL, _("Cancel"), True),
    )
    controls = tuple((value, says) for value, says, fits in wanted if fits)
    options, page = question.options(view), view.page
    if isinstance(question, Review) and page:
        options, page = tuple((CHANGE + old.name, old.label or "") for old in _listed(at)), page - 1
    room = BUTTONS - len(controls) - (many and not view.picked)  # "Done" moves no option to another page
    if len(options) <= room:
        return options, controls
    pages = -(-len(options) // (room - 1))  # rounded up
    start = page % pages * (room - 1)  # after the last page comes the first
    return options[start : start + room - 1], ((MORE, _("More")), *controls)


def _rows(at: Standing[Any], draft: Draft) -> Rows:
    assert at.question is not None
    stem = f"f:{draft.token}:{at.question.name}:"
    options, controls = (
        tuple(Button(says, stem + value, "primary" if value in (SEND, DONE) else "") for value, says in part)
        for part in _visible(at, draft)
    )
    narrow = all(len(said) <= WIDE for button in options for said in everywhere(button.label))
    return (*grid(options, 2 if narrow else 1), *grid(controls, 3 if len(controls) % 2 else 2))


def _summary(at: Standing[Any], draft: Draft) -> Says | None:
    if isinstance(at.question, Choice) and at.question.many:  # what was picked may stand on another page
        picked = [id for id, _says in at.question.choices if id in draft.view.picked]
        return TICKED.format(answer=at.question.shown(picked)) if picked else None
    if not isinstance(at.question, Review):
        return None
    told = ((q.label or "", q.shown(draft.answers[q.name])) for q in _listed(at))
    return lines(*(Msg("• {label}: {answer}").format(label=label, answer=answer) for label, answer in told))


def _typed_button(at: Standing[Any], draft: Draft, said: Said) -> str | None:
    """The button that typed words name: by its label in any language, or by its number."""
    words = said.words.strip() if said.media is None else ""
    options, controls = _visible(at, draft)
    buttons = (*options, *controls)
    if words.isdecimal() and len(words) <= 3 and not isinstance(at.question, Number | Text):
        value = buttons[int(words) - 1][0] if 0 < int(words) <= len(buttons) else None
        return None if value == CANCEL else value  # a slip of the finger must not throw the answers away
    return next((value for value, says in buttons if names(words, says)), None)
