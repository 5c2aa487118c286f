"""Conversations: a flow yields questions; its named answers are replayed, and the first that no longer fits is asked.

A flow is a plain generator (`Conversation`). The only state is its `Draft`: named answers, and how the question on
the screen is being looked at. Back, change-one-answer, resume, a new language and old buttons follow from replay.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from bot.errors import Refused
from bot.i18n import Msg, Text as Says, _, everywhere, lines, paragraphs
from bot.screens import Button, Rows, Screen, grid

T = TypeVar("T")
Option: TypeAlias = tuple[str, Says]  # (what is stored, what the button says)
BUTTONS = 8  # on one screen (DESIGN section 9)
WIDE = 14  # characters of a label that still fits beside another on a small phone
BACK, CANCEL, MORE, SKIP, DONE, SEND, CHANGE = "<", "x", ">", "-", "+", "send", "?"


class Said(NamedTuple):
    """What a person did: pressed `(token, question, value)`, wrote words, or sent media `(kind, id)`."""

    press: tuple[str, str, str] | None = None
    words: str = ""
    media: tuple[str, int] | None = None


class Told(NamedTuple):
    """An answer in a person's own words, with perhaps a photo or a voice message."""

    words: str
    media: int | None = None
    kind: str = ""


class View(NamedTuple):
    """How the question on the screen is being looked at: page, search, what is picked so far."""

    page: int = 0
    search: str = ""
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question; subclasses say what fits it. `label` names its answer on the review; without one it is not listed."""

    name: str = field(kw_only=False)
    text: Says = field(kw_only=False)
    label: Says | None = None
    optional: bool = False

    def options(self, view: View) -> tuple[Option, ...]:
        """All buttons of the question itself."""
        return ()

    def press(self, value: str, view: View) -> Any:
        """Return the answer that a press means, or a new View; raise Refused."""
        raise Refused(NOT_AN_ANSWER)

    def hear(self, said: Said, view: View) -> Any:
        """Return the answer (JSON) that words or media mean, or a new View; raise Refused."""
        raise Refused(PLEASE_PRESS)

    def value(self, stored: Any) -> Any:
        """Return what the flow receives for a stored answer; raise Refused when it no longer fits."""
        if stored is None and not self.optional:
            raise Refused(NOT_AN_ANSWER)
        return stored

    def shown(self, stored: Any) -> Says:
        """Return the answer as the review shows it."""
        return _("skipped") if stored is None else str(stored)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several buttons, or several of them (`many`); the answer is an option's id, or a tuple of ids."""

    choices: tuple[Option, ...] = field(kw_only=False)
    first: str | None = None
    many: bool = False
    refuse: Callable[[str], Says | None] = lambda chosen: None

    def options(self, view: View) -> tuple[Option, ...]:
        found = [option for option in self.choices if not view.search or _resembles(option[1], view.search)]
        found.sort(key=lambda option: option[0] != self.first)
        return tuple((id, _picked(says) if id in view.picked else says) for id, says in found)

    def press(self, value: str, view: View) -> Any:
        if self.many and value == DONE and view.picked:
            return list(view.picked)
        if value not in dict(self.choices):
            raise Refused(PICK_ONE if self.many and value == DONE else NOT_AN_ANSWER)
        if self.many:
            kept = tuple(id for id in view.picked if id != value)
            return view._replace(picked=kept if value in view.picked else (*kept, value))
        if (why := self.refuse(value)) is not None:
            raise Refused(why)
        return value

    def hear(self, said: Said, view: View) -> Any:
        found = [id for id, says in self.choices if said.words and _resembles(says, said.words)]
        if not found:
            raise Refused(PLEASE_PRESS)
        return self.press(found[0], view) if len(found) == 1 else View(0, said.words, view.picked)

    def value(self, stored: Any) -> Any:
        if stored is None and self.optional:
            return () if self.many else None
        known = dict(self.choices)
        chosen = stored if isinstance(stored, list) else [stored]
        if isinstance(stored, list) != self.many or not all(isinstance(id, str) and id in known for id in chosen):
            raise Refused(NOT_AN_ANSWER)
        return tuple(chosen) if self.many else stored

    def shown(self, stored: Any) -> Says:
        known = dict(self.choices)
        chosen = stored if isinstance(stored, list) else [stored]
        return super().shown(None) if stored is None else lines(*(known[id] for id in chosen), separator=", ")


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Own words, at most `limit` characters; with `media` also a photo or a voice message (then a `Told`)."""

    limit: int = 1000
    media: tuple[str, ...] = ()

    def hear(self, said: Said, view: View) -> Any:
        if said.media is not None and said.media[0] not in self.media:
            raise Refused(_("This cannot be used here. Please write it in words."))
        words = said.words.strip()
        if len(words) > self.limit:
            too_long = _("This is {length} characters long, and {limit} fit here. Please make it shorter.")
            raise Refused(too_long.format(length=len(words), limit=self.limit))
        if not words and said.media is None:
            raise Refused(_("There are no words in this message. Please write a few."))
        return [words, said.media[1], said.media[0]] if said.media else words

    def value(self, stored: Any) -> Any:
        super().value(stored)
        if not self.media or stored is None:
            return stored
        return Told(*stored) if isinstance(stored, list) else Told(stored)

    def shown(self, stored: Any) -> Says:
        if not isinstance(stored, list):
            return super().shown(stored)
        return lines(_("a photo") if stored[2] == "photo" else _("a voice message"), stored[0] or None)


@dataclass(frozen=True, kw_only=True)
class Media(Text):
    """A photo (or what `media` names), with perhaps a caption; the answer is a `Told`."""

    media: tuple[str, ...] = ("photo",)

    def hear(self, said: Said, view: View) -> Any:
        if said.media is None:
            raise Refused(_("A photo is expected here. The paper clip beside the message field adds one."))
        return super().hear(said, view)


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A whole number from `low` to `high`; a short range is also offered as buttons."""

    low: int = 0
    high: int = 100

    def options(self, view: View) -> tuple[Option, ...]:
        numbers = range(self.low, self.high + 1)
        return tuple((str(n), str(n)) for n in numbers) if len(numbers) <= BUTTONS - 3 else ()

    def press(self, value: str, view: View) -> Any:
        if not value.isdecimal() or len(value) > 9 or not self.low <= int(value) <= self.high:
            raise Refused(_("A number from {low} to {high} is needed.").format(low=self.low, high=self.high))
        return int(value)

    def hear(self, said: Said, view: View) -> Any:
        return self.press(said.words.strip(), view)

    def value(self, stored: Any) -> Any:
        return self.press(str(super().value(stored)), View())


