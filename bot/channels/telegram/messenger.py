"""Telegram put together: sending, receiving, and introducing the bot."""

from collections.abc import Sequence

from aiogram.exceptions import TelegramAPIError
from aiohttp.typedefs import Handler

from bot.channels.base import Described, Reception
from bot.channels.telegram import profile
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.sending import TelegramChannel
from bot.errors import TryLater
from bot.settings import Settings

PATH = "/telegram/webhook"


class Telegram:
    """The messenger Telegram, by polling or by webhook as the settings say."""

    def __init__(
        self, settings: Settings, reception: Reception, commands: Described, desk: Described
    ) -> None:
        """`commands` are everybody's, `desk` those of the moderators' chats."""
        assert settings.telegram_bot_token is not None
        self.channel = TelegramChannel(
            settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url
        )
        self._intake = Intake(self.channel, reception)
        self._commands, self._desk = commands, desk
        self._chats: Sequence[str] = settings.moderators_chat_id
        secret = settings.telegram_webhook_secret
        by_webhook = settings.telegram_mode == "webhook" and secret is not None
        self._secret = secret.get_secret_value() if by_webhook and secret is not None else ""
        self._url = f"{settings.public_url}{PATH}"

    def webhooks(self) -> dict[str, Handler]:
        """Return the webhook, if that is how updates come."""
        return {PATH: self._intake.webhook(self._secret)} if self._secret else {}

    async def meet(self) -> str:
        """Return the bot's username."""
        try:
            return await profile.username(self.channel)
        except TelegramAPIError as error:
            raise TryLater(type(error).__name__) from None

    async def introduce(self) -> None:
        """Set commands and descriptions."""
        await profile.introduce(self.channel, self._commands, self._chats, self._desk)

    async def listen(self) -> None:
        """Ask for updates until cancelled, or let Telegram know where to bring them."""
        try:
            if self._secret:
                await profile.listen_by_webhook(self.channel, self._url, self._secret)
                return
            await profile.listen_by_polling(self.channel)
        except TelegramAPIError as error:
            raise TryLater(type(error).__name__) from None
        await self._intake.poll()
