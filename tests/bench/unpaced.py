"""The bot without its limits a second: shows what it costs when many events share a commit."""

import sys

from bot.__main__ import main
from bot.channels.telegram.sending import TelegramChannel
from bot.channels.viber.sending import ViberChannel

for channel in (TelegramChannel, ViberChannel):
    channel.per_second, channel.chat_spacing = 100_000.0, 0.0

if __name__ == "__main__":
    sys.exit(main(["run"]))
