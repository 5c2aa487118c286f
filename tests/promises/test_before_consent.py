"""Without consent there is help that asks for nothing, and no more; a consent that is taken back ends all at once."""

import pytest

from handlers.registry import ACTIONS, COMMANDS, FLOWS
from storage import everything, persons
from storage.persons import Profile
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.conftest import circle as circle

# An address, a language, an answer on its way, the number of a message.
LITTLE = {"accounts", "persons", "outbox", "phone_messages"}


async def knows_little(circle: Circle, phone: Phone) -> None:
    """Nothing is stored but an address, a language, and that the entrance stands open."""
    async with circle.database.transaction() as session:
        arrival = (await persons.arrive(session, phone.channel, [phone.address]))[phone.address]
        stored = await everything.about(session, arrival.person.id)
    assert set(stored) <= LITTLE
    assert (arrival.person.consent, arrival.person.profile) == (0, Profile())
    draft = arrival.state.get("draft") or {"flow": "start", "answers": {}}
    assert draft["flow"] == "start"
    assert set(draft["answers"]) <= {"language"}
    assert not {"kept", "talk", "held", "signs"} & arrival.state.keys()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whatever_a_stranger_types_presses_or_begins_nothing_is_kept_of_it(circle: Circle) -> None:
    waiting = await circle.joins(name="Kalyna")
    request_id = await circle.asks(waiting)
    stranger = circle.chat.person(language="en")
    ways = [
        *(("words", f"/{name} kanarka") for name in sorted(COMMANDS.keys() - {"start"})),
        *(("press", f"c:{how}:{flow}") for flow in sorted(FLOWS) for how in ("anew", "resume")),
        *(("press", f"a:{name}:{request_id}") for name in sorted(ACTIONS.keys() - {"forget", "speak"})),
        *(("words", "I don't want to live any more"), ("edited", "he will kill me")),
        *(("words", "kanarka"), ("edited", "kanarka"), ("photo", "kanarka"), ("voice", ""), ("other", "")),
    ]
    for kind, text in ways:
        await stranger.sends(kind, text=text, file="a-file" if kind in ("photo", "voice") else "")
        await knows_little(circle, stranger)
    assert not heard(stranger, "Kalyna")
    assert "112" in (await stranger.says("/sos")).text
    assert "/forget" in (await stranger.says("/privacy")).text


async def test_a_consent_that_is_taken_back_ends_all_of_it_with_the_same_press(circle: Circle) -> None:
    asks, helps, match_id = await circle.talking()
    await asks.sends_payload(f"a:talk:{match_id}")
    await helps.sends_payload(f"a:talk:{match_id}")
    await asks.sends_payload("a:withdraw:yes")
    await knows_little(circle, asks)
    told = len(asks.texts)
    await helps.says("are you there?")
    await circle.chat.passes(days=8)
    assert asks.texts[told:] == [], "nothing comes to them any more"
    await asks.says("are you there?")
    await knows_little(circle, asks)
    assert not heard(helps, "Kalyna:\nare you there?")
