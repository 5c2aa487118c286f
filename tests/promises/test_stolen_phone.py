"""A stolen phone: from another one, with the code from paper, its owner closes everything and erases it."""

import pytest

from bot.domain import codes
from storage import everything, matches
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.accounts.stand import return_code
from tests.handlers.conftest import circle as circle
from tests.handlers.test_forget import all_values, forget

BITS = 128  # 80 are asked for


async def stolen(circle: Circle, there: str) -> tuple[Phone, Phone, Phone, int]:
    """Olha talks with Petro, writes a code on paper and loses the phone; from another one she is back."""
    olha, petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:talk:{match_id}")
    code = await return_code(olha)
    new = circle.chat.person(there, language="en")
    await new.says(codes.grouped(code))
    assert any("You are back" in text for text in new.texts)
    return olha, new, petro, match_id


def test_a_code_of_paper_cannot_be_guessed() -> None:
    assert 10 ** (codes.RETURN_DIGITS - 1) >= 2**BITS, "the last digit only tells a slip of the pen"
    assert codes.return_code(b"\xff" * (BITS // 8)) != codes.return_code(b"\xff" * (BITS // 8 - 1) + b"\xfe")


@pytest.mark.parametrize("there", ["telegram", "viber"])
async def test_the_owner_closes_the_talk_and_the_thief_hears_nothing(circle: Circle, there: str) -> None:
    olha, new, petro, match_id = await stolen(circle, there)
    seen = len(olha.messages)
    await olha.says("it is me, send me money")
    assert heard(petro, "send me money") == 0
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says("it is me, send me money")
    assert heard(petro, "send me money") == 0
    await petro.sends_payload(f"a:talk:{match_id}")
    await petro.says("Are you well?")
    assert heard(new, "Are you well?") == 1
    assert not any("Are you well?" in message.text for message in olha.messages[seen:])
    await new.sends_payload(f"a:outcome:{match_id}:not_needed")
    assert (await circle.match(match_id)).status == matches.CLOSED


@pytest.mark.parametrize("there", ["telegram", "viber"])
async def test_the_owner_erases_everything_and_the_stolen_phone_is_a_strangers(
    circle: Circle, there: str
) -> None:
    olha, new, petro, _match = await stolen(circle, there)
    person = circle.id(olha)
    await forget(new)
    assert "Everything about you is deleted." in new.screen.text
    assert person not in await all_values(circle.database)
    async with circle.database.transaction() as session:
        assert await everything.about(session, person) == {}
    await olha.says("/mydata")
    await olha.presses("Show it here")
    assert not any("Kalyna" in text for text in olha.texts if "Complete, as it is stored" in text)
    assert heard(petro, "Kalyna") > 0
