"""Nothing about the sender travels with their words: messages are built new from an allow-list (promise P1)."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.channels.telegram import updates
from bot.channels.viber import events
from bot.domain.identifiers import strip_controls
from bot.incoming import Incoming
from bot.screens import Rendered
from handlers import talk
from handlers.base import Turn
from handlers.talk import rooms
from storage import persons
from storage.database import Session
from tests.handlers.talk.conftest import Talks, Two

ROOT = Path(__file__).parents[3]
CANARY = re.compile(r"CANARY|(?<!\d)77700\d{6}(?!\d)|canary", re.IGNORECASE)
# `relay` and `entrusted` are ours: a channel is not given them (bot/packing.py).
MAY_TRAVEL = {"text", "rows", "picture", "reply_to", "relay", "entrusted"}

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).filter(
    lambda text: not CANARY.search(text)
)
person_of_telegram = st.fixed_dictionaries(
    {"id": st.integers(777_000_000_00, 777_000_999_99), "first_name": st.just("CANARY-first")},
    optional={
        "last_name": st.just("CANARY-last"),
        "username": st.just("canary_username"),
        "language_code": st.just("CANARY-language"),
        "is_premium": st.booleans(),
    },
)
quoted = st.fixed_dictionaries(
    {"message_id": st.integers(777_000_000_00, 777_000_999_99), "from": person_of_telegram},
    optional={"text": st.just("CANARY-quoted text")},
)
entities = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["text_mention", "custom_emoji", "text_link", "bold"]),
            "offset": st.just(0),
        },
        optional={
            "user": person_of_telegram,
            "custom_emoji_id": st.just("CANARY-emoji"),
            "url": st.just("tg://user?id=77700000000"),
        },
    ),
    max_size=2,
)
extras = st.fixed_dictionaries(
    {},
    optional={
        "reply_to_message": quoted,
        "external_reply": st.fixed_dictionaries({"origin": person_of_telegram}),
        "forward_origin": st.fixed_dictionaries({"type": st.just("user"), "sender_user": person_of_telegram}),
        "via_bot": person_of_telegram,
        "sender_chat": person_of_telegram,
        "author_signature": st.just("CANARY-signature"),
        "media_group_id": st.just("CANARY-album"),
        "entities": entities,
        "caption_entities": entities,
        "quote": st.just({"text": "CANARY-quote"}),
        "contact": st.just({"phone_number": "CANARY-phone", "user_id": 77700000001}),
    },
)
photos = st.just([{"file_id": "CANARY-file", "file_unique_id": "CANARY-unique", "width": 1, "height": 1}])
content = st.one_of(
    st.fixed_dictionaries({"text": words}),
    st.fixed_dictionaries({"photo": photos}, optional={"caption": words}),
)


@st.composite
def from_telegram(draw: st.DrawFn) -> Incoming:
    """A message of a Telegram update that is full of what must not travel."""
    sender = draw(person_of_telegram)
    message = {
        "message_id": draw(st.integers(777_000_000_00, 777_000_999_99)),
        "date": 77700000000,
        "chat": {**sender, "type": "private"},
        "from": sender,
        **draw(content),
        **draw(extras),
    }
    return updates.parse({"update_id": 77700000002, "message": message})


@st.composite
def from_viber(draw: st.DrawFn) -> Incoming:
    """A Viber message likewise."""
    sender = {
        "id": "CANARY-viber-id",
        "name": "CANARY-name",
        "avatar": "https://canary/avatar.jpg",
        "country": "CANARY",
        "language": "CANARY-language",
    }
    picture = {"type": "picture", "text": "", "media": "https://CANARY/media.jpg", "file_name": "CANARY.jpg"}
    kinds = st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("text"), "text": words}, optional={"tracking_data": st.just("CANARY")}
        ),
        st.builds(lambda text: {**picture, "text": text}, words),
    )
    token = draw(st.integers(777_000_000_00, 777_000_999_99))
    callback = {
        "event": "message",
        "timestamp": 1,
        "message_token": token,
        "sender": sender,
        "message": draw(kinds),
    }
    event = events.parse(callback)
    assert event is not None
    return event


async def relayed(session: Session, two: Two, event: Incoming) -> list[Rendered]:
    """Let Olha's event into the open talk, twice over what is asked about; return what goes to Petro."""
    arrivals = await persons.arrive(session, two.olha.channel, [two.olha.address])
    turn = Turn(session, arrivals[two.olha.address], event)
    turn.state.update(talk=two.match_id)
    await talk.said(turn)
    for held in list(turn.state.get("held", {}).values()):
        await _action("talk-send")(turn, held["id"])
    sent = [out.body for out in session.outgoing if out.account.address == two.petro.address]
    session.outgoing.clear()
    return sent


