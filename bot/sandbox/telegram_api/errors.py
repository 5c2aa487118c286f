"""Errors in the Bot API's own words: a code, a description, sometimes parameters."""

from typing import Any

Json = dict[str, Any]


class TelegramError(Exception):
    """An answer with `ok: false`; the description is the API's wording."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BadRequest(TelegramError):
    """400, with the prefix the server writes."""

    def __init__(self, what: str, **parameters: Any) -> None:
        super().__init__(400, f"Bad Request: {what}", **parameters)


class Forbidden(TelegramError):
    """403: this chat can no longer be written to."""

    def __init__(self, what: str) -> None:
        super().__init__(403, f"Forbidden: {what}")


class Conflict(TelegramError):
    """409: two ways of getting updates at once."""

    def __init__(self, what: str) -> None:
        super().__init__(409, f"Conflict: {what}")


class TooMany(TelegramError):
    """429, with the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NO_FILE = "wrong file_id or the file is temporarily unavailable"
