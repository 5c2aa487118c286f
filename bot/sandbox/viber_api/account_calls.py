"""The calls about the bot's account and its subscribers."""

from datetime import timedelta

from bot.sandbox.viber_api import statuses
from bot.sandbox.viber_api.callbacks import encoded
from bot.sandbox.viber_api.statuses import Json, ViberError, answer
from bot.sandbox.viber_api.world import World

EVENT_TYPES = ("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started", "message")
ALWAYS = ("subscribed", "unsubscribed", "message")
MOST_ONLINE = 100
DETAILS_CALLS = 2
DETAILS_WITHIN = timedelta(hours=12)


async def set_webhook(world: World, body: Json) -> Json:
    """Call the address back before answering; an empty address removes the webhook."""
    url, wanted, callbacks = body.get("url"), body.get("event_types"), world.callbacks
    if not isinstance(url, str):
        raise ViberError(statuses.MISSING_DATA, "url")
    if wanted is not None and not _are_event_types(wanted):
        raise ViberError(statuses.BAD_DATA, "event_types")
    before, callbacks.url = callbacks.url, url
    if url and await callbacks.post(encoded(world.event("webhook"))) is None:
        callbacks.url = before
        raise ViberError(statuses.INVALID_URL, "the address did not answer 200")
    callbacks.event_types = None if wanted is None else [*dict.fromkeys([*wanted, *ALWAYS])]
    world.names, world.photos = bool(body.get("send_name", True)), bool(body.get("send_photo", True))
    return answer(statuses.OK, event_types=callbacks.event_types or [*EVENT_TYPES])


async def get_account_info(world: World, body: Json) -> Json:
    return answer(
        statuses.OK,
        id="pa:0000000000000000000",
        name="Kolo",
        uri="kolosandbox",
        icon="",
        category="Local Businesses",
        subcategory="Sandbox",
        country="UA",
        webhook=world.callbacks.url,
        event_types=world.callbacks.event_types or [*EVENT_TYPES],
        subscribers_count=sum(account.subscribed for account in world.accounts.values()),
        members=[],
    )


async def get_user_details(world: World, body: Json) -> Json:
    """Twice in 12 hours for one person, then status 12."""
    account = world.accounts.get(str(body.get("id")))
    if account is None:
        raise ViberError(statuses.RECEIVER_NOT_REGISTERED)
    now, asked = world.clock.now(), account.details_asked
    while asked and now - asked[0] >= DETAILS_WITHIN:
        asked.popleft()
    if len(asked) >= DETAILS_CALLS:
        raise ViberError(statuses.TOO_MANY_REQUESTS)
    asked.append(now)
    device = {"primary_device_os": "android 15", "viber_version": "26.1", "mcc": 255, "mnc": 1}
    return answer(statuses.OK, user={**world.user(account), **device, "device_type": "phone"})


async def get_online(world: World, body: Json) -> Json:
    ids = body.get("ids")
    if not isinstance(ids, list) or len(ids) > MOST_ONLINE:
        raise ViberError(statuses.BAD_DATA, "ids")
    users = [
        {"id": one, "online_status": 0, "online_status_message": "online"}
        for one in ids
        if one in world.accounts
    ]
    return answer(statuses.OK, users=users)


def _are_event_types(wanted: object) -> bool:
    return isinstance(wanted, list) and all(one in EVENT_TYPES for one in wanted)
