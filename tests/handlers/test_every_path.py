"""Every path of every flow, every option pressed, every screen looked at in three languages for both messengers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any, get_args, get_type_hints

import pytest

from bot.conversation.questions import DONE, MORE, SEND
from bot.conversation.replay import BACK, CANCEL, CHANGE, SKIP
from bot.domain.correspondence import LONGEST
from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.states import NEW, SOLVED
from bot.i18n import LANGUAGES, Joined, Language, Msg, Text, lines, missing, plural
from bot.screens import Rendered, Screen, render
from handlers import where
from handlers.ask_for_help import Asking
from handlers.base import Flow
from handlers.helping.note import Handed
from handlers.letters.writing import Standing
from handlers.obstacles.likely import Likely
from handlers.registry import FLOWS
from handlers.start import Doors
from handlers.together.sending import Sending
from storage import persons
from storage.database import Database
from storage.groups import CLOSED, Group
from storage.obstacles import Obstacle
from storage.persons import Person, Profile
from tests.handlers import limits
from tests.handlers.walking import Walk

PERSONS = tuple(
    Person(1, profile=Profile(place=place, region=region))
    for place, region in (
        (where.DANGER, ""),
        (where.WAY, "GE"),
        (where.ABROAD, "DE"),
        (where.HOME, "UA-63"),
        ("", "gone since"),
    )
)
CIRCLE = tuple(Group(number, number, f"Коло {number} ".ljust(28, "щ"), "UA-63") for number in range(1, 13))
SHUT = replace(CIRCLE[0], id=99, status=CLOSED)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LIKELY = tuple(
    Likely(
        Obstacle(number, number, 0, status, 3, NOON, NOON, Facts()),
        lines(*("їжак " * 20 for _line in range(6)), plural("{n} person met it.", "{n} people met it.", 7)),
        part,
    )
    for number, status, part in ((1, SOLVED, ""), (2, NEW, "own"), (3, NEW, "joined"))
)
ABOUT_A_ROW = (
    *("propose_way", "add_task", "task_done", "draft_request", "sign_by_name", "propose_question"),
    "joint_answer",
)
LOADED: dict[str, tuple[tuple[Any, ...], ...]] = {  # what `load` may have given
    "start": (
        (Doors((), None),),
        (Doors(CIRCLE[:1], None),),
        (Doors(CIRCLE, None),),
        (Doors(CIRCLE, CIRCLE[9]),),
        (Doors((), SHUT),),
        (Doors(CIRCLE, SHUT),),
    ),
    "ask_for_help": ((Asking(),), (Asking(CIRCLE),)),
    "hand_over_note": ((Handed(0, "Калина", 7),),),
    "how_are_you_words": ((7,),),
    "show_messages": ((7,),),
    "letter": ((Standing(),), (Standing("щ" * LONGEST),)),
    "report_obstacle": (((),), (LIKELY,)),
    "obstacle_photo": ((7,),),
    "what_helped": ((7,),),
    "black_out": ((7,),),
    **dict.fromkeys(ABOUT_A_ROW, ((7,),)),
    "joint_sent": ((Sending(7, NOON.date()),),),
}
# Of those in safety one is enough where the place changes nothing but the order of regions.
MET_BY: dict[str, tuple[Person, ...]] = {"report_obstacle": (PERSONS[0], PERSONS[2])}
every_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
Problems = Callable[[Rendered], Iterator[str]]


@cache
def walks(flow: Flow) -> tuple[Walk, ...]:
    """The flow as every kind of person meets it."""
    given = [(person, *loaded) for person in met_by(flow) for loaded in LOADED.get(flow.name, ((),))]
    return tuple(Walk(partial(flow.talk, *each), flow.name).explore() for each in given)


def met_by(flow: Flow) -> tuple[Person, ...]:
    """Who meets the flow."""
    return MET_BY.get(flow.name, PERSONS)


@cache
def screens(flow: Flow) -> dict[Screen, tuple[str, ...]]:
    """Every distinct screen of the flow, with a path that leads there."""
    return {screen: path for walk in walks(flow) for screen, path in walk.screens.items()}


def problems(flow: Flow, language: Language, find: Problems) -> dict[str, str]:
    """What is wrong, with the first path on which it was met."""
    found: dict[str, str] = {}
    for screen, path in screens(flow).items():
        for problem in find(render(screen, language)):
            found.setdefault(problem, " > ".join(path))
    return found


@every_flow
def test_every_path_ends_in_what_the_flow_promises(flow: Flow) -> None:
    promised = get_args(get_type_hints(flow.talk)["return"])[-1]
    for walk in walks(flow):
        assert walk.paths
        assert all(isinstance(result, promised) for result in walk.results)


@every_flow
def test_every_option_is_pressed_and_leads_on_or_says_why_not(flow: Flow) -> None:
    for walk in walks(flow):
        typed = {"capacity"}  # numbers are typed by the walker; a button sends the same
        offered = {(name, id) for name, id in walk.offered if name not in typed and id != MORE}
        assert offered <= walk.pressed | walk.refused
        assert {name for name, _id in offered} <= {name for name, _id in walk.pressed}, (
            "a question without a way on"
        )


@every_flow
def test_no_path_asks_the_same_question_twice(flow: Flow) -> None:
    for walk in walks(flow):
        assert all(len(path) == len(set(path)) for path in walk.paths)


@every_flow
def test_no_option_is_called_like_a_control(flow: Flow) -> None:
    options = {id for walk in walks(flow) for name, id in walk.offered if name != "review"}
    assert not options & {SEND, DONE, SKIP, BACK, MORE, CANCEL}
    assert not [id for id in options if id.startswith(CHANGE) or ":" in id]


@every_flow
@every_language
def test_every_screen_fits_telegram(flow: Flow, language: Language) -> None:
    assert not problems(flow, language, limits.of_telegram)


@every_flow
@every_language
def test_every_screen_fits_viber(flow: Flow, language: Language) -> None:
    assert not problems(flow, language, limits.of_viber)


@every_flow
@every_language
def test_every_screen_has_two_to_eight_buttons_and_a_way_back_or_out(flow: Flow, language: Language) -> None:
    assert not problems(flow, language, limits.of_people)


@every_flow
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_is_left_on_a_screen(flow: Flow, language: Language) -> None:
    assert not problems(flow, language, limits.of_language)


@every_flow
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_message_on_the_way_is_translated(flow: Flow, language: Language) -> None:
    said = {msg for screen in screens(flow) for text in _texts(screen) for msg in _messages(text)}
    assert not [
        text for text in missing(said, language) if any(sign.isalpha() for sign in _without_names(text))
    ]


def _texts(screen: Screen) -> tuple[Text, ...]:
    return screen.text, *(button.label for row in screen.rows for button in row)


def _messages(text: Any) -> Iterator[Msg]:
    if isinstance(text, Joined):
        for part in text.parts:
            yield from _messages(part)
    if isinstance(text, Msg):
        yield text
        for _name, value in text.values:
            yield from _messages(value)


def _without_names(text: str) -> str:
    return "".join(part.rpartition("}")[2] for part in text.split("{"))


@pytest.mark.parametrize(
    "flow", [flow for flow in FLOWS.values() if flow.name != "start"], ids=lambda flow: flow.name
)
async def test_every_end_says_what_comes_next_in_three_languages(flow: Flow, database: Database) -> None:
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "7", "uk")
        for told, results in _ends(flow):
            person = await persons.tell(session, arrival.person, place=told.place, region=told.region)
            for result in results:
                _check(await flow.finish(session, person, result))


async def test_the_entrance_ends_with_a_welcome_wherever_the_person_is(database: Database) -> None:
    flow = FLOWS["start"]
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "viber", "7", "uk")
        for result in {result._replace(group=0) for walk in walks(flow) for result in walk.results}:
            _check(await flow.finish(session, arrival.person, result))


def _ends(flow: Flow) -> Iterator[tuple[Profile, list[Any]]]:
    """Results of each kind, with the person who gave them."""
    people = [person for person in met_by(flow) for _loaded in LOADED.get(flow.name, ((),))]
    for person, walk in zip(people, walks(flow), strict=True):
        kinds = {_kind(result): result for result in walk.results}
        yield person.profile, list(kinds.values())


def _kind(result: Any) -> Any:
    ask = getattr(result, "ask", None)
    return repr(result)[:40] if ask is None else (ask.need, ask.urgency, ask.subneed, result.group)


def _check(screen: Screen) -> None:
    said = {msg for text in _texts(screen) for msg in _messages(text)}
    for language in LANGUAGES:
        shown = render(screen, language)
        wrong = [*limits.of_telegram(shown), *limits.of_viber(shown)]
        wrong += [] if language == "en" else limits.of_language(shown)
        assert not wrong, shown["text"]
        assert not [text for text in missing(said, language) if "{" not in text]
