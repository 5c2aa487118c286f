"""Volunteering: what, where and how much; two screens on talking, three questions; then a moderator approves."""

from typing import NamedTuple

from bot.conversation import Choice, Conversation, Number, Option, Review
from bot.domain import cadence, places, times
from bot.domain.catalogue import NEEDS
from bot.domain.matching import Skills
from bot.i18n import LANGUAGES, Text as Says, _, paragraphs
from bot.screens import Screen, command_button
from handlers import new_cases, where
from handlers.base import Begin, Command, Flow, Reply, Turn
from handlers.helping import page
from handlers.language import NAMES
from handlers.moderators import alerts
from storage import helpers, requests
from storage.database import Session
from storage.persons import Person

MEETINGS: tuple[Option, ...] = (("afar", _("Only from afar")), ("person", _("In person too")))
TRAVELS: tuple[Option, ...] = (("yes", _("Yes, I can")), ("no", _("No, only these places")))
NIGHTS: tuple[Option, ...] = (("yes", _("Yes, wake me")), ("no", _("No, only by day")))
GENDERS: tuple[Option, ...] = (
    ("woman", _("I am a woman")),
    ("man", _("I am a man")),
    ("unsaid", _("I would rather not say")),
)
GO_ON: tuple[Option, ...] = (("on", _("Go on")),)

SAY = _(
    "How to talk, 1 of 2.\n\n"
    "• Ask what is needed first, and begin with that.\n"
    "• Give back control: “would you like”, “it can wait”, “we can stop here”.\n"
    "• Short and concrete. One question at a time.\n"
    "• Promise only what is in your hands. “I do not know, I will ask” is a good answer.\n"
    "• If it is too much for you, press “End” or “Report”. That is fine."
)
NEVER = _(
    "How to talk, 2 of 2. Please never ask:\n\n"
    "• about torture, violence, how captivity was;\n"
    "• why and for how long somebody was convicted;\n"
    "• about units, names of others, places and guards;\n"
    "• for documents, card numbers, codes, an address.\n\n"
    "And never money: no loans, no gifts, no private deals."
)
WHEN = _("When do you usually have time? Several are fine. Without an answer, any time.")
NIGHT = _("When somebody needs help now, at night: may we ask you then?")
TORTURE = _("1 of 3. A person says that captivity was hard. What do you say?")
MONEY = _("2 of 3. A person asks you to lend money until Friday. What do you do?")
DANGER = _("3 of 3. A person writes that they do not want to live. What comes first?")


class Offered(NamedTuple):
    """What a volunteer offers."""

    skills: Skills
    capacity: int


def talk(person: Person) -> Conversation[Offered]:
    """Ask what the matcher needs, then teach the three things that keep both sides safe."""
    needs = yield Choice(
        "needs", _("What can you help with? Several are fine."), _needs(), label=_("Help"), many=True
    )
    languages = yield Choice(
        "languages", _("In which languages can you talk?"), _languages(), label=_("Languages"), many=True
    )
    meeting, regions, travel = yield from _where(person)
    when = yield Choice("times", WHEN, times.OPTIONS, label=_("When"), many=True, optional=True)
    night = yield Choice("night", NIGHT, NIGHTS, label=_("At night"))
    text = _("How many people at the same time? Two is good to begin with.")
    capacity = yield Number("capacity", text, low=1, high=cadence.CAPACITY_MOST, label=_("People at once"))
    gender = yield Choice(
        "gender",
        _("Some requests ask for a woman or for a man. What may we tell?"),
        GENDERS,
        label=_("About you"),
    )
    yield Choice("say", SAY, GO_ON)
    yield Choice("never", NEVER, GO_ON)
    yield _lesson(
        "torture", TORTURE, _("“Tell me what they did”"), _("“What is needed now?”"), 1, WHY_TORTURE
    )
    yield _lesson("money", MONEY, _("I lend a little"), _("I decline and tell a moderator"), 1, WHY_MONEY)
    yield _lesson(
        "danger", DANGER, _("The SOS numbers and a moderator"), _("I talk them out of it"), 0, WHY_DANGER
    )
    yield Review()
    told = "" if gender == "unsaid" else gender
    skills = Skills(
        needs, languages, regions, meeting == "person", told, travel == "yes", when, night == "yes"
    )
    return Offered(skills, capacity)


def _where(person: Person) -> Conversation[tuple[str, tuple[str, ...], str]]:
    """Ask how and where they would meet somebody; travelling only where there is a region next to theirs."""
    meeting = yield Choice("meeting", _("Only from afar, or in person too?"), MEETINGS, label=_("How"))
    regions: tuple[str, ...] = ()
    travel = "no"
    if meeting == "person":
        text = _("In which places? Choose several, or type the first letters.")
        regions = yield Choice("regions", text, where.regions_near(person), label=_("Places"), many=True)
        if any(places.neighbours(region) for region in regions):
            text = _("Could you go to a neighbouring region too, for somebody who cannot travel?")
            travel = yield Choice("travel", text, TRAVELS, label=_("Travel"))
    return meeting, regions, travel


def _needs() -> tuple[Option, ...]:
    return tuple((need.id, need.label) for need in NEEDS)


def _languages() -> tuple[Option, ...]:
    return tuple((language, NAMES[language]) for language in LANGUAGES)


WHY_TORTURE = _("Being asked can hurt again. Leave the story to the person, and ask what is needed now.")
WHY_MONEY = _("Money between two people breaks trust, and swindlers use it. A moderator knows better ways.")
WHY_DANGER = _("Nobody carries this alone. First the numbers of /sos, then a moderator, and you stay near.")


def _lesson(name: str, text: Says, first: Says, second: Says, right: int, why: Says) -> Choice:
    options = (("a", first), ("b", second))
    good = options[right][0]
    return Choice(name, text, options, refuse=lambda chosen: None if chosen == good else why)


async def may_send(turn: Turn, _offered: Offered) -> None:
    """Count the offer of who does not help yet; refuse it when there were many of late."""
    if not page.is_one(await helpers.get(turn.session, turn.person.id)):
        new_cases.count(turn, "volunteer")


async def finish(session: Session, person: Person, offered: Offered) -> Screen:
    """Keep what is offered; a newcomer waits for a moderator's approval."""
    await helpers.volunteer(session, person.id, offered.skills, offered.capacity)
    helper = await helpers.get(session, person.id)
    assert helper is not None
    if helper.status == helpers.PENDING:
        await alerts.volunteer_waits(session, helper)
        then = _(
            "A moderator looks at it first, from 9 to 21, Kyiv time, and you will hear from us here. "
            "After that requests come to you one at a time; only what is needed now may come on top. "
            "Each can be declined without a reason."
        )
    else:
        await requests.look_at_all(session)
        return await page.page(
            session, person, _("It is changed. From now on requests come by the new answers.")
        )
    thanks = _("Thank you. Your number as a helper is {number}.").format(number=helper.number)
    return Screen(paragraphs(thanks, then), ((command_button(_("Menu"), "menu"),),))


async def begin(turn: Turn) -> Reply:
    """Show the page of who helps already; anybody else begins, or goes on with a draft."""
    helper = await helpers.get(turn.session, turn.person.id)
    if page.is_one(helper):
        return await page.page(turn.session, turn.person)
    return await new_cases.no_room(turn, "volunteer") or Begin(FLOW.name)


FLOW = Flow("volunteer", talk, finish, may_send=may_send)
COMMANDS = (
    Command(
        "volunteer", _("volunteer|i can help|how i help"), _("Offer help; for helpers: their page"), begin
    ),
)
