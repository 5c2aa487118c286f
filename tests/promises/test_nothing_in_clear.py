"""What people write, who they are, and every token: searched in all that the bot prints, and in its files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import ClientSession

from bot.clock import Clock
from bot.i18n import _
from bot.sandbox.launch import Sandbox
from bot.sandbox.story import plot
from bot.sandbox.story.actors import Actor
from handlers import hours
from tests.app import ailments
from tests.app.process import Running, running
from tests.app.town import SECRET, TELEGRAM_TOKEN, VIBER_TOKEN, Town, post, sees, until
from tests.bad_input.ways import SECRET_HEADER, SIGNATURE

BIRD = "канарка"
TOKENS = (TELEGRAM_TOKEN, VIBER_TOKEN, SECRET)


async def tell(town: Town) -> list[Actor]:
    """The story until both talk, by people whose names are canaries."""
    sandbox = cast(Sandbox, town)  # of which an actor needs only messengers and the clock
    moderator = Actor(sandbox, town.desk, "uk", town.desk.authors[0])
    returnee = Actor(sandbox, town.telegram.new_phone("Олена-канарка", "returnee"), "uk", "Олена-канарка")
    helper = Actor(sandbox, town.viber.new_phone("Сергій-канарка", "helper"), "uk", "Сергій-канарка")
    on_telegram, on_viber = await plot.open_group(moderator)
    await plot.enter(helper, "Українська", "Удома", on_viber)
    await stay_up(helper)
    await plot.volunteer(helper)
    await plot.approve(moderator, helper)
    await plot.enter(returnee, "Українська", "За кордоном", on_telegram)
    await stay_up(returnee)
    await plot.ask(returnee)
    await plot.accept(helper, returnee)
    await plot.talk(helper, returnee)
    return [returnee, helper]


async def stay_up(actor: Actor) -> None:
    """Be quiet only half a day from now: the program runs by the true clock, and this may be its night."""
    start = (Clock().now().astimezone(ZoneInfo("Europe/Kyiv")).hour + 12) % 24
    await actor.writes("/settings")
    await actor.sees(_("Your settings"))
    await actor.presses(_("Where and when"))
    await actor.sees(_("Your clock shows {time} now."))
    await actor.presses(_("Quiet hours"))
    await actor.sees(hours.FROM)
    await actor.writes(str(start))
    await actor.sees(hours.UNTIL)
    await actor.writes(str((start + 1) % 24))
    await actor.sees(hours.SAVED)
    await actor.writes("/menu")
    await actor.sees(_("What would you like to do?"))


async def misuse(town: Town, people: list[Actor], bot: Running) -> None:
    """Everything that is written into logs, with canaries in it: forgeries, what cannot be read, failed calls."""
    returnee, helper = (actor.phone for actor in people)
    bodies = (f'{{"{BIRD}": 1}}', f'{{"update_id": 7, "message": "{BIRD}"}}', f'["{BIRD}"', f'["{BIRD}"]')
    for body in map(str.encode, bodies):
        for headers in ({}, {SECRET_HEADER: SECRET}, {SECRET_HEADER: BIRD}):
            await post(f"{town.bot_url}/telegram/webhook", body, headers)
        for headers in ({}, {SIGNATURE: town.viber.callbacks.sign(body)}, {SIGNATURE: BIRD}):
            await post(f"{town.bot_url}/viber/webhook", body, headers)
    await post(f"{town.bot_url}/viber/media/{BIRD}.jpg", b"", {})
    await town.telegram.press_data(returnee.id, returnee.bubbles[-1].id, f"a:{BIRD}:1")
    await town.write(returnee, f"/{BIRD} невідоме")
    town.viber.answer_next(3)  # one message is refused for good
    await town.write(helper, f"{BIRD} без відповіді")
    await until(lambda: b"undeliverable" in bot.printed, "nothing was refused for good")
    for trouble in (town.telegram.trouble, town.viber.trouble):
        trouble.server_error = trouble.html_page = trouble.reset = 1 / 3
    for phone in (returnee, helper):
        await town.write(phone, f"{BIRD} під час збою")
    await until(lambda: town.calls.failed() > 3, "no call failed")
    for trouble in (town.telegram.trouble, town.viber.trouble):
        trouble.server_error = trouble.html_page = trouble.reset = 0


def shapes(word: str) -> Iterator[bytes]:
    """How a word could lie in a file or in a line of a log."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield json.dumps(word)[1:-1].encode()
    yield repr(word.encode())[2:-1].encode()
    yield quote(word).encode()


def clear_words(secrets: list[str], *places: bytes) -> list[str]:
    """The secrets that stand somewhere in clear."""
    return [one for one in secrets if any(shape in place for shape in shapes(one) for place in places)]


def contents(folder: Path) -> list[bytes]:
    """All bytes of all files of a folder: the database, its log, its index, what is temporary."""
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


async def figures(town: Town) -> bytes:
    """What everybody on the machine can ask the running bot for."""
    async with ClientSession() as session:
        answers = [await session.get(f"{town.bot_url}/{path}") for path in ("metrics", "healthz")]
        return b"".join([await answer.read() for answer in answers])


async def test_no_word_no_name_and_no_token_is_printed_or_kept_in_clear(town: Town, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    async with running(town, tmp_path, TELEGRAM_MODE="webhook", TMPDIR=str(tmp_path / "temporary")) as bot:
        people = await tell(town)
        await misuse(town, people, bot)
        async with ailments.locked(tmp_path / "kolo.db"):
            await town.write(people[1].phone, f"{BIRD} без бази")
            await town.write(people[1].phone, "/sos")
            await sees(people[1].phone, "112")
        with bot.full_disk():
            refused = bot.printed.count(b"request_failed")
            await town.write(people[0].phone, f"{BIRD} без місця на диску")
            await until(lambda: bot.printed.count(b"request_failed") > refused, "the disk is not full")
        files = [*contents(tmp_path), await figures(town)]
        await bot.stopped()
    files += contents(tmp_path)
    addresses = [address for actor in people for address in (actor.phone.user_id, actor.phone.chat_id)]
    names = [BIRD, BIRD.capitalize(), *(actor.name for actor in people)]
    secrets = [*plot.WORDS.split(", "), plot.CALM, plot.PHONE, *names, *addresses, *TOKENS, town.data_key]
    assert all(event in bot.printed for event in (b"unreadable_update", b"unreadable_callback"))
    assert not clear_words(secrets, bytes(bot.printed), *files), bot.printed.decode()


def test_the_search_finds_what_is_there() -> None:
    for shape in shapes(BIRD):
        assert clear_words([BIRD, "інше"], b"a" + shape + b"b") == [BIRD]
