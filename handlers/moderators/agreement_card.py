"""What waits for a second moderator, as it is asked for and as it is said again while nobody answers."""

from bot.i18n import Text, When, _, paragraphs
from bot.screens import Screen, action_button
from handlers.moderators.reasons import REVEALING
from storage.agreements import Agreement


def card(wish: Agreement, says: Text) -> Screen:
    """Return what is asked for (`says` tells what and why), until when, and the two answers."""
    asked = _("Moderator {n} asks for this. Another one has to agree, until {time}.")
    text = paragraphs(says, asked.format(n=wish.asker, time=When(wish.until, pattern="HH:mm")))
    answers = (
        action_button(_("I agree"), "m-agree", wish.id, "primary"),
        action_button(_("No"), "m-disagree", wish.id),
    )
    return Screen(text, (answers,))


def reminder(wish: Agreement) -> Screen:
    """Return the card said again: what, why, and that the whole stands above."""
    why = (
        _("Reason: {reason}").format(reason=REVEALING.get(wish.reason, wish.reason)) if wish.reason else None
    )
    above = _("A second moderator is waited for: {what}. The whole stands above.")
    return card(wish, paragraphs(above.format(what=_what(wish)), why))


def _what(wish: Agreement) -> Text:
    kind, _space, row = wish.about.rpartition(" ")
    match wish.act, kind:
        case "announcement", _any:
            return _("sending announcement {n}").format(n=row.partition("-")[0])
        case "close-group", _any:
            return _("closing group {n}").format(n=row)
        case "unhush", _any:
            return _("letting sending go on")
        case "reveal", "request":
            return _("showing who is behind request {n}").format(n=row)
        case "reveal", _any:
            return _("showing who is behind helper {n}").format(n=row)
    return _("obstacles as a file ({form})").format(form=row)
