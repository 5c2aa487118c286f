"""/howareyou: whether, how often and when a person is asked how they are, and what their silence means."""

from typing import Final, NamedTuple

from bot.conversation import Choice, Conversation, Hour, Option
from bot.domain import how_are_you as rules, quiet_hours, zones
from bot.errors import Refused
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import where
from handlers.base import Begin, Command, Flow, Reply, Turn
from handlers.how_are_you import planning
from storage import how_are_you
from storage.database import Session
from storage.how_are_you import Plan
from storage.persons import Person

MENU: Final = command_button(_("Menu"), "menu")
WHAT_IT_IS: Final = _(
    "Kolo can ask you now and then how you are. You choose how often, at what hour, and what silence means. "
    "One press answers; no answer is fine too."
)
WHO_SEES: Final = _(
    "Your answers are sealed. Nobody on the team reads them, and nobody hears of them unless you press so. "
    "They are deleted after half a year, or at once when you stop. "
    "Nobody outside Kolo is ever told anything, relatives neither."
)
CAREFUL: Final = _(
    "Where you are, others may look into the phone. So only a line without content comes, "
    "and the question shows after a press. What was answered stays in the chat until you delete it."
)
HOW_OFTEN: Final = _("How often may Kolo ask how you are?")
AT_WHAT_HOUR: Final = _("At what hour? By the clock of your time zone: {zone}. Quiet hours stay quiet.")
IF_SILENT: Final = _(
    "And if you do not answer? After a day Kolo can ask once more. After two days your helper can hear of it, "
    "if a talk is open then and not paused; without one, nobody hears, or a moderator does. "
    "They hear that there was no answer, and nothing else. "
    "Nobody outside Kolo is told, relatives neither."
)
OFTEN: tuple[Option, ...] = tuple((id, says) for id, (says, _days) in rules.EVERY.items())
SILENCES: tuple[Option, ...] = tuple(rules.SILENCE.items())
NOT_ON: Final = _("You are not being asked how you are, so there is nothing to change here.")
STOPPED: Final = _(
    "Kolo asks no more, and your answers are deleted. If you ever want it again, it is under /howareyou."
)


class Chosen(NamedTuple):
    """How often, at which local hour, and which ladder of silence (bot/domain/how_are_you.py)."""

    every: str
    hour: int
    silence: str


def talk(person: Person) -> Conversation[Chosen]:
    """Ask the three things; all of them can be changed at any time."""
    every = yield Choice("every", HOW_OFTEN, OFTEN, label=_("How often"))
    zone = zones.called(where.zone_of(person))
    hour = yield Hour("hour", AT_WHAT_HOUR.format(zone=zone), _hours(person), label=_("Hour"))
    silence = yield Choice("silence", IF_SILENT, SILENCES, label=_("If I am silent"))
    return Chosen(every, hour, silence)


def _hours(person: Person) -> tuple[int, ...]:
    """The hours to choose from: those of the day, or, for whom they are all quiet, those that are not."""
    quiet = person.profile.quiet
    awake = tuple(hour for hour in range(24) if not quiet_hours.is_quiet(hour, quiet))
    return tuple(hour for hour in rules.HOURS if hour in awake) or awake


async def finish(session: Session, person: Person, chosen: Chosen) -> Screen:
    """Keep it, and say when the first question comes."""
    return card(person, await planning.choose(session, person, *chosen), _("Saved."))


def card(person: Person, plan: Plan | None, note: Text | None = None) -> Screen:
    """What is chosen, and how it is changed or stopped; or what it would be."""
    careful = CAREFUL if person.profile.in_danger else None
    if plan is None:
        begin = action_button(_("Yes, ask me"), "how-plan", "choose", "primary")
        text = paragraphs(note, WHAT_IT_IS, WHO_SEES, careful)
        return Screen(text, stacked(begin, MENU), passing=True)
    says = _("How often: {often}") if not plan.slowed else _("How often: once a month for now, then {often}")
    rows = lines(
        says.format(often=rules.EVERY[plan.every][0]),
        _("Hour: {hour}").format(hour=f"{plan.hour}:00"),
        _("If I am silent: {what}").format(what=rules.SILENCE[plan.silence]),
        _next(person, plan),
    )
    return Screen(paragraphs(note, rows, WHO_SEES, careful), stacked(*_changes(), MENU), passing=True)


def _next(person: Person, plan: Plan) -> Text:
    at = planning.due_at(person, plan.next_on, plan.hour)
    return _("Next question: {time}").format(time=When(at, where.zone_of(person)))


def _changes() -> tuple[Button, ...]:
    return (
        action_button(_("Change"), "how-plan", "choose"),
        action_button(_("Leave me for a month"), "how-plan", "rest"),
        action_button(_("Stop asking"), "how-plan", "stop"),
        action_button(_("Quiet hours"), "set", "quiet"),
    )


async def show(turn: Turn) -> Screen:
    """Show what is chosen, or what it would be."""
    return card(turn.person, await how_are_you.get(turn.session, turn.person.id))


async def change(turn: Turn, what: str) -> Reply:
    """Begin to choose, rest for a month, or stop, in one press."""
    if what == "choose":
        return Begin(FLOW.name)
    plan = await how_are_you.get(turn.session, turn.person.id)
    if plan is None or what not in ("rest", "stop"):
        raise Refused(NOT_ON)
    if what == "rest":
        rested = await planning.rest(turn.session, turn.person, plan)
        return card(turn.person, rested, _("Good. Kolo leaves you in peace for a month."))
    await how_are_you.stop(turn.session, turn.person.id)
    return Screen(STOPPED, stacked(MENU), passing=True)


FLOW = Flow("how_are_you", talk, finish)
COMMANDS = (
    Command(
        "howareyou",
        _("ask how i am"),
        _("Whether and when Kolo asks how you are"),
        show,
    ),
)
