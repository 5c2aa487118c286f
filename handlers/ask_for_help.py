"""Asking for help: what, where, how soon, from whom; then a request that looks for a helper."""

from typing import NamedTuple

from bot.conversation import Choice, Conversation, Option, Review, Text, Told
from bot.domain import catalogue, places, times
from bot.domain.catalogue import NEEDS, Subneed
from bot.domain.matching import Ask
from bot.domain.obstacles.facts import Facts, Story
from bot.i18n import _, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import distress, new_cases, numbers, swindles, where
from handlers.base import Begin, Command, Flow, Reply, Turn
from handlers.moderators import alerts
from handlers.obstacles import beside, cards
from handlers.talk.words import NAMES
from storage import groups, requests, taken_back
from storage.cards import Card
from storage.database import Session
from storage.groups import Group
from storage.persons import Person

MEETINGS: tuple[Option, ...] = (("afar", _("From afar: chat")), ("person", _("In person")))
URGENCIES: tuple[Option, ...] = (("now", _("Now")), ("today", _("Today")), ("normal", _("No hurry")))
WANTS: tuple[Option, ...] = (("any", _("No preference")), ("woman", _("A woman")), ("man", _("A man")))
TRAVELS: tuple[Option, ...] = (("yes", _("Yes, I can")), ("no", _("No, please come to me")))
VOICES: tuple[Option, ...] = (("keep", _("Send the voice")), ("drop", _("Leave the voice out")))

NEED = _("What do you need help with?")
# What people type in place of a need: what it is about exactly, and a few words of their own.
NAMED: tuple[Option, ...] = (
    *((need.id, kind.short) for need in NEEDS for kind in need.subneeds),
    ("legal", _("lawyer, advocate")),
    ("family", _("son, daughter, brother, sister, husband, wife, missing")),
)
SUBNEED = _("What exactly?")
REGION = _("Where is help needed? Choose a region or country, or type its first letters.")
MEETING = _("In person, or from afar?")
TRAVEL = _("If there is nobody in this region: could you come to a neighbouring one?")
URGENCY = _("How soon?")
WHEN = _("When does it suit you? Several are fine. Without an answer, any time.")
WHO = _("Who may help you?")
WOMAN_FIRST = _("Who may help you? Here only a woman would be asked, unless you choose otherwise.")
WORDS = _(
    "Tell it in your own words, if you like. A photo or a voice message is fine too. "
    "Leave out full names, addresses and numbers of documents: a helper does not need them yet."
)
GROUP = _("On behalf of which group? Its helpers are asked first.")
VOICE = _("A voice can be recognised by those who know it. Send it to the helper all the same?")

SHOWS = _(
    "It shows: {what}. Everybody who is asked reads it, also who does not take the request. "
    "To begin with, nobody needs it."
)

READ_FIRST = _(
    "A moderator reads it first, to be careful. Moderators answer from 9 to 21, Kyiv time. "
    "You will hear from us here."
)
# What happens next, and when (bot/domain/cadence.py), by urgency.
NEXT = {
    "now": _(
        "We are asking one or two helpers at the same time, without telling who you are. "
        "If nobody has answered in 15 minutes, you will hear it from us, and a moderator will look."
    ),
    "today": _(
        "We are asking helpers one after another, without telling who you are. "
        "If nobody has answered in 2 hours, you will hear it from us, and a moderator will look."
    ),
    "normal": _(
        "We are asking helpers one after another, without telling who you are. "
        "If nobody has answered in a day, you will hear it from us, and a moderator will look."
    ),
}
# Needs that an office answers: there, what is free on paper may be refused at the counter.
AT_AN_OFFICE = ("documents", "money", "legal")
OFFICE_REFUSED = _(
    "If an office has refused you or wants money, tell it too: /obstacle. Others may know a way."
)


class NewRequest(NamedTuple):
    """What is asked, on behalf of which group (its id; 0: of none), and whether no sign of danger was seen lately."""

    ask: Ask
    group: int
    calm: bool = True


class Asking(NamedTuple):
    """The groups that the person may ask on behalf of, and whether no sign of danger was seen lately."""

    own: tuple[Group, ...] = ()
    calm: bool = True


async def load(turn: Turn) -> Asking:
    """Return what is to be known before the first question."""
    own = await groups.mine(turn.session, turn.person.id)
    return Asking(tuple(own), not distress.seen_lately(turn))


