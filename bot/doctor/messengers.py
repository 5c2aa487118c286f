"""The messengers: is the token right, do events come, is the bot in the moderators' chats, are the clocks alike."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clock import Clock
from bot.doctor.findings import Finding, bad, good, look
from bot.settings import Settings

PATIENCE = ClientTimeout(total=15)
OFF_BY = timedelta(seconds=30)  # between two clocks: more, and messages go out at wrong hours
CAN_PIN = "can_pin_messages"


async def looked_at(settings: Settings, clock: Clock) -> list[Finding]:
    """Ask each messenger that is on."""
    if not settings.has_messenger:
        return [look("messengers", "none has a token: `run` starts the sandbox")]
    found = list[Finding]()
    async with ClientSession(timeout=PATIENCE) as web:
        for name, ask, token in (
            ("Telegram", _telegram, settings.telegram_bot_token),
            ("Viber", _viber, settings.viber_auth_token),
        ):
            if token is None:
                continue
            try:
                found += await ask(web, settings, clock)
            except (TimeoutError, ClientError, ValueError) as error:  # an address may hold the token
                found.append(bad(name, f"it does not answer as it should ({type(error).__name__})"))
    return found


async def _telegram(web: ClientSession, settings: Settings, clock: Clock) -> list[Finding]:
    assert settings.telegram_bot_token is not None
    address = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token.get_secret_value()}"

    async def call(method: str, **values: str) -> Mapping[str, Any]:
        async with web.post(f"{address}/{method}", json=values) as answer:
            said: Mapping[str, Any] = await answer.json(content_type=None)
            return {**said, "at": answer.headers.get("Date", "")}

    me = await call("getMe")
    if not me.get("ok"):
        return [bad("Telegram", f"TELEGRAM_BOT_TOKEN is refused: {me.get('description', '')}")]
    found = [good("Telegram", "the token is right"), *_clocks("Telegram", me["at"], clock)]
    if me["result"].get("can_read_all_group_messages"):
        found.append(
            look("Telegram", "it reads all that is said in groups: turn Group Privacy on (@BotFather)")
        )
    found += _events((await call("getWebhookInfo")).get("result", {}), settings)
    if not settings.moderators_chat_id:
        found.append(
            bad("moderators", "MODERATORS_CHAT_ID is not set: nobody approves helpers, nobody is alerted")
        )
    for chat in settings.moderators_chat_id:
        member = await call("getChatMember", chat_id=chat, user_id=me["result"]["id"])
        found.append(_in_chat(chat, member))
    return found


def _events(webhook: Mapping[str, Any], settings: Settings) -> list[Finding]:
    by_webhook = settings.telegram_mode == "webhook"
    url = webhook.get("url", "")
    if by_webhook and url != f"{settings.public_url}/telegram/webhook":
        return [bad("Telegram", "its webhook is not ours: is the bot running, with this PUBLIC_URL?")]
    if not by_webhook and url:
        return [
            bad("Telegram", "a webhook is set, so polling gets nothing: another bot with this token runs")
        ]
    if webhook.get("last_error_message"):
        return [look("Telegram", f"its last call of the webhook failed: {webhook['last_error_message']}")]
    return [good("Telegram", f"{webhook.get('pending_update_count', 0)} events wait")]


def _in_chat(chat: str, member: Mapping[str, Any]) -> Finding:
    about = f"moderators {chat}"
    status = member.get("result", {}).get("status", "")
    if not chat.startswith("-"):
        return good(about, "a private chat")
    if not member.get("ok") or status in ("left", "kicked", ""):
        return bad(about, "the bot is not in this chat: add it, or mend MODERATORS_CHAT_ID")
    if status != "administrator" or not member["result"].get(CAN_PIN, False):
        return look(
            about, "make the bot an administrator that may pin messages: for the board, and who leaves"
        )
    return good(about)


async def _viber(web: ClientSession, settings: Settings, clock: Clock) -> list[Finding]:
    assert settings.viber_auth_token is not None
    head = {"X-Viber-Auth-Token": settings.viber_auth_token.get_secret_value()}
    async with web.post(f"{settings.viber_api_url}/get_account_info", json={}, headers=head) as answer:
        said: Mapping[str, Any] = await answer.json(content_type=None)
        at = answer.headers.get("Date", "")
    if said.get("status"):
        return [bad("Viber", f"VIBER_AUTH_TOKEN is refused: {said.get('status_message', '')}")]
    found = [good("Viber", "the token is right"), *_clocks("Viber", at, clock)]
    if said.get("webhook") != f"{settings.public_url}/viber/webhook":
        found.append(bad("Viber", "its webhook is not ours: is the bot running, with this PUBLIC_URL?"))
    if not settings.viber_monthly_budget:
        found.append(look("Viber", "VIBER_MONTHLY_BUDGET is 0: what is no crisis waits until people write"))
    return found


def _clocks(name: str, said: str, clock: Clock) -> list[Finding]:
    """Compare our clock with the one in the messenger's answer."""
    try:
        there: datetime = parsedate_to_datetime(said)
    except ValueError:
        return []
    apart = abs(clock.now() - there)
    if apart > OFF_BY:
        return [bad("clock", f"it is {apart.total_seconds():.0f} s apart from {name}'s: turn on NTP")]
    return []