@dataclass(frozen=True, kw_only=True)
class Review(Question):
    """All answers together, each with a way to change it, and the button that sends them."""

    name: str = field(default="review", kw_only=False)
    text: Says = field(default=_("Please look once more. Is everything right?"), kw_only=False)
    send: Says = _("Send")

    def options(self, view: View) -> tuple[Option, ...]:
        return ((SEND, self.send), (MORE, _("Change an answer")))

    def press(self, value: str, view: View) -> Any:
        return value if value == SEND else super().press(value, view)


Conversation: TypeAlias = Generator[Question, Any, T]


@dataclass(frozen=True)
class Draft:
    """An unfinished conversation: which flow, its answers by name, and the view of the current question."""

    flow: str
    token: str  # buttons of other drafts are recognised as old by it
    answers: Mapping[str, Any] = field(default_factory=dict)
    view: View = View()
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
    standing = replay(begin(), draft.answers)
    question = standing.question
    if question is None:
        return Step(draft, result=standing.result)
    if said.press is not None and said.press[:2] != (draft.token, question.name):
        return Step(draft, OLD_BUTTON, fits=False)
    value = said.press[2] if said.press else _typed_button(standing, draft, said.words)
    try:
        answer = question.hear(said, draft.view) if value is None else _press(standing, draft, value)
    except Refused as unfit:
        return Step(draft, unfit.text, fits=False)
    if answer is None and value == CANCEL:
        return Step(None)
    if isinstance(answer, Draft):
        return Step(answer)
    if isinstance(answer, View):
        return Step(replace(draft, view=answer))
    after = replace(draft, answers={**draft.answers, question.name: answer}, view=View(), changing=None)
    note = Msg("✓ {answer}").format(answer=question.shown(answer)) if value is not None else None
    return Step(after, note, replay(begin(), after.answers).result)


def ask(begin: Callable[[], Conversation[Any]], draft: Draft, note: Says | None = None) -> Screen:
    """Return the screen of the question that the draft stands at."""
    standing = replay(begin(), draft.answers)
    if standing.question is None:
        raise ValueError("the conversation is complete")
    text = paragraphs(note, standing.question.text, _summary(standing, draft))
    return Screen(text, _rows(standing, draft), passing=True)


