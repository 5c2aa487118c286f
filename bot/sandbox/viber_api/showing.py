"""Messages of the bot on the Viber phones: shown, or refused by the app with a `failed` event."""

from bot.sandbox.phones import Bubble
from bot.sandbox.viber_api.accounts import Account
from bot.sandbox.viber_api.app_checks import app_failure
from bot.sandbox.viber_api.callbacks import new_token
from bot.sandbox.viber_api.media import fetched
from bot.sandbox.viber_api.statuses import Json
from bot.sandbox.viber_api.world import World


def show(world: World, account: Account, body: Json, token: int) -> None:
    """Show it, unless the app finds something wrong: then it says so by `failed`."""
    problem = app_failure(body)
    if problem:
        world.note(account, problem)
    if world.failures:
        problem = world.failures.popleft()
    bubble = _bubble(world, account, body, token)
    if problem:
        _fail(world, account, bubble, problem)
        return
    world.show_keyboard(account, body.get("keyboard"))
    account.tracking_data = str(body.get("tracking_data") or "")
    if bubble and body.get("type") == "picture":
        fetching = _fetch(world, account, bubble, body["media"])
        world.callbacks.background(fetching, "sandbox viber picture")
        return
    world.tell(account, "delivered", message_token=token, user_id=account.id)


def _bubble(world: World, account: Account, body: Json, token: int) -> Bubble | None:
    kind = body.get("type")
    if kind is None:
        return None
    bubble = world.bubble(account, False, _words(body), "photo" if kind == "picture" else str(kind))
    bubble.id = str(token)
    return bubble


def _words(body: Json) -> str:
    kind = body["type"]
    if kind in ("text", "picture"):
        return str(body["text"])
    if kind == "contact":
        return f"👤 {body['contact']['name']} {body['contact']['phone_number']}"
    if kind == "location":
        return f"📍 {body['location']['lat']}, {body['location']['lon']}"
    return str(body.get("file_name") or body.get("media") or kind)


async def _fetch(world: World, account: Account, bubble: Bubble, url: str) -> None:
    try:
        data, content_type = await fetched(world.callbacks.session(), url)
    except ValueError as unusable:
        world.note(account, str(unusable))
        _fail(world, account, bubble, str(unusable))
        return
    bubble.photo = world.phones.keep_picture(data, content_type)
    world.phones.changed(account.phone)
    world.tell(account, "delivered", message_token=int(bubble.id), user_id=account.id)


def _fail(world: World, account: Account, bubble: Bubble | None, why: str) -> None:
    token = int(bubble.id) if bubble else new_token()
    if bubble:
        bubble.failed = True
    world.phones.changed(account.phone)
    world.tell(account, "failed", message_token=token, user_id=account.id, desc=why)
