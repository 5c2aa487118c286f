"""Viber put together: sending, receiving, and setting the webhook."""

from aiohttp.typedefs import Handler

from bot.channels.base import Reception
from bot.channels.viber import intake
from bot.channels.viber.sending import ViberChannel
from bot.settings import Settings

PATH = "/viber/webhook"


class Viber:
    """The messenger Viber; it always calls us."""

    def __init__(self, settings: Settings, reception: Reception) -> None:
        assert settings.viber_auth_token is not None
        self._token, self._name = settings.viber_auth_token.get_secret_value(), settings.viber_bot_name
        self._url = f"{settings.public_url}{PATH}"
        self._reception = reception
        self.channel = ViberChannel(self._token, settings.viber_api_url, self._name, settings.public_url)

    def webhooks(self) -> dict[str, Handler]:
        """Return the webhook."""
        return {PATH: intake.webhook(self._token, self._name, self._reception)}

    async def meet(self) -> str:
        """Return the name by which links lead to the bot."""
        return await self.channel.address()

    async def introduce(self) -> None:
        """Viber shows what its own admin panel says: nothing to do."""

    async def listen(self) -> None:
        """Tell Viber where to bring its events; it calls there before this returns."""
        await self.channel.set_webhook(self._url)