def _press(standing: Standing[Any], draft: Draft, value: str) -> Any:
    question, view = standing.question, draft.view
    assert question is not None
    if value == CANCEL:
        return None
    if value == BACK and _way_back(standing, draft):
        return _back(standing, draft)
    if value == MORE:
        return view._replace(page=view.page + 1)
    if value == SKIP and question.optional:
        return None
    if isinstance(question, Review) and value.startswith(CHANGE):
        name = value.removeprefix(CHANGE)
        if name not in draft.answers:
            raise Refused(NOT_AN_ANSWER)
        rest = {key: answer for key, answer in draft.answers.items() if key != name}
        return replace(draft, answers=rest, view=View(), changing=(name, draft.answers[name]))
    return question.press(value, view)


def _back(standing: Standing[Any], draft: Draft) -> Draft:
    if isinstance(standing.question, Review) and draft.view.page:
        return replace(draft, view=View())
    if draft.changing is not None:
        name, answer = draft.changing
        return replace(draft, answers={**draft.answers, name: answer}, view=View(), changing=None)
    last = standing.path[-1].name
    return replace(draft, answers={k: v for k, v in draft.answers.items() if k != last}, view=View())


def _way_back(standing: Standing[Any], draft: Draft) -> bool:
    return bool(standing.path or draft.changing)


def _visible(standing: Standing[Any], draft: Draft) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The options on this page and the controls under them: (stored value, label) each."""
    question, view = standing.question, draft.view
    assert question is not None
    controls: list[Option] = []
    if isinstance(question, Choice) and question.many and view.picked:
        controls.append((DONE, _("Done")))
    if question.optional:
        controls.append((SKIP, _("Skip")))
    if _way_back(standing, draft):
        controls.append((BACK, _("Back")))
    controls.append((CANCEL, _("Cancel")))
    if isinstance(question, Review) and view.page:
        changeable = tuple((CHANGE + q.name, q.label) for q in standing.path if q.label is not None)
        return changeable, tuple(controls)
    options = question.options(view)
    room = BUTTONS - len(controls)
    if len(options) <= room:
        return options, tuple(controls)
    pages = -(-len(options) // (room - 1))
    start = view.page % pages * (room - 1)
    return options[start : start + room - 1], ((MORE, _("More")), *controls)


def _rows(standing: Standing[Any], draft: Draft) -> Rows:
    assert standing.question is not None
    stem = f"f:{draft.token}:{standing.question.name}:"
    options, controls = (
        tuple(Button(says, stem + value, "primary" if value in (SEND, DONE) else "") for value, says in part)
        for part in _visible(standing, draft)
    )
    narrow = all(len(said) <= WIDE for button in options for said in everywhere(button.label))
    return (*grid(options, 2 if narrow else 1), *grid(controls, 4))


def _summary(standing: Standing[Any], draft: Draft) -> Says | None:
    if not isinstance(standing.question, Review):
        return None
    told = [(question, draft.answers[question.name]) for question in standing.path if question.label is not None]
    rows = (Msg("• {label}: {answer}").format(label=q.label or "", answer=q.shown(stored)) for q, stored in told)
    return lines(*rows)


def _typed_button(standing: Standing[Any], draft: Draft, words: str) -> str | None:
    """The button that typed words name: by its label in any language, or by its number among the options."""
    said = words.strip().casefold()
    options, controls = _visible(standing, draft)
    if said.isdecimal() and len(said) <= 3 and not isinstance(standing.question, Number):
        return options[int(said) - 1][0] if 0 < int(said) <= len(options) else None
    named = (value for value, says in (*options, *controls) if said in map(str.casefold, everywhere(says)))
    return next(named, None)


def _resembles(says: Says, words: str) -> bool:
    start = words.strip().casefold()
    return bool(start) and any(start in said.casefold() for said in everywhere(says))


def _picked(says: Says) -> Says:
    return Msg("✓ {answer}").format(answer=says)


NOT_AN_ANSWER = _("This does not fit here. Please choose one of the buttons.")
PLEASE_PRESS = _("That was not clear. Please press a button, or write its number or name.")
PICK_ONE = _("Please choose at least one.")
OLD_BUTTON = _("That button belongs to an earlier step. This is where you are now:")