def _action(name: str) -> Any:
    return next(action.run for action in talk.ACTIONS if action.name == name)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=st.one_of(from_telegram(), from_viber()))
async def test_of_a_message_only_its_words_and_pixels_travel(two: Two, event: Incoming) -> None:
    async with two.talks.database.transaction() as session:
        sent = await relayed(session, two, event)
        assert sent or (event.kind == "words" and not strip_controls(event.text).strip())
        for body in sent:
            assert set(body) <= MAY_TRAVEL
            assert not CANARY.search(json.dumps(body, ensure_ascii=False))
            assert body["text"].startswith("Kalyna")


async def test_the_search_for_canaries_would_find_one(two: Two) -> None:
    event = replace(Incoming("telegram", "1", "1", "words", "I am CANARY-first"), message="500")
    async with two.talks.database.transaction() as session:
        (body,) = await relayed(session, two, event)
    assert CANARY.search(json.dumps(body))


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "+380671234567", "first_name": "CANARY", "user_id": 77700000001}},
        {"location": {"latitude": 50.4, "longitude": 30.5, "live_period": 60}},
        {
            "venue": {"title": "CANARY", "address": "CANARY"},
            "location": {"latitude": 50.4, "longitude": 30.5},
        },
        {"poll": {"id": "1", "question": "CANARY", "options": []}},
        {"sticker": {"file_id": "CANARY", "emoji": "🙂"}},
        {"document": {"file_id": "CANARY", "file_name": "CANARY.jpg"}, "caption": "CANARY"},
        {"video": {"file_id": "CANARY"}, "caption": "CANARY"},
        {"video_note": {"file_id": "CANARY"}},
        {"animation": {"file_id": "CANARY"}, "document": {"file_id": "CANARY"}},
        {"voice": {"file_id": "CANARY", "duration": 1}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"a_kind_of_next_year": {"text": "CANARY"}},
    ],
    ids=lambda content: next(iter(content)),
)
async def test_other_kinds_are_answered_and_neither_sent_nor_kept(two: Two, content: dict[str, Any]) -> None:
    person = {"id": int(two.olha.address), "first_name": "CANARY", "type": "private"}
    message = {"message_id": 900, "date": 1, "chat": person, "from": person, **content}
    await two.talks.chat.receive(updates.parse({"update_id": 901, "message": message}))
    assert "passed on" in two.olha.screen.text
    assert not two.talks.to(two.petro)
    assert not CANARY.search(json.dumps(await two.talks.state(two.olha)))


async def test_a_native_reply_carries_only_the_receivers_own_message_id(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await petro.sends_payload(f"a:talk:{both_on_telegram.match_id}")
    await petro.says("at five?", message="600")
    await olha.replies(olha.screen, "yes")
    assert both_on_telegram.talks.to(petro)[-1].body["reply_to"] == "600"


async def test_neither_side_learns_the_others_messenger(talks: Talks) -> None:
    """What the author is told after a correction and a withdrawal is the same for every receiver."""
    heard = []
    for channel in ("telegram", "viber"):
        olha, petro = await talks.joins(), await talks.joins(channel)
        await olha.sends_payload(f"a:talk:{await talks.meet(olha, petro, 'Kalyna', 'Yavir')}")
        await olha.says("at five", message="500")
        await olha.sends("edited", text="at six", message="500")
        await olha.presses("Withdraw")
        heard.append([text for text in olha.texts if "request" not in text])
    assert heard[0] == heard[1]


def sources() -> Iterator[Path]:
    """All code of the program; the emulated messengers answer for themselves."""
    for room in ("bot", "handlers", "jobs", "storage"):
        yield from (path for path in (ROOT / room).rglob("*.py") if "sandbox" not in path.parts)


@pytest.mark.parametrize("word", ["forward_?messages?", "copy_?messages?"])
def test_nothing_is_ever_forwarded_or_copied(word: str) -> None:
    assert not [path.name for path in sources() if re.search(rf"\b{word}\b", path.read_text(), re.IGNORECASE)]


def test_the_talk_says_nowhere_who_is_on_which_account() -> None:
    """The handlers of the talk never read an address."""
    folder = Path(rooms.__file__).parent
    readers = [path.name for path in folder.glob("*.py") if ".address" in path.read_text()]
    assert not readers
