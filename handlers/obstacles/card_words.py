"""What a card says: steps, what they may not demand, for how many it worked and when; in the reader's language."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain import places
from bot.domain.obstacles import cards as rules
from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import OFFICES, Facts, called
from bot.i18n import LANGUAGES, Text, When, _, lines, paragraphs, plural
from storage.card_marks import Marks
from storage.cards import Card

OLD = _(
    "For half a year nobody has confirmed it. It may be otherwise by now: please ask before you go there."
)


def written(card: Card, content: Content) -> Text:
    """Return what somebody wrote on the card."""
    steps = (f"{number}. {step}" for number, step in enumerate(content.steps, 1))
    refusals = (f"• {line}" for line in content.refusals)
    return paragraphs(
        lines(title(card, content), _("For: {where}").format(where=where(card.facts))),
        lines(*steps),
        lines(_("They may not demand:"), *refusals) if content.refusals else None,
        _("More about it: {link}").format(link=content.source) if content.source else None,
    )


def title(card: Card, content: Content) -> Text:
    """Return the number and the title."""
    return _("Card {n}: {title}").format(n=card.number, title=content.title)


def where(facts: Facts) -> Text:
    """Say for which office and place a card holds."""
    office, region = called(OFFICES, facts.office), facts.region
    place = places.name(region) if places.is_place(region) else _("anywhere")
    return lines(office, place, separator=", ")


def standing(card: Card, marks: Marks, zone: str, now: datetime) -> Text:
    """Say for how many it worked and when, for how many not, and when that is long ago."""
    since = marks.confirmed_at or card.created_at
    date = When(since, zone, "d MMMM y")
    worked = plural(
        "It worked for {n} person. Last confirmed on {date}.",
        "It worked for {n} people. Last confirmed on {date}.",
        marks.worked,
    ).format(n=marks.worked, date=date)
    otherwise = plural(
        "It went otherwise for {n} person.", "It went otherwise for {n} people.", marks.otherwise
    )
    return lines(
        worked
        if marks.worked
        else _("Written on {date}. Nobody has said yet how it went.").format(date=date),
        otherwise if marks.otherwise else None,
        OLD if rules.stale(since, now) else None,
    )


def in_language(texts: Mapping[str, Content], language: str) -> tuple[str, Content]:
    """Return the text in this language, or else the first there is, with its language."""
    found = next(code for code in (language, *LANGUAGES) if code in texts)
    return found, texts[found]
