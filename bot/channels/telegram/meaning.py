"""What the errors of the Bot API mean for a message."""

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.errors import Halted, NotAllowed, TopicGone, TryLater, Undeliverable, Unreachable

# A closed topic, too: who may not write there may not open it either, and finds the general place.
NO_TOPIC = ("message thread not found", "TOPIC_DELETED", "TOPIC_CLOSED")


def says(error: TelegramAPIError, *sentences: str) -> bool:
    """Whether an error contains one of the sentences."""
    return any(sentence in error.message for sentence in sentences)


def meaning(error: TelegramAPIError) -> Exception:
    """What an error of the Bot API means for the message."""
    match error:
        case TelegramRetryAfter():
            return TryLater("too many requests", float(error.retry_after))
        case TelegramForbiddenError():
            return Unreachable("blocked or gone")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Halted("the token is not accepted")
        case TelegramEntityTooLarge():
            return Undeliverable("too large")
        case TelegramServerError() | TelegramNetworkError():
            return TryLater("the server is in trouble")
        case TelegramBadRequest():
            return _refusal(error)
    return TryLater("an unknown refusal")


def _refusal(error: TelegramBadRequest) -> Exception:
    if says(error, "chat not found", "PEER_ID_INVALID"):
        return Unreachable("no such chat")
    if says(error, *NO_TOPIC):
        return TopicGone("no such topic")
    if says(error, "not enough rights"):
        return NotAllowed("a right is missing")
    return Undeliverable("refused as a bad request")
