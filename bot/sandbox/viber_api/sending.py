"""Messages from the bot: checked and billed, then handed to the phone."""

from typing import Any

from bot.sandbox.viber_api import statuses
from bot.sandbox.viber_api.accounts import Account
from bot.sandbox.viber_api.callbacks import encoded, new_token
from bot.sandbox.viber_api.checks import LARGEST_JSON, check_message
from bot.sandbox.viber_api.known_fields import unknown_fields
from bot.sandbox.viber_api.showing import show
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
    show(world, account, body, new_token())


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
    show(world, account, body, token)
    return answer(statuses.OK, message_token=token, billing_status=IN_SESSION if free else OUT_OF_SESSION)


def _with_name(message: Json, account: Account) -> Json:
    text = message.get("text")
    if not isinstance(text, str):
        return message
    return {**message, "text": text.replace(NAME_PLACEHOLDER, account.phone.title)}
