"""Viber's status codes; HTTP is always 200, the body's `status` says what happened."""

from typing import Any

Json = dict[str, Any]

OK = 0
INVALID_URL = 1
INVALID_AUTH_TOKEN = 2
BAD_DATA = 3
MISSING_DATA = 4
RECEIVER_NOT_REGISTERED = 5
RECEIVER_NOT_SUBSCRIBED = 6
WEBHOOK_NOT_SET = 10
RECEIVER_NO_SUITABLE_DEVICE = 11
TOO_MANY_REQUESTS = 12
API_VERSION_NOT_SUPPORTED = 13
GENERAL_ERROR = 99

NAMES = {
    OK: "ok",
    INVALID_URL: "invalidUrl",
    INVALID_AUTH_TOKEN: "invalidAuthToken",
    BAD_DATA: "badData",
    MISSING_DATA: "missingData",
    RECEIVER_NOT_REGISTERED: "receiverNotRegistered",
    RECEIVER_NOT_SUBSCRIBED: "receiverNotSubscribed",
    7: "publicAccountBlocked",
    8: "publicAccountNotFound",
    9: "publicAccountSuspended",
    WEBHOOK_NOT_SET: "webhookNotSet",
    RECEIVER_NO_SUITABLE_DEVICE: "receiverNoSuitableDevice",
    TOO_MANY_REQUESTS: "tooManyRequests",
    API_VERSION_NOT_SUPPORTED: "apiVersionNotSupported",
    14: "incompatibleWithVersion",
    15: "publicAccountNotAuthorized",
    16: "inchatReplyMessageNotAllowed",
    17: "publicAccountIsNotInline",
    18: "noPublicChat",
    19: "cannotSendBroadcast",
    20: "broadcastNotAllowed",
    21: "unsupportedCountry",
    22: "paymentUnsupported",
    23: "freeMessagesExceeded",
    24: "noBalance",
}


class ViberError(Exception):
    """A status other than 0; `detail` names the field, never what stands in it."""

    def __init__(self, status: int, detail: str = "") -> None:
        name = NAMES.get(status, "generalError")
        super().__init__(f"{name}: {detail}" if detail else name)
        self.status = status


def answer(status: int, message: str = "", **more: Any) -> Json:
    """An answer's body."""
    said = message or NAMES.get(status, "generalError")
    return {"status": status, "status_message": said, "chat_hostname": "SN-SANDBOX-01_", **more}
