"""The errors that carry a decision: what a person reads, what is sent again, who cannot be reached."""

from bot.i18n import Text


class Refused(Exception):
    """Something cannot be done, and the person reads why; nothing was changed."""

    def __init__(self, text: Text) -> None:
        super().__init__("refused")  # the text stays out of logs
        self.text = text


class TryLater(Exception):
    """The messenger could not take a message now; send it again after `seconds` (None: back off).

    `unsure`: it did not answer, and may have taken it all the same.
    """

    def __init__(self, reason: str, seconds: float | None = None, unsure: bool = False) -> None:
        super().__init__(reason)
        self.seconds, self.unsure = seconds, unsure


def may_have_arrived(error: Exception) -> bool:
    """Whether a message that failed so may be on the phone all the same."""
    return isinstance(error, TryLater) and error.unsure


class Unreachable(Exception):
    """The messenger says that this account is gone, blocked or left: no message can arrive."""


class Unpaid(Exception):
    """A message costs money that is not there: the budget is spent, or (`refused`) the messenger says so itself."""

    def __init__(self, refused: bool = False) -> None:
        super().__init__("refused" if refused else "over the budget")
        self.refused = refused


class Undeliverable(Exception):
    """The messenger refuses this one message for good; the account itself is fine."""


class NotAllowed(Undeliverable):
    """The bot lacks a right in this chat that only its administrators can give."""


class TopicGone(Undeliverable):
    """The topic that a message was meant for is not there any more; the chat itself is fine."""


class Halted(Exception):
    """The messenger refuses us altogether (token, account, balance): stop and raise an alarm."""
