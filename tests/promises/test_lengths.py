"""Whatever the length and the signs, words into a talk arrive whole, or their author reads why they did not go."""

import pytest

from bot.channels.split import utf16_length
from bot.domain.identifiers import strip_controls
from bot.i18n import _, translate
from bot.incoming import Incoming
from handlers.talk.words import LONGEST, unfit
from storage.database import Database
from tests.chat import Chat, Phone
from tests.circle import Circle

LENGTHS = (
    0,
    1,
    LONGEST,
    4096,
    4097,
    7_000,
    30 * 1024,
)  # UTF-16 units; of the last one Viber's JSON would be too large
MESSAGE = 4096  # units of one message of Telegram; Viber takes more
SIGNS = {
    "a letter": "щ",
    "a family": "👨‍👩‍👧‍👦",
    "a flag": "🇺🇦",
    "a hand": "👋🏽",
    "a keycap": "1️⃣",
    "marks": "e\u0301\u0336",
    "right to left": "א\u200f\u202e",
    "a null": "x\0",
    "half a sign": "x\ud83d",
    "lines": "рядок\n",
    "words": "слово ",
}
REFUSED = ("This is ", translate(_("There are no words in this message. Please write a few."), "en"))


def text_of(sign: str, length: int) -> str:
    """So many units of one sign, and never a part of it."""
    return sign * (length // utf16_length(sign)) if length > 1 else sign[:length]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("channel, other", [("telegram", "viber"), ("viber", "telegram")])
async def test_words_of_any_length_arrive_whole_or_are_refused(
    database: Database, chat: Chat, channel: str, other: str
) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(channel, name="Kalyna"), await circle.approved(await circle.joins(other))
    match_id = await circle.matched(olha, petro)
    await circle.writes(match_id)
    await olha.sends_payload(f"a:talk:{match_id}")
    outcomes = {
        (what, length): await outcome(olha, petro, text_of(sign, length))
        for what, sign in SIGNS.items()
        for length in LENGTHS
    }
    wrong = {row: said for row, said in outcomes.items() if said not in ("whole", "refused")}
    assert not wrong
    assert {said for (_what, length), said in outcomes.items() if length == LONGEST} == {"whole"}
    assert {outcomes["a letter", length] for length in (0, 4096, 4097, 7_000, 30 * 1024)} == {"refused"}


async def outcome(olha: Phone, petro: Phone, text: str) -> str:
    """Let Olha write, and say what became of it."""
    before, kept = len(petro.messages), Incoming("telegram", "1", "1", "words", text)
    answer = await olha.says(text)
    came = [message.text for message in petro.messages[before:]]
    if unfit(kept) is not None:
        return "refused" if not came and answer.text.startswith(REFUSED) else f"{came}, {answer.text[:80]!r}"
    whole = [f"Kalyna:\n{strip_controls(text).strip()}"] == came
    return "whole" if whole and utf16_length(came[0]) <= MESSAGE else f"{came!r:.80}"
