"""A token that was revoked is said to be refused; with a new one and a restart the bot goes on where it stopped.

The steps of docs/runbooks/token.md that can be done here: BotFather is the emulated messenger's other token.
"""

from pathlib import Path

from bot.clock import Clock
from bot.doctor import examined, told
from bot.i18n import translate
from bot.settings import Settings
from handlers.privacy import KEPT
from tests.app.process import running
from tests.app.town import TELEGRAM_TOKEN, Town, sees, texts, until

NEW = "1000001:another-token-of-the-tests"
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
ANSWER = translate(KEPT, "uk")[:40]


async def test_a_new_token_and_a_restart_go_on_where_the_refused_one_stopped(
    town: Town, tmp_path: Path
) -> None:
    olena = town.telegram.new_phone("Olena", "x")
    async with running(town, tmp_path) as bot:
        await town.write(olena, "/language")
        await sees(olena, LANGUAGE)
        town.telegram.world.token = NEW
        await town.write(olena, "/privacy")
        await until(
            lambda: b"the token is not accepted" in bot.printed, "it does not say that it is refused", 60
        )
        assert TELEGRAM_TOKEN.partition(":")[2].encode() not in bot.printed
        await bot.stopped()
    assert "TELEGRAM_BOT_TOKEN is refused" in await doctor(town, tmp_path, TELEGRAM_TOKEN)
    assert "TELEGRAM_BOT_TOKEN is refused" not in await doctor(town, tmp_path, NEW)
    async with running(town, tmp_path, TELEGRAM_BOT_TOKEN=NEW) as bot:
        await sees(olena, ANSWER, 40)
        await bot.stopped()
    assert len(texts(olena)) == 2


async def doctor(town: Town, folder: Path, token: str) -> str:
    """What the doctor says with a token."""
    given = town.environment(f"sqlite+aiosqlite:///{folder}/kolo.db", TELEGRAM_BOT_TOKEN=token)
    settings = Settings(_env_file=None, **{name.lower(): value for name, value in given.items()})  # type: ignore[arg-type]
    return told(await examined(settings, Clock()))
