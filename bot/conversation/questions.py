"""The questions that a flow may ask, and what fits each of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.domain.typed import Option, meant
from bot.errors import Refused
from bot.i18n import Msg, Text as Says, _, lines

FEW = 5  # numbers that are also offered as buttons
MORE, DONE, SEND = ">", "+", "send"  # what these buttons send; no id of an option is the same
TICKED = Msg("✓ {answer}")
NOT_AN_ANSWER = _("This does not fit here. Please choose one of the buttons.")
PLEASE_PRESS = _("That was not clear. Please press a button, or write its number or name.")
TOO_LONG = _("This is {length} characters long, and {limit} fit here. Please make it shorter.")


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
    also: tuple[Option, ...] = ()  # what else, typed, means an option: its id, and the words
    first: str | None = None  # the option that stands above the others
    many: bool = False
    refuse: Callable[[str], Says | None] = lambda chosen: None  # why an option cannot be taken

    def options(self, view: View) -> tuple[Option, ...]:
        found = sorted(self._meant(view.search) or self.choices, key=lambda option: option[0] != self.first)
        return tuple((id, TICKED.format(answer=says) if id in view.picked else says) for id, says in found)

    def press(self, value: str, view: View) -> Any:
        known = dict(self.choices)
        if self.many and value == DONE:
            return [id for id in view.picked if id in known] or super().press(value, view)
        if value not in known:
            raise Refused(NOT_AN_ANSWER)
        if self.many:
            others = tuple(id for id in view.picked if id != value)
            return view._replace(picked=others if value in view.picked else (*others, value))
        if (why := self.refuse(value)) is not None:
            raise Refused(why)
        return value

    def _meant(self, words: str) -> tuple[Option, ...]:
        named = {id for id, _says in meant(self.also, words)} if self.also else set()
        return meant(self.choices, words) or tuple(one for one in self.choices if one[0] in named)

    def hear(self, said: Said, view: View) -> Any:
        found = () if said.media else self._meant(said.words)
        if len(found) > 1:
            return View(search=said.words, picked=view.picked)
        return self.press(found[0][0], view) if found else super().hear(said, view)

    def value(self, stored: Any) -> Any:
        if stored is None and self.optional:
            return () if self.many else None
        chosen, known = stored if self.many else [stored], dict(self.choices)
        fits = isinstance(chosen, list) and all(isinstance(id, str) and id in known for id in chosen)
        if not fits or not chosen or (not self.many and self.refuse(stored) is not None):
            raise Refused(NOT_AN_ANSWER)
        return tuple(chosen) if self.many else stored

    def shown(self, stored: Any) -> Says:
        if stored is None:
            return super().shown(None)
        return lines(*(dict(self.choices)[id] for id in (stored if self.many else [stored])), separator=", ")


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Own words, at most `limit` characters; with `media` also a photo or a voice message (then a `Told`)."""

    limit: int = 1000
    media: tuple[str, ...] = ()
    words_alone: bool = True  # an answer may be words without media

    def hear(self, said: Said, view: View) -> Any:
        words = said.words.strip()
        if said.media is None and not self.words_alone:
            raise Refused(_("A photo is expected here. The paper clip beside the message field adds one."))
        if said.media is not None and said.media[0] not in self.media:
            raise Refused(_("This cannot be used here. Please write it in words."))
        if len(words) > self.limit:
            raise Refused(TOO_LONG.format(length=len(words), limit=self.limit))
        if not words and said.media is None:
            raise Refused(_("There are no words in this message. Please write a few."))
        return [words, said.media[1], said.media[0]] if said.media else words

    def value(self, stored: Any) -> Any:
        if super().value(stored) is None:
            return None
        match stored:
            case str() if self.words_alone:
                return Told(stored) if self.media else stored
            case [str(), int(), str(kind)] if kind in self.media:
                return Told(*stored)
        raise Refused(NOT_AN_ANSWER)

    def shown(self, stored: Any) -> Says:
        if not isinstance(stored, list):
            return super().shown(stored)
        return lines(_("a photo") if stored[2] == "photo" else _("a voice message"), stored[0] or None)


@dataclass(frozen=True, kw_only=True)
class Media(Text):
    """A photo (or what `media` names), with perhaps a caption; the answer is a `Told`."""

    media: tuple[str, ...] = ("photo",)
    words_alone: bool = False


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A whole number from `low` to `high`; a short range is also offered as buttons."""

    low: int = 0
    high: int = 100

    def options(self, view: View) -> tuple[Option, ...]:
        numbers = range(self.low, self.high + 1)
        return tuple((str(n), str(n)) for n in numbers) if len(numbers) <= FEW else ()

    def press(self, value: str, view: View) -> Any:
        if not value.isdecimal() or len(value) > 9 or not self.low <= int(value) <= self.high:
            raise Refused(_("A number from {low} to {high} is needed.").format(low=self.low, high=self.high))
        return int(value)

    def hear(self, said: Said, view: View) -> Any:
        return super().hear(said, view) if said.media else self.press(said.words.strip(), view)

    def value(self, stored: Any) -> Any:
        return stored if super().value(stored) is None else self.press(str(stored), View())


@dataclass(frozen=True, kw_only=True)
class Hour(Number):
    """A full hour of the day, one of `hours`: pressed, or written as 18 or 18:00."""

    hours: tuple[int, ...] = field(kw_only=False)

    def options(self, view: View) -> tuple[Option, ...]:
        return tuple((str(hour), f"{hour}:00") for hour in self.hours)

    def press(self, value: str, view: View) -> Any:
        written = value.strip().removesuffix(":00")
        if not written.isdecimal() or len(written) > 2 or int(written) not in self.hours:
            raise Refused(_("Please choose one of the hours shown here."))
        return int(written)

    def shown(self, stored: Any) -> Says:
        return f"{stored}:00"


@dataclass(frozen=True, kw_only=True)
class Review(Question):
    """All answers together, each with a way to change it, and the button that sends them."""

    name: str = field(default="review", kw_only=False)
    text: Says = field(default=_("Please look once more. Is everything right?"), kw_only=False)

    def options(self, view: View) -> tuple[Option, ...]:
        return ((SEND, _("Send")), (MORE, _("Change an answer")))

    def press(self, value: str, view: View) -> Any:
        return self.value(value)

    def value(self, stored: Any) -> Any:
        return super().value(stored if stored == SEND else None)
