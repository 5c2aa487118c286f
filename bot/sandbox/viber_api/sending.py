"""Messages from the bot: checked, billed, shown; what only the app checks fails later."""

from typing import Any

from bot.sandbox.phones import Bubble
from bot.sandbox.viber_api import statuses
from bot.sandbox.viber_api.accounts import Account
from bot.sandbox.viber_api.callbacks import encoded, new_token
from bot.sandbox.viber_api.checks import LARGEST_JSON, app_failure, check_message, unknown_fields
from bot.sandbox.viber_api.media import fetched
from bot.sandbox.viber_api.statuses import Json, ViberError, answer
from bot.sandbox.viber_api.world import World

MOST_RECEIVERS = 300
NAME_PLACEHOLDER = "replace_me_with_user_name"
IN_SESSION, OUT_OF_SESSION = 1, 2
"""`billing_status` of the answer."""


def send_message(world: World, body: Json) -> Json:
    """One message to one person; ViberError with the status if Viber refuses it."""
    account = _receiver(world, body.get("receiver"))
    _checked(world, account, body)
    return _send(world, account, body)


def broadcast_message(world: World, body: Json) -> Json:
    """One message to many; those who could not get it are in `failed_list`."""
    receivers = body.get("broadcast_list")
    if not isinstance(receivers, list) or not 1 <= len(receivers) <= MOST_RECEIVERS:
        raise ViberError(statuses.BAD_DATA, "broadcast_list")
    message = {key: value for key, value in body.items() if key != "broadcast_list"}
    _checked(world, None, message)
    failed = []
    for receiver in receivers:
        try:
            account = _receiver(world, receiver)
            _send(world, account, _with_name(message, account))
        except ViberError as refused:
            failed.append({"receiver": receiver, **answer(refused.status)})
    return answer(statuses.OK, message_token=new_token(), failed_list=failed)


def show_welcome(world: World, account: Account, body: Json) -> None:
    """The message in the answer to `conversation_started`: free, and the only one before subscribing."""
    try:
        _checked(world, account, body)
    except ViberError as refused:
        world.note(account, f"welcome message: {refused}")
        return
    world.messages["welcome"] += 1
    _show(world, account, body, new_token())


def _receiver(world: World, receiver: Any) -> Account:
    if not receiver:
        raise ViberError(statuses.MISSING_DATA, "receiver")
    account = world.accounts.get(str(receiver))
    if account is None:
        raise ViberError(statuses.RECEIVER_NOT_REGISTERED)
    return account


def _checked(world: World, account: Account | None, body: Json) -> None:
    if len(encoded(body)) > LARGEST_JSON:
        raise ViberError(statuses.BAD_DATA, "the JSON is larger than 30 KB")
    check_message(body)
    for name in unknown_fields(body):
        world.note(account, f"unknown field {name}")


def _send(world: World, account: Account, body: Json) -> Json:
    now = world.clock.now()
    if not account.subscribed:
        raise ViberError(statuses.RECEIVER_NOT_SUBSCRIBED)
    if int(body.get("min_api_version") or 1) > account.api_version:
        raise ViberError(statuses.API_VERSION_NOT_SUPPORTED)
    if not account.may_get_another(now):
        raise ViberError(statuses.TOO_MANY_REQUESTS)
    account.unanswered.append(now)
    free = account.is_free(now)
    world.messages["free" if free else "paid"] += 1
    token = new_token()
    _show(world, account, body, token)
    return answer(statuses.OK, message_token=token, billing_status=IN_SESSION if free else OUT_OF_SESSION)


def _show(world: World, account: Account, body: Json, token: int) -> None:
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


def _with_name(message: Json, account: Account) -> Json:
    text = message.get("text")
    if not isinstance(text, str):
        return message
    return {**message, "text": text.replace(NAME_PLACEHOLDER, account.phone.title)}
