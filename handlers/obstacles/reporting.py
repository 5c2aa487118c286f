"""Telling of an obstacle in four taps and a few words; then "is it one of these?", and a number."""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.conversation import Choice, Conversation, Media, Option, Review, Said, Text, Told, View
from bot.domain import identifiers
from bot.domain.obstacles.facts import HAPPENED, HELPED, MONEY, OFFICES, PAPER, PROMISED, WHEN, Codes
from bot.domain.obstacles.states import SOLVED
from bot.errors import Refused
from bot.i18n import Msg, When, _, paragraphs
from handlers import swindles, where
from handlers.base import Flow
from handlers.groups.showing import in_danger
from handlers.obstacles import filing
from handlers.obstacles.filing import NewReport
from handlers.obstacles.likely import Likely, load, story_of
from storage.persons import Person

NONE: Final = "none"  # of those that are shown
SHORT, SENTENCE_LIMIT, CAPTION = 100, 300, 300  # characters; three summaries fit one message of Telegram
NUMBER: Final = _("Number {n}")

REGION = _("Where did it happen? Choose a region or country, or type its first letters.")
OFFICE = _("At which office? Choose it, or type its first letters.")
PROMISE = _("What were you promised, or what should be free?")
INSTEAD = _("What happened instead?")
HOW_MUCH = _("How much were you asked to pay? For instance: 500 hryvnias.")
WHICH_PAPER = _("Which paper do they ask for?")
FURTHER: Final[Mapping[str, Msg]] = {MONEY: HOW_MUCH, PAPER: WHICH_PAPER}
WORDS = _(
    "Tell it in a few words, if you like. Only moderators can open them. "
    "Full names and numbers of documents are not needed."
)
NOTHING_YET = _("Nothing is told so far. A few words are enough, then others can recognise it.")
ENOUGH = _(
    "Is that all? You can also say which office it was and when, add a photo, or a sentence for everybody."
)
PLACE = _("Which office exactly: its name, town or street? Others will see it. No names of people, please.")
DATE = _("When was it?")
PHOTO = _(
    "A photo of the refusal, if there is one. Hidden data in it is removed. "
    "Names on it can be blacked out afterwards, under “My obstacle”."
)
PUBLIC = _("May others read a sentence of yours about it? Nobody learns whose it is.")
SENTENCE = _("In which words, exactly? A moderator reads the sentence before anybody else does.")
EXACTLY = _("It will be told exactly so, and nothing else:")
SHOWS_SOMEBODY = _("There is a phone, a link or a number in it that could name somebody. Without it, please.")
IS_IT_ONE = _("Is it one of these?")
WHAT_HELPED = _("What has helped you with it? Others will see how many it helped.")
AFTERWARDS = _("Number {n} counts as solved since {date}. Did it happen to you after that?")
ENOUGH_OR_MORE: tuple[Option, ...] = (("enough", _("That is all")), ("more", _("Add more")))
YES_NO: tuple[Option, ...] = (("yes", _("Yes")), ("no", _("No")))
EXACTLY_SO: tuple[Option, ...] = (("yes", _("Yes, exactly so")), ("no", _("Do not tell it")))


class Sentence(Text):
    """Words that everybody may read: nothing in them may name somebody, ask for money, or be a command."""

    def hear(self, said: Said, view: View) -> Any:
        heard = super().hear(said, view)
        if identifiers.find(said.words):
            raise Refused(SHOWS_SOMEBODY)
        return identifiers.untappable(heard) if isinstance(heard, str) else heard


