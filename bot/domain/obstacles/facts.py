"""What is told of an obstacle: where, what was promised, what happened instead, and what helped; as short codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.i18n import Msg, _, ctx

Codes: TypeAlias = Mapping[str, Msg]  # code: what a button says, one to four words

OFFICES: Final[Codes] = {
    "cnap": _("Service centre (CNAP)"),
    "migration": _("Migration service"),
    "social": _("Social protection"),
    "pension": _("Pension fund"),
    "consulate": _("Embassy or consulate"),
    "recruitment": _("Recruitment centre (TCC)"),
    "hospital": _("Hospital or doctor"),
    "commission": _("Medical commission"),
    "council": _("Town or village council"),
    "court": _("Court"),
    "police": _("Police"),
    "border": _("Border"),
    "notary": _("Notary"),
    "translator": _("Translator"),
    "legal_aid": _("Legal aid centre"),
    "bank": _("Bank"),
    "tax": _("Tax office"),
    "school": _("School or kindergarten"),
    "shelter": _("Shelter, dormitory"),
    "charity": _("Charity"),
    "other": ctx("office", "Another office"),
}
PROMISED: Final[Codes] = {
    "document": _("A document"),
    "status": _("A certificate or status"),
    "payment": _("A payment"),
    "treatment": _("Treatment, medicine"),
    "lodging": _("A place to live"),
    "legal_help": _("Help of a lawyer"),
    "translation": _("Translation, notary"),
    "schooling": _("A place to study"),
    "travel": _("Travel, transport"),
    "work": _("Work, training"),
    "other": ctx("promise", "Something else"),
}
MONEY, PAPER = "money", "paper"  # these two are asked further
HAPPENED: Final[Codes] = {
    MONEY: _("They asked for money"),
    "refused": _("They refused"),
    PAPER: _("An impossible paper"),
    "elsewhere": _("Sent elsewhere"),
    "silence": _("No answer"),
    "queue": _("A long queue"),
    "badly": _("They treated me badly"),
    "other": ctx("happened", "Something else"),
}
WHEN: Final[Codes] = {
    "week": _("This week"),
    "month": _("This month"),
    "half_year": _("This half year"),
    "earlier": _("Earlier"),
}
HELPED: Final[Codes] = {
    "in_writing": _("Asking in writing"),
    "law": _("Naming the law"),
    "together": _("Going there together"),
    "lawyer": _("A lawyer"),
    "elsewhere": _("Another office"),
    "complaint": _("A complaint"),
    "again": _("Coming once more"),
    "nothing": _("Nothing yet"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What an obstacle is, in codes that tell nothing of a person; "" where it was not told."""

    region: str = ""  # code of an oblast or a country (bot/domain/places.py)
    office: str = ""
    promised: str = ""
    happened: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What one person tells of an obstacle."""

    facts: Facts = Facts()
    place: str = field(default="", repr=False)  # which office: its name, town or street
    detail: str = field(default="", repr=False)  # how much money, or which paper
    when: str = ""
    words: str = field(default="", repr=False)
    public: str = field(
        default="", repr=False
    )  # the sentence that may be told to everybody, letter by letter
    helped: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is told that somebody could act on."""
        return not (self.words or self.detail or self.facts.happened or self.facts.promised)


def called(codes: Codes, code: str) -> Msg | None:
    """Return what a code stands for; None when nothing was told, or a later version took it away."""
    return codes.get(code)


def what_helped(told: Sequence[Collection[str]]) -> dict[str, int]:
    """Return how many of those who told it each thing helped, the most first; "nothing yet" is no help."""
    counts = {code: sum(code in one for one in told) for code in HELPED if code != "nothing"}
    return dict(sorted(((c, n) for c, n in counts.items() if n), key=lambda one: -one[1]))
