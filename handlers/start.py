"""The entrance: language, one honest screen and consent, where the person is, a group; then the menu."""

from typing import NamedTuple

from bot.conversation import Choice, Conversation, Option
from bot.domain import consent
from bot.errors import Refused
from bot.i18n import Text as Says, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import accounts, where
from handlers.base import Action, Command, Flow, Here, Reply, Turn, row_id
from handlers.groups import joining, showing
from handlers.language import language_screen
from storage import groups, joinings, persons, requests
from storage.database import Session
from storage.groups import Group
from storage.persons import Person

HONEST = _(
    "Kolo helps people who came back, and those close to them, to help each other.\n\n"
    "What we keep: your answers and messages on their way, sealed with a key. "
    "No name, phone or address is ever needed.\n"
    "Who sees it: helpers who are asked see your request, but not who you are. Moderators see numbers, not names; "
    "opening a text is recorded, and showing whose account it is takes two of them.\n"
    "What we cannot promise: Telegram and Viber can read this chat, and so can anyone who holds your phone.\n\n"
    "/privacy tells more, /forget erases everything at once. It is free. Nobody here asks for money or codes."
)
NO_CONSENT = _("Then nothing is kept. The numbers of /sos work all the same, and “I agree” waits for you.")
IN_DANGER = _(
    "Please be careful: the phone may be searched. We ask for no places and no names. "
    "Delete this chat when you need to; another phone is safer."
)
CLOSED = _("The group that you were invited to is closed. Other groups are under /groups.")
WELCOME = _("Welcome to the circle. Here everyone can ask and everyone can help.")


PHONE_LOST = _("A return code on paper brings you back here if this phone is lost.")


class Doors(NamedTuple):
    """What stands open: the groups, and the one a person was invited to, though it may be closed by now."""

    groups: tuple[Group, ...]
    invited: Group | None

    @property
    def closed(self) -> bool:
        """Whether the invitation leads nowhere any more."""
        return self.invited is not None and self.invited.status != groups.OPEN


class Entrance(NamedTuple):
    """What a newcomer told; `invited`: into that very group, which nobody needs to be asked about."""

    place: str
    group: int
    invited: bool = False
    closed: bool = False  # the invitation led to a closed group, and nothing was said of it yet


async def load(turn: Turn) -> Doors:
    """Return the groups a newcomer can choose from."""
    invited = await groups.get(turn.session, turn.state["group"]) if "group" in turn.state else None
    return Doors(tuple(await groups.all_open(turn.session)), invited)


def talk(person: Person, doors: Doors) -> Conversation[Entrance]:
    """Consent comes first; nothing is asked that may not be left open."""
    agree: tuple[Option, ...] = (("yes", _("I agree")), ("no", _("Not now")))
    yield Choice("consent", HONEST, agree, refuse=lambda chosen: NO_CONSENT if chosen == "no" else None)
    place = yield where.place_question()
    told = "" if place == where.UNSAID else place
    if place == where.DANGER:
        return Entrance(told, 0)
    if not doors.groups:
        return Entrance(told, 0, closed=doors.closed)
    group = int((yield _which_group(doors)))
    return Entrance(told, group, doors.invited is not None and group == doors.invited.id)


def _which_group(doors: Doors) -> Choice:
    choices: tuple[Option, ...] = (*((str(g.id), g.name) for g in doors.groups), ("0", _("Not yet")))
    if doors.invited is None or doors.closed:
        return Choice("group", paragraphs(CLOSED if doors.closed else None, WHICH), choices)
    return Choice("group", _invitation(doors.invited), choices, first=str(doors.invited.id))


def _invitation(group: Group) -> Says:
    text = _("You are invited to the group {name}. Join it?").format(name=group.name)
    return paragraphs(text, showing.FOR_WHOM[group.kind])


async def finish(session: Session, person: Person, told: Entrance) -> Screen:
    """Record the consent and what was told; from now on everything is open."""
    person = await persons.consent(session, person, consent.VERSION)
    person = await persons.tell(session, person, place=told.place)
    group = await groups.kept_open(session, told.group) if told.group else None
    asked: Says | None = CLOSED if told.closed else None
    if group is not None and told.invited:
        await _enter(session, person, group)
    elif group is not None and await joining.ask(session, person.id, group):
        asked = paragraphs(joining.ASKED.format(name=group.name), showing.FOR_WHOM[group.kind])
    careful = IN_DANGER if told.place == where.DANGER else None
    ask, offer = command_button(_("Ask for help"), "ask"), command_button(_("I can help"), "volunteer")
    code = command_button(_("Return code"), "code")
    return Screen(
        paragraphs(WELCOME, asked, careful, PHONE_LOST),
        stacked(ask, offer, code, command_button(_("Menu"), "menu")),
        passing=True,
    )


async def _enter(session: Session, person: Person, group: Group) -> Person:
    """Make the invited person a member; new requests are of this group unless they chose one before."""
    await groups.join(session, person.id, group.id)
    await requests.look_at_all(session)  # they may be a helper: of one more circle now
    await joinings.settle(session, person.id, group.id)
    chosen = {own.id for own in await groups.mine(session, person.id)}
    if person.profile.group in chosen:
        return person
    return await persons.tell(session, person, group=group.id)


async def start(turn: Turn) -> Reply:
    """Begin with the language; a person who is already here gets the menu, or the invitation they followed."""
    if (linked := await accounts.opened_by(turn)) is not None:
        return linked
    invited = await groups.invited_to(turn.session, turn.event.context) if turn.event.context else None
    if invited is not None:
        turn.state["group"] = invited.id
    if not turn.person.consent:
        turn.state.pop("draft", None)
        return language_screen(turn.person)
    if invited is None:
        return Here()
    if invited.status != groups.OPEN:
        return Here(CLOSED)
    if showing.in_danger(turn.person):
        return Here(showing.HIDDEN)
    join = action_button(_("Join"), "join", invited.id)
    return Screen(_invitation(invited), stacked(join, command_button(_("Not now"), "menu")), passing=True)


async def join(turn: Turn, row: str) -> Here:
    """Join the group to which the person was invited."""
    showing.must_be_safe(turn)
    group = await groups.kept_open(turn.session, row_id(row))
    if group is None or turn.state.get("group") != group.id:
        raise Refused(_("This invitation is no longer valid. A moderator can give you a new one."))
    turn.arrival.person = await _enter(turn.session, turn.person, group)
    return Here(_("You are now in the group {name}.").format(name=group.name))


WHICH = _(
    "Is there a group that you would like to join? Somebody of it answers; everything else works meanwhile, "
    "and without a group too."
)
FLOW = Flow("start", talk, finish, load, bare=Doors((), None))
COMMANDS = (Command("start", _("start|begin"), _("Begin"), start, before_consent=True),)
ACTIONS = (Action("join", join),)
