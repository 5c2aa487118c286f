"""A flow with every kind of question, and a traveller who answers it."""

from dataclasses import asdict
from typing import Any, NamedTuple

from bot.conversation import (
    Choice,
    Conversation,
    Draft,
    Media,
    Number,
    Option,
    Review,
    Said,
    Step,
    Text,
    Told,
    ask,
    replay,
    step,
)
from bot.i18n import Label, Language, Text as Says, translate
from bot.screens import Screen

WAYS: tuple[Option, ...] = (
    ("train", Label("Потяг", "Поезд", "Train")),
    ("bus", Label("Автобус", "Автобус", "Bus")),
    ("foot", Label("Пішки", "Пешком", "On foot")),
)
SEATS: tuple[Option, ...] = (
    ("soft", Label("М’який", "Мягкий", "Soft")),
    ("hard", Label("Твердий", "Жёсткий", "Hard")),
)
TOWNS: tuple[Option, ...] = tuple(
    (en.lower(), Label(uk, ru, en))
    for uk, ru, en in (
        ("Київ", "Киев", "Kyiv"),
        ("Київська область", "Киевская область", "Kyiv Oblast"),
        ("Одеса", "Одесса", "Odesa"),
        ("Львів", "Львов", "Lviv"),
        ("Харків", "Харьков", "Kharkiv"),
        ("Херсон", "Херсон", "Kherson"),
        ("Суми", "Сумы", "Sumy"),
        ("Рівне", "Ровно", "Rivne"),
        ("Луцьк", "Луцк", "Lutsk"),
        ("Полтава", "Полтава", "Poltava"),
        ("Чернігів", "Чернигов", "Chernihiv"),
        ("Черкаси", "Черкассы", "Cherkasy"),
    )
)
NOT_ON_FOOT = Label("Пішки задалеко.", "Пешком слишком далеко.", "Too far to walk.")


class Trip(NamedTuple):
    """What the flow is after."""

    way: str
    seat: str | None
    towns: tuple[str, ...]
    stop: str | None
    bags: int
    note: Told | None
    ticket: Told


def _too_far(way: str) -> Says | None:
    return NOT_ON_FOOT if way == "foot" else None


def talk() -> Conversation[Trip]:
    """A single choice, one that depends on it, several, a search, a number, words, a picture, the review."""
    way = yield Choice("way", "Way?", WAYS, label="Way", refuse=_too_far)
    seat = (yield Choice("seat", "Seat?", SEATS, label="Seat")) if way == "train" else None
    towns = yield Choice("towns", "Towns?", TOWNS, label="Towns", many=True)
    stop = yield Choice("stop", "Stop?", TOWNS, label="Stop", first="lviv", optional=True)
    bags = yield Number("bags", "Bags?", low=1, high=3, label="Bags")
    note = yield Text("note", "A note?", label="Note", limit=40, optional=True, media=("photo", "voice"))
    ticket = yield Media("ticket", "The ticket?", label="Ticket")
    yield Review()
    return Trip(way, seat, towns, stop, bags, note, ticket)


ANSWERS: dict[str, Any] = {
    "way": "train",
    "seat": "soft",
    "towns": ["odesa", "lviv"],
    "stop": None,
    "bags": 2,
    "note": "early",
    "ticket": ["", 7, "photo"],
}


class Traveller:
    """Somebody on the way through a flow; `name` is the question they stand at."""

    def __init__(self, upto: str = "way", begin: Any = talk, answers: dict[str, Any] | None = None) -> None:
        self.begin = begin
        self.draft = Draft("trip", "abc", before(upto) if answers is None else answers)
        self.done: Step[Any] = Step(self.draft)

    @property
    def name(self) -> str:
        question = replay(self.begin(), self.draft.answers).question
        return question.name if question is not None else ""

    @property
    def screen(self) -> Screen:
        return ask(self.begin, self.draft, self.done.note)

    @property
    def values(self) -> list[str]:
        """What the buttons of the screen send."""
        return [button.data.split(":", 3)[3] for row in self.screen.rows for button in row]

    def labels(self, language: Language = "en") -> list[str]:
        return [translate(button.label, language) for row in self.screen.rows for button in row]

    def text(self, language: Language = "en") -> str:
        return translate(self.screen.text, language)

    @property
    def note(self) -> str:
        return translate(self.done.note, "en") if self.done.note is not None else ""

    def does(self, said: Said) -> Step[Any]:
        self.done = step(self.begin, self.draft, said)
        if self.done.draft is not None:
            self.draft = self.done.draft
        return self.done

    def presses(self, *values: str) -> Step[Any]:
        """Press buttons of the question on the screen, whether they are there or not."""
        for value in values:
            self.does(Said(press=(self.draft.token, self.name, value)))
        return self.done

    def says(self, words: str) -> Step[Any]:
        return self.does(Said(words=words))

    def sends(self, kind: str, id: int = 7, caption: str = "") -> Step[Any]:
        return self.does(Said(words=caption, media=(kind, id)))

    def leaves_unchanged(self, said: Said) -> bool:
        """Whether the event is refused: a note, and not a letter of the draft changed."""
        before = asdict(self.draft)
        done = self.does(said)
        return not done.fits and bool(self.note) and asdict(self.draft) == before


def before(name: str) -> dict[str, Any]:
    """The answers to all questions before that one."""
    names = [*ANSWERS, "review"]
    return {each: ANSWERS[each] for each in names[: names.index(name)]}
