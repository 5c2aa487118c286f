"""Answers whatever a flow asks, with canaries wherever words fit, and notes what was answered so."""

from dataclasses import dataclass, field
from typing import Any

from bot.conversation.questions import DONE, MORE
from bot.conversation.replay import BACK, CANCEL, CHANGE, SKIP
from handlers.where import HOME
from storage import persons
from tests.chat import Phone
from tests.promises.canaries import Told

CONTROLS = (MORE, DONE, SKIP, BACK, CANCEL)
LONGEST = 30  # questions in a flow


@dataclass
class Asked:
    """What was told on the way: questions of flows that took words, flows that came to their end."""

    told: Told = field(default_factory=Told)
    words: set[tuple[str, str]] = field(default_factory=set)  # (flow, question)
    ended: set[str] = field(default_factory=set)
    prefer: tuple[str, ...] = (HOME, "more", "yes")  # pressed where they are offered: more is asked then

    async def answers(self, phone: Phone) -> None:
        """Answer until the flow on the screen is over."""
        for _question in range(LONGEST):
            before = await _draft(phone)
            if not before:
                return
            after = await self._answer(phone, before)
            if _failed(phone):
                return
            if not after or after["flow"] != before["flow"]:
                self.ended.add(before["flow"])
        raise AssertionError(f"{before['flow']} does not end: {phone.screen.text}")

    async def _answer(self, phone: Phone, before: dict[str, Any]) -> dict[str, Any]:
        question = _question(phone)
        for words in (self.told.words(), self.told.word()):
            await phone.says(words)
            if _answered(after := await _draft(phone), before) or _failed(phone):
                self.words.add((before["flow"], question))
                return after
        await phone.sends("photo", text=self.told.words(), file=self.told.file())
        if _answered(after := await _draft(phone), before) or _failed(phone):
            self.words.add((before["flow"], question))
            return after
        return await self._press(phone, before)

    async def _press(self, phone: Phone, before: dict[str, Any]) -> dict[str, Any]:
        options = [data for row in phone.screen.rows for _says, data, _style in row if data.startswith("f:")]
        wanted = [data for data in options if data.rpartition(":")[2] in self.prefer]
        real = [data for data in options if not data.rpartition(":")[2].startswith((*CONTROLS, CHANGE))]
        for data in (*wanted, *real, *(data for data in options if data.endswith(f":{SKIP}"))):
            await phone.sends_payload(data)
            if (after := await _draft(phone)) and after["view"][2] and not _answered(after, before):
                await phone.sends_payload(f"{data.rpartition(':')[0]}:{DONE}")
                after = await _draft(phone)
            if _answered(after, before) or _failed(phone):
                return after
        await phone.says("2")  # of a question for a number, which has no buttons
        if _answered(after := await _draft(phone), before):
            return after
        raise AssertionError(f"{before['flow']}: no way on from {phone.screen.text!r} {options}")


def _answered(after: dict[str, Any], before: dict[str, Any]) -> bool:
    return not after or after["flow"] != before["flow"] or after["answers"] != before["answers"]


def _failed(phone: Phone) -> bool:
    return phone.screen.text.startswith("Something went wrong")


def _question(phone: Phone) -> str:
    """The question on the screen, as its buttons name it."""
    pressed = (data.split(":") for row in phone.screen.rows for _says, data, _style in row)
    return next((parts[2] for parts in pressed if parts[0] == "f"), "")


async def _draft(phone: Phone) -> dict[str, Any]:
    """The flow on the screen with its answers; empty when there is none."""
    async with phone.chat.database.transaction() as session:
        (arrival,) = (await persons.arrive(session, phone.channel, [phone.address])).values()
        return dict(arrival.state.get("draft") or {})
