"""One replica of the bot, at its own pace and with the clock ahead: so that a day's messages go in minutes, by day."""

import asyncio
import sys
from datetime import timedelta

from bot import logs
from bot.app import App, until_told
from bot.channels.telegram.sending import TelegramChannel
from bot.clock import Clock
from bot.settings import read_settings


async def run(per_second: float, ahead: float) -> None:
    """Send so many messages a second; the clock is so many seconds ahead. Until SIGTERM."""
    TelegramChannel.per_second, TelegramChannel.chat_spacing = per_second, 0.0
    clock = Clock()
    clock.jump(timedelta(seconds=ahead))
    logs.set_up()
    app = App(read_settings(), clock)
    await app.start()
    await until_told()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(run(float(sys.argv[1]), float(sys.argv[2])))
