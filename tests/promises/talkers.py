"""People in talks, one on each messenger, who number what they write."""

from dataclasses import dataclass

from bot.domain.matching import Ask
from bot.i18n import _, translate
from bot.sandbox.phones import Phone
from storage import matches, requests
from tests.app.town import Town, said, sees, until

OPENED = _("There you are seen as {name}.")
NAMES = "Калина", "Явір"


@dataclass
class Talkers:
    """Two people in one talk, and how many lines each has written."""

    town: Town
    one: Phone
    other: Phone
    match_id: int
    wrote: dict[str, int]

    @property
    def phones(self) -> tuple[Phone, Phone]:
        """Their phones."""
        return self.one, self.other

    async def write(self, phone: Phone, lines: int = 1) -> None:
        """Write the next lines into the talk."""
        for _line in range(lines):
            self.wrote[phone.id] += 1
            await self.town.write(phone, f"рядок {self.wrote[phone.id]}")

    def heard(self, phone: Phone) -> list[str]:
        """The lines of the other that came to a phone, in the order in which they stand there."""
        return [bubble.text.split("\n")[-1] for bubble in said(phone) if "рядок" in bubble.text]

    def written_to(self, phone: Phone) -> list[str]:
        """The lines that the other wrote, in order."""
        (author,) = {one.id for one in self.phones} - {phone.id}
        return [f"рядок {n + 1}" for n in range(self.wrote[author])]

    async def have_all(self, seconds: float) -> None:
        """Wait until each has what the other wrote."""
        for phone in self.phones:
            complaint = f"{phone.title} ({phone.channel}) does not have every line"
            await until(lambda: len(self.heard(phone)) >= len(self.written_to(phone)), complaint, seconds)  # noqa: B023


async def press(town: Town, phone: Phone, bubble: str, data: str) -> None:
    """Press a button that carries these data."""
    if phone.channel == "viber":
        await town.viber.press_data(phone.id, data, silent=True)
    else:
        await town.telegram.press_data(phone.id, bubble, data)


async def meet(town: Town, number: int, channels: tuple[str, str] = ("telegram", "viber")) -> Talkers:
    """Two people who have just been brought together and have opened their talk."""
    one, other = [await town.person(channel, f"Person {number}") for channel in channels]
    asks, helps = (town.people[phone.id].id for phone in (one, other))
    async with town.app.database.transaction() as session:
        wish = Ask("documents", "documents.passport")
        await requests.add(session, asks, "uk", 0, wish, held=False)
        (request,) = await requests.of_person(session, asks)
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        match = await matches.add(session, request.id, (asks, NAMES[0]), (helps, NAMES[1]))
    for phone, name in zip((one, other), NAMES, strict=True):
        await town.write(phone, "/talks")
        await press(town, phone, (await sees(phone, "Документи")).id, f"a:talk:{match.id}")
        await sees(phone, translate(OPENED.format(name=name), "uk"))
    return Talkers(town, one, other, match.id, {one.id: 0, other.id: 0})