def talk(person: Person, likely: tuple[Likely, ...]) -> Conversation[NewReport]:
    """Ask what was promised and what happened; everything can be skipped, and changed before it is sent."""
    told: dict[str, Any] = {}
    hidden = in_danger(person)  # there, no places and no photos are kept
    if not hidden:
        told["region"] = yield _region(person)
    told["office"] = yield _one_of("office", OFFICE, OFFICES, _("Office"))
    told["promised"] = yield _one_of("promised", PROMISE, PROMISED, _("Promised"))
    told["happened"] = yield _one_of("happened", INSTEAD, HAPPENED, _("Instead"))
    if told["happened"] in FURTHER:
        asked = FURTHER[told["happened"]]
        told["detail"] = yield Text("detail", asked, label=_("Exactly"), optional=True, limit=SHORT)
    empty = story_of(told).empty
    words = NOTHING_YET if empty else WORDS
    told["words"] = yield Text("words", words, label=_("In your words"), optional=not empty)
    photo: Told | None = None
    if (yield Choice("more", ENOUGH, ENOUGH_OR_MORE)) == "more":
        photo = yield from _more(told, hidden)
    same, helped, afterwards = yield from _one_of_these(person, likely)
    yield Review()
    story = replace(story_of(told), helped=helped)
    if photo is not None and photo.words:  # what was written under it
        story = replace(story, words=f"{story.words}\n{photo.words}".strip())
    return NewReport(story, photo.media if photo is not None else None, same, afterwards)


def _more(told: dict[str, Any], hidden: bool) -> Conversation[Told | None]:
    """Ask for what not everybody wants to tell: which office, when, a photo, a sentence for everybody."""
    photo = None
    if not hidden:
        told["place"] = yield Sentence("place", PLACE, label=_("Which office"), optional=True, limit=SHORT)
    told["when"] = yield _one_of("when", DATE, WHEN, _("When it was"))
    if not hidden:
        photo = yield Media("photo", PHOTO, label=_("Photo"), optional=True, limit=CAPTION)
    if (yield Choice("public", PUBLIC, YES_NO, label=_("A sentence for all"), optional=True)) == "yes":
        sentence = yield Sentence(
            "sentence", SENTENCE, label=_("The sentence"), optional=True, limit=SENTENCE_LIMIT
        )
        told["sentence"], told["exactly"] = sentence, (yield _exactly(sentence)) if sentence else None
    return photo


def _exactly(sentence: str) -> Choice:
    """Ask about the very words; another sentence is another question, so that no yes goes over to it."""
    name = f"exactly-{zlib.crc32(sentence.encode('utf-8', 'surrogatepass')):08x}"
    told = paragraphs(EXACTLY, f"«{sentence}»", swindles.like((sentence,)))
    return Choice(name, told, EXACTLY_SO, label=_("Tell it so"))


def _one_of_these(
    person: Person, likely: tuple[Likely, ...]
) -> Conversation[tuple[int, tuple[str, ...], bool]]:
    """Offer what is known and alike; nothing is ever merged without this question."""
    if not likely:
        return 0, (), False
    by_id = {str(one.obstacle.id): one for one in likely}
    named = tuple((id, NUMBER.format(n=one.obstacle.number)) for id, one in by_id.items())
    chosen = yield Choice(
        "same",
        paragraphs(IS_IT_ONE, *(one.summary for one in likely)),
        (*named, (NONE, _("None of these"))),
        label=_("Known as"),
        refuse=lambda id: by_id[id].refusal if id in by_id else None,
    )
    if chosen == NONE:
        return 0, (), False
    obstacle = by_id[chosen].obstacle
    helped = yield Choice(
        "helped", WHAT_HELPED, tuple(HELPED.items()), label=_("Helped"), many=True, optional=True
    )
    afterwards = "no"
    if obstacle.status == SOLVED:
        date = When(obstacle.changed_at, where.zone_of(person), "d MMMM")
        text = AFTERWARDS.format(n=obstacle.number, date=date)
        afterwards = yield Choice("afterwards", text, YES_NO, label=_("After that"), optional=True)
    return obstacle.id, helped, afterwards == "yes"


def _region(person: Person) -> Choice:
    nearby, first = where.regions_near(person), person.profile.region
    return Choice("region", REGION, nearby, first=first, label=_("Where"), optional=True)


def _one_of(name: str, text: Msg, codes: Codes, label: Msg) -> Choice:
    return Choice(name, text, tuple(codes.items()), label=label, optional=True)


FLOW = Flow("report_obstacle", talk, filing.finish, load, filing.may_send, bare=())
