"""Events as no messenger would bring them: made by chance from the messengers' own schemas, and beyond these."""

import json
import random
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from handlers.moderators.registry import ACTIONS as OF_DESK, COMMANDS as DESK_COMMANDS
from handlers.registry import ACTIONS, COMMANDS, FLOWS
from tests.chat import DESK, Phone
from tests.promises.by_schema import CANARY, SCHEMA, BySchema, Json

DEPTHS = (40, 400, 800, 1_200, 5_000)
WILD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 7.5, 1e308, -1e-9, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**40),
    *(float("nan"), float("inf"), "", " ", "\0", f"{CANARY}\0{CANARY}", "\ud800", f"\udfff{CANARY}"),
    *("\u202e" + CANARY, "٣", "-0", "1e3", CANARY, f"{CANARY} " * 2_700, "я" * 15_000, "💔" * 7_500),
    *("&#1;<b>" + CANARY, "../../etc/passwd", "'; drop table persons; --", [], {}, [[]], [{}], {"": ""}),
    *({"id": CANARY}, [CANARY] * 200, {CANARY: {CANARY: CANARY}}),
)
WORDS = (
    "так",
    "ні",
    "меню",
    "1",
    "2",
    "мені дуже погано",
    "я не хочу жити",
    "+380671234567",
    "5168 7427 0000 1112",
)