def talk(person: Person, asking: Asking) -> Conversation[NewRequest]:
    """Ask what a helper needs to know, and nothing else; every answer can be changed before it is sent."""
    need = yield Choice("need", NEED, tuple((n.id, n.label) for n in NEEDS), also=NAMED, label=_("Need"))
    kinds = tuple((s.id, s.short) for s in catalogue.need(need).subneeds)
    subneed = yield Choice("subneed", SUBNEED, kinds, label=_("Exactly"))
    kind = catalogue.subneed(subneed)
    if kind.route is not None:  # danger: the numbers come before any further question
        yield Choice("numbers", numbers.for_need(kind, person), (("on", _("Go on with the request")),))
    region, met, stays = yield from _where(person)
    urgency = yield Choice("urgency", URGENCY, URGENCIES, first=kind.urgency, label=_("How soon"))
    when: tuple[str, ...] = ()
    if urgency != "now":
        when = yield Choice("times", WHEN, times.OPTIONS, label=_("When"), many=True, optional=True)
    wants = yield _who(kind)
    own, group = asking.own, groups.main(person.profile.group, asking.own)
    if len(own) > 1 and not person.profile.in_danger:  # there, no groups are shown
        group = int((yield _which_group(own, group)))
    words, media, medium = yield from _in_own_words()
    yield Review()
    ask = Ask(need, subneed, region, met, urgency, wants, words, media, medium, stays, when)
    return NewRequest(ask, group, asking.calm)


def _where(person: Person) -> Conversation[tuple[str, bool, bool]]:
    """Ask for the place, whether they would meet there, and whether the person stays put."""
    if person.profile.in_danger:  # there, no place is asked and nobody is met
        return "", False, False
    nearby, first = where.regions_near(person), person.profile.region
    region = yield Choice("region", REGION, nearby, first=first, label=_("Where"), optional=True)
    if not region or (yield Choice("meeting", MEETING, MEETINGS, label=_("How"))) != "person":
        return region or "", False, False
    travel = "yes"
    if places.neighbours(region):
        travel = yield Choice("travel", TRAVEL, TRAVELS, label=_("Travel"), optional=True)
    return region, True, travel == "no"


def _in_own_words() -> Conversation[Told]:
    """Ask for words, a photo or a voice; a voice goes along only after the warning."""
    told = yield Text("words", WORDS, label=_("In your words"), optional=True, media=("photo", "voice"))
    told = told or Told("")
    words = yield from swindles.meant(told.words)
    told = told._replace(words=(yield from _shown_to_all(words)))
    if told.kind == "voice" and (yield Choice("voice", VOICE, VOICES, label=_("Voice"))) == "drop":
        return Told(told.words)
    return told


def _shown_to_all(words: str) -> Conversation[str]:
    """Ask once before a number, a name or a home goes to everybody who is asked; return the words, or ""."""
    kinds = swindles.shown_in(words)
    if not kinds:
        return words
    what = lines(*(NAMES[kind] for kind in kinds), separator=", ")
    return (yield from swindles.asked_about("shows", words, SHOWS.format(what=what)))


def _who(kind: Subneed) -> Choice:
    text = WOMAN_FIRST if kind.women_only else WHO
    first = "woman" if kind.women_only or kind.women_offer else "any"
    return Choice("who", text, WANTS, first=first, label=_("Who may help"))


def _which_group(own: tuple[Group, ...], main: int) -> Choice:
    choices: tuple[Option, ...] = (*((str(group.id), group.name) for group in own), ("0", _("No group")))
    return Choice("group", GROUP, choices, first=str(main), label=_("Group"))


async def may_send(turn: Turn, _new: NewRequest) -> None:
    """Count the request; refuse it when there were many of late."""
    new_cases.count(turn, "request")


async def finish(session: Session, person: Person, new: NewRequest) -> Screen:
    """Keep the request; tell its number and what happens next, and when."""
    ask, group = new.ask, await groups.kept_open(session, new.group) if new.group else None
    kind = catalogue.subneed(ask.subneed)
    held = person.profile.in_danger or catalogue.moderator_first(kind, ask.region or None)
    of = 0 if group is None else group.id
    number = await requests.add(session, person.id, person.language, of, ask, held)
    await taken_back.look_again(session, person.id)  # its region may tell of danger
    request = await requests.by_number(session, number)
    assert request is not None
    if held:
        await alerts.request_held(session, request)
    card = await _what_helped(session, new) if not held and kind.route is None else None
    text = paragraphs(
        _("Thank you. Your request has the number {number}.").format(number=number),
        READ_FIRST if held else NEXT[ask.urgency],
        numbers.beside(kind, person),
        OFFICE_REFUSED if ask.need in AT_AN_OFFICE and card is None else None,
        beside.ALIKE if card is not None else None,
    )
    helped = cards.button(card) if card is not None else None
    mine = action_button(_("My request"), "request", request.id)
    return Screen(text, stacked(helped, mine, command_button(_("Menu"), "menu")))


async def _what_helped(session: Session, new: NewRequest) -> Card | None:
    """Find what helped others, once the request is on its way; in danger nobody is sent to read."""
    story = Story(Facts(region=new.ask.region), words=new.ask.words)
    return await beside.likely(session, story) if new.calm else None


async def begin(turn: Turn) -> Reply:
    """Begin, or go on with a draft; after many requests, say when the next one can come."""
    return await new_cases.no_room(turn, "request") or Begin(FLOW.name)


FLOW = Flow("ask_for_help", talk, finish, load, may_send, bare=Asking())
COMMANDS = (Command("ask", _("ask for help|help me"), _("Ask for help"), begin),)
