"""The four methods about how updates reach the bot."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.telegram_api.errors import WEBHOOK_ACTIVE, BadRequest, Conflict, Json
from bot.sandbox.telegram_api.updates import MOST_UPDATES, Updates
from bot.sandbox.telegram_api.webhook import USUAL_CONNECTIONS, Webhook

SECRET_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
LONGEST_SECRET = 256
MOST_CONNECTIONS = 100


class Receiving:
    """Long polling or a webhook, never both; `methods` by lower-case name."""

    def __init__(self, updates: Updates, webhook: Webhook) -> None:
        self._updates = updates
        self._webhook = webhook
        self.methods: dict[str, tuple[str, Callable[[Json], Awaitable[Any]]]] = {
            "getupdates": ("getUpdates", self._get_updates),
            "setwebhook": ("setWebhook", self._set_webhook),
            "deletewebhook": ("deleteWebhook", self._delete_webhook),
            "getwebhookinfo": ("getWebhookInfo", self._get_webhook_info),
        }

    async def _get_updates(self, params: Json) -> bytes:
        if self._webhook.url:
            raise Conflict(WEBHOOK_ACTIVE)
        self._updates.allow(params.get("allowed_updates"))
        offset, limit = int(params.get("offset") or 0), int(params.get("limit") or MOST_UPDATES)
        wait = max(0.0, float(params.get("timeout") or 0))
        return await self._updates.poll(offset, max(1, min(limit, MOST_UPDATES)), wait)

    async def _set_webhook(self, params: Json) -> bool:
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        if not url:
            return await self._delete_webhook(params)
        if not url.startswith(("http://", "https://")):
            raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > LONGEST_SECRET:
            raise BadRequest("secret token is too long")
        if not SECRET_LETTERS.issuperset(secret):
            raise BadRequest("secret token contains illegal characters")
        connections = int(params.get("max_connections") or USUAL_CONNECTIONS)
        self._updates.allow(params.get("allowed_updates"))
        self._drop_if_asked(params)
        self._updates.end_poll("terminated by setWebhook request")
        await self._webhook.set(url, secret, max(1, min(connections, MOST_CONNECTIONS)))
        return True

    async def _delete_webhook(self, params: Json) -> bool:
        self._drop_if_asked(params)
        await self._webhook.remove()
        return True

    async def _get_webhook_info(self, params: Json) -> Json:
        allowed = {"allowed_updates": self._updates.allowed} if self._updates.allowed else {}
        return {**self._webhook.info(len(self._updates.pending())), **allowed}

    def _drop_if_asked(self, params: Json) -> None:
        if params.get("drop_pending_updates"):
            self._updates.drop_all()