class MadeUp:
    """Makes events of one messenger, by chance, of people whose phones are known and of strangers."""

    def __init__(self, seed: int, channel: str, phones: Sequence[Phone]) -> None:
        self.chance, self.channel, self._phones = random.Random(seed), channel, phones
        self._number = 10**6
        self._made = BySchema(self.chance, 0.15, (1, 7, 2**31, 2**40 + 1)).made

    def bodies(self, count: int) -> list[bytes]:
        """Bodies of as many events, each of another person or of a stranger."""
        who = self.chance.sample(self._phones, min(count, len(self._phones)))
        event = self._update if self.channel == "telegram" else self._callback
        return [encoded(self._beyond(event(phone))) for phone in who]

    def words(self) -> str:
        """What somebody writes."""
        command = self.chance.choice((*COMMANDS, *DESK_COMMANDS, CANARY))
        return self.chance.choice(
            (
                self.chance.choice(WORDS),
                f"{CANARY} {self.chance.choice(WORDS)}",
                f"/{command}",
                f"/{command} {self.chance.choice((CANARY, '1', '2', '99', '1 2', str(10**30)))}",
                f"/start {CANARY}",
                CANARY * self.chance.choice((1, 30, 3_000)),
            )
        )

    def pressed(self, phone: Phone) -> str:
        """What a button sends: one of this phone, of another's, an old one, or none that ever was."""
        other = self.chance.choice(self._phones)
        shown = [
            data for one in (phone, other) for m in one.messages for row in m.rows for _l, data, _s in row
        ]
        row = self.chance.choice(
            ("", "0", "1", "2", "-1", "1:2", CANARY, "x:y:z", str(10**30), "\ud800", "1-1")
        )
        flow = self.chance.choice((*FLOWS, CANARY))
        made = (
            f"a:{self.chance.choice((*ACTIONS, *OF_DESK, CANARY))}:{row}",
            f"f:{self.chance.choice(('abc123', CANARY, ''))}:{self.chance.choice(('need', 'words', CANARY))}:{row}",
            f"c:{self.chance.choice(('here', 'resume', 'anew', *COMMANDS, CANARY))}:{flow}",
            f"c:{self.chance.choice((*COMMANDS, CANARY))}",
            row,
        )
        return self.chance.choice((*shown, *shown, *made) if self.chance.random() < 0.6 else made)

    def _update(self, phone: Phone) -> Json:
        kind = self.chance.choices(
            (
                "message",
                "callback_query",
                "edited_message",
                self.chance.choice([*SCHEMA["Update"]["properties"]]),
            ),
            (50, 35, 8, 7),
        )[0]
        self._number += 1
        if kind == "update_id":
            return {"update_id": self._number}
        event = self._made(SCHEMA["Update"]["properties"][kind]["$ref"].rpartition("/")[2])
        told = event.get("message", event) if kind == "callback_query" else event
        for place in (event, told):
            if "from" in place:
                place["from"]["id"] = int(phone.sender or phone.address)
        told["chat"] = {
            "id": int(phone.address),
            "type": "supergroup" if phone.address == DESK else "private",
        }
        if kind == "callback_query":
            event["data"], event["message"] = (
                self.pressed(phone),
                told if told is not event else {"message_id": 1},
            )
            event.pop("chat", None)
        elif self.chance.random() < 0.7 and kind in ("message", "edited_message"):
            keep = {name: event[name] for name in ("message_id", "date", "chat", "from") if name in event}
            extra: Json = self.chance.choice(
                [{"text": self.words()}, {"photo": [self._made("PhotoSize")]}, {}]
            )
            event = {**({} if self.chance.random() < 0.5 else event), **keep, **extra}
        return {"update_id": self._number, kind: event}

    def _callback(self, phone: Phone) -> Json:
        self._number += 1
        user = {
            "id": phone.address,
            "name": CANARY,
            "avatar": f"https://{CANARY}",
            "country": "UA",
            "language": "uk",
        }
        if self.chance.random() < 0.05:
            user["id"] = f"{CANARY}-stranger-{self.chance.randrange(50)}=="
        base = {
            "timestamp": 1,
            "message_token": 5_000_000_000_000_000_000 + self._number,
            "chat_hostname": CANARY,
        }
        kind = self.chance.choices(
            (
                "message",
                "conversation_started",
                "subscribed",
                "unsubscribed",
                "failed",
                "seen",
                "delivered",
                CANARY,
            ),
            (80, 5, 3, 3, 3, 2, 2, 2),
        )[0]
        if kind == "message":
            return {**base, "event": kind, "sender": user, "message": self._viber_message(phone)}
        if kind in ("conversation_started", "subscribed"):
            return {**base, "event": kind, "user": user, "context": self.words(), "subscribed": False}
        return {**base, "event": kind, "user_id": user["id"], "desc": CANARY}

    def _viber_message(self, phone: Phone) -> Json:
        kind = self.chance.choices(
            ("text", "picture", "video", "file", "sticker", "contact", "url", "location", CANARY),
            (75, 8, 3, 3, 3, 3, 2, 2, 1),
        )[0]
        said = self.pressed(phone) if self.chance.random() < 0.5 else self.words()
        message = {"type": kind, "text": said, "tracking_data": CANARY, "media": f"https://{CANARY}/a.jpg"}
        return {
            **message,
            "contact": {"name": CANARY, "phone_number": CANARY},
            "location": {"lat": 50.4, "lon": 30.5},
        }

    def _beyond(self, event: Json) -> Json:
        """The event as it is, or with up to three places of it missing, doubled, wild or nested deep."""
        if self.chance.random() < 0.4:
            return event
        for _time in range(self.chance.randint(1, 3)):
            holder, name = self.chance.choice(_places(event) or [({"": 0}, "")])
            self.chance.choice(self._harms)(holder, name)
        return event

    @property
    def _harms(self) -> tuple[Callable[[Any, Any], None], ...]:
        def lose(holder: Any, name: Any) -> None:
            del holder[name]

        def replace(holder: Any, name: Any) -> None:
            holder[name] = deepcopy(self.chance.choice(WILD))

        def nest(holder: Any, name: Any) -> None:
            holder[name] = f"@deep:{self.chance.choice(DEPTHS)}@"

        def wrap(holder: Any, name: Any) -> None:
            holder[name] = self.chance.choice(([holder[name]], {CANARY: holder[name]}, str(holder[name])))

        def add(holder: Any, name: Any) -> None:
            holder[name] = holder[name]
            if isinstance(holder, dict):
                holder[self.chance.choice((CANARY, "", "\0", "id", "text", "type"))] = self.chance.choice(
                    WILD
                )

        return lose, replace, replace, replace, nest, wrap, add


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of an event, as its holder and the name in it."""
    inside = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    return [place for name, one in inside for place in ((value, name), *_places(one))]


def encoded(event: Json) -> bytes:
    """The event as JSON, also with what JSON forbids; what is to be nested deep is nested now."""
    body = json.dumps(event)
    for depth in DEPTHS:
        body = body.replace(f'"@deep:{depth}@"', "[" * depth + f'"{CANARY}"' + "]" * depth)
    return body.encode()
