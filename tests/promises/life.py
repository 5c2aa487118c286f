"""The life of a circle in marked words: every flow to its end, on both messengers, with everything that follows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from bot.domain import codes
from bot.domain.matching import Ask
from jobs.registry import jobs
from storage import how_are_you_questions as questions
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.accounts import stand
from tests.promises.asked import Asked
from tests.promises.canaries import ADDRESSES, NAMES

HERS, THEIRS = "оляпкова", "куликівна"  # end all that Olha writes, and all that others do


async def fetch(source: str) -> bytes:
    """Bring a picture that holds names and places beside what is to be seen."""
    picture, around = BytesIO(), Image.Exif()
    around[0x010E] = f"{NAMES[8]} {NAMES[9]}"  # ImageDescription
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG", exif=around, comment=source.encode())
    return picture.getvalue()


@dataclass
class Life:
    """Olha asks, Petro helps; `asked` knows what they were asked."""

    chat: Chat
    asked: Asked = field(default_factory=Asked)

    def __post_init__(self) -> None:
        self.circle = Circle(self.chat)
        self.chat.jobs = jobs({"telegram": fetch, "viber": fetch}, {})

    async def begin(self) -> None:
        """Both come, Olha asks twice, is helped by somebody else with one and by Petro with the other."""
        self.olha = await self._comes("telegram", ADDRESSES[0], NAMES[0])
        other = await self.circle.helper(capacity=1, name=NAMES[9])
        self.reported = await self.circle.matched(self.olha, other)
        self.petro = await self._comes("viber", ADDRESSES[4], NAMES[8])
        await self.do(self.petro, "/volunteer")
        await self.circle.approved(self.petro)
        self.asked.told.signed = HERS
        ask = Ask("documents", "documents.passport", words=self.asked.told.words())
        self.match = await self.circle.matched(self.olha, self.petro, ask)

    async def _comes(self, channel: str, address: str, name: str) -> Phone:
        phone = self.chat.person(channel, address, language="en")
        return await self.circle.agrees(phone, name=name)

    async def do(self, phone: Phone, how: str) -> None:
        """Begin a flow by a command or by what a button sends, and answer all that it asks."""
        self.asked.told.signed = HERS if phone is self.olha else THEIRS
        await (phone.says(how) if how.startswith("/") else phone.sends_payload(how))
        await self.asked.answers(phone)

    async def newcomers(self) -> None:
        """Some come in by the door, with a canary in the link."""
        for number, address in enumerate(ADDRESSES):
            phone = self.chat.person(("telegram", "viber")[number > 3], address, "en")
            if phone not in (self.olha, self.petro):
                await phone.says(f"/start {self.asked.told.word()}")
                await phone.presses("English")
                await self.asked.answers(phone)

    async def speak(self) -> None:
        """Words, a photo, words held back and words rewritten, from one to the other; and words that lead nowhere."""
        told = self.asked.told
        for phone, other in ((self.olha, self.petro), (self.petro, self.olha)):
            told.signed = HERS if phone is self.olha else THEIRS
            await phone.sends_payload(f"a:talk:{self.match}")
            for words in (told.words(), f"{told.words()} @zozulka_ua", "0507654329", told.words()):
                await phone.says(words, message="77")
            await phone.sends("edited", text=told.words(), message="77")
            for kind in ("photo", "voice", "other"):
                await phone.sends(kind, text=told.words(), file=told.file())
            await other.replies(other.screen, told.words())

    async def report(self) -> None:
        """Olha reports a talk, and shows what was written in it."""
        self.asked.told.signed = HERS
        await self.olha.sends_payload(f"a:talk-reported:{self.reported}:money")
        await self.olha.presses("Show what was written")
        await self.asked.answers(self.olha)

    async def hand_over(self) -> None:
        """Petro hands over with a note, which she lets pass."""
        await self.petro.sends_payload(f"a:hand-over-yes:{self.match}")
        await self.do(self.petro, f"a:note:{self.match}")
        await self.olha.presses("Yes, pass it on")

    async def tell_how(self) -> None:
        """How she is, in words."""
        await self.do(self.olha, "a:how-plan:choose")
        async with self.chat.database.transaction() as session:
            row = await questions.ask(
                session, self.circle.id(self.olha), questions.QUESTION, f"{session.now:%F}", None
            )
        await self.olha.sends_payload(f"a:how:{row}:good")
        await self.do(self.olha, f"a:how-words:{row}")

    async def show_codes(self) -> tuple[str, ...]:
        """Let her two codes be shown, and wrong ones be tried; return the true ones, as they are written."""
        link, whole = codes.digits(await stand.link_code(self.olha)), await stand.return_code(self.olha)
        await self.olha.sends_payload("a:code:check")
        for words in ("5550001110", "/return 5550001110", "/link 5550001110"):
            await self.olha.says(words)
        return link, whole, "".join(codes.groups(whole)[:2]), " ".join(codes.groups(whole)[:2])

    async def set_up(self) -> None:
        """Every setting."""
        for which in ("name", "place", "region", "zone", "quiet", "trust"):
            await self.do(self.olha, f"a:set:{which}")

    async def misuse(self, commands: Iterable[str], actions: Iterable[str], kinds: Iterable[str]) -> None:
        """Every command and every button with a canary where a number belongs, and events of every kind."""
        told = self.asked.told
        for name in sorted(commands):
            await self.petro.says(f"/{name} {told.words()}")
            await self.olha.says(f"/{name} {told.word()}")
        for name in sorted(actions):
            await self.olha.sends_payload(f"a:{name}:{told.word()}")
        for kind in kinds:
            await self.petro.sends(kind, text=told.words(), file=told.file(), context=told.word())
        await self.chat.dispatcher.set_aside_raw("telegram", "77", told.words().encode())

    async def wait_in_the_outbox(self) -> None:
        """From here on no message leaves: what is said to people lies there."""
        self.chat.database.committed = lambda outgoing: None
        for phone in (self.olha, self.petro):
            for name in ("menu", "talks", "settings", "obstacle", "groups", "mydata"):
                await phone.says(f"/{name}")
            await phone.sends_payload("a:mydata:show")

    async def fail(self) -> None:
        """Do what fails now."""
        for name in ("ask", "obstacle", "team", "menu"):
            await self.olha.says(f"/{name} {self.asked.told.words()}")
            await self.asked.answers(self.olha)
        await self.speak()
