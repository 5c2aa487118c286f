"""What these tests ask of a screen, and of the database behind it."""

from bot.i18n import LANGUAGES
from storage import audit, persons
from tests.chat import Message, Phone
from tests.circle import Circle
from tests.handlers import limits


def payload(message: Message, label: str) -> str:
    """What a button sends."""
    return next(data for row in message.rows for says, data, _style in row if says == label)


async def acts(circle: Circle) -> list[str]:
    """What the audit says, the oldest first."""
    async with circle.database.transaction() as session:
        return [f"{entry.act} {entry.object}" for entry in reversed(await audit.latest(session, 50))]


async def fits(circle: Circle, phone: Phone, does: str) -> None:
    """Do something in each language; the screen must fit both messengers, be whole and have a way out."""
    for language in LANGUAGES:
        async with circle.database.transaction() as session:
            await persons.speak(session, circle.people[phone.address], language)
        shown = {"text": (screen := await phone.sends_payload(does)).text, "rows": screen.rows}
        wrong = [*limits.of_telegram(shown), *limits.of_viber(shown), *limits.of_people(shown)]  # type: ignore[arg-type]
        wrong += [] if language == "en" else limits.of_language(shown)  # type: ignore[arg-type]
        assert not wrong, shown
