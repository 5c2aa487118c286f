"""What is counted of an announcement: whom it would reach and how, who is left out; later how many went."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import LANGUAGE_NAMES, LANGUAGES, Msg, Text, _, ctx, lines, paragraphs
from handlers.moderators import labels
from storage import announced, audiences
from storage.announcements import DRAFT, Announcement
from storage.database import Session

REACHED: Final = ctx("audience", "reached")
HOW: Final[Mapping[str, Text]] = {
    "telegram": "Telegram",
    "viber": "Viber",
    audiences.PAID: ctx("audience", "of these cost money"),
    audiences.NIGHT: ctx("audience", "asleep, get it by day"),
}
LEFT_OUT: Final[Mapping[str, Msg]] = {
    audiences.DANGER: ctx("audience", "in danger zones"),
    audiences.WISHED: ctx("audience", "want no news"),
    audiences.UNREACHED: ctx("audience", "nothing reaches them"),
}
WENT: Final = ctx("audience", "sent")
UNDER_WAY: Final = ctx("audience", "on their way")
NOT_YET: Final = ctx("audience", "not begun yet")
AFTER_ALL: Final = ctx("audience", "left out meanwhile")
NOT_ARRIVED: Final = ctx("audience", "did not arrive, or unknown")
MONEY: Final = _(
    "Money: {n} messages may be paid for now. Announcements take half of the month’s budget at most. "
    "Whom it does not reach waits until they write, three days at most."
)


async def told(session: Session, one: Announcement) -> Text | None:
    """Return what is known now: the count of a draft, or how far it has gone."""
    if one.status != DRAFT:
        return went(await progress(session, one))
    if one.busy:
        return _("It is being counted.")
    if one.counts is None:
        return _("Nobody has counted yet whom it reaches.")
    counts = one.counts
    reached = sum(counts.get(code, 0) for code in LANGUAGES)
    money = MONEY.format(n=await announced.can_pay(session)) if counts.get(audiences.PAID) else None
    return paragraphs(
        lines(
            labels.counted(REACHED, reached),
            *(labels.counted(says, counts[key]) for key, says in HOW.items() if counts.get(key)),
        ),
        lines(*(_spoken(one, code) for code in LANGUAGES if counts.get(code))),
        lines(*(labels.counted(says, counts.get(key, 0)) for key, says in LEFT_OUT.items())),
        money,
    )


def _spoken(one: Announcement, code: str) -> Text:
    return labels.counted(LANGUAGE_NAMES[code], (one.counts or {}).get(code, 0))


async def progress(session: Session, one: Announcement) -> Mapping[str, int]:
    """Return how many were sent it and how many not, from the rows while they are kept."""
    kept = not one.texts and one.counts is not None
    return one.counts or {} if kept else await announced.counts(session, one.id, one.number)


def went(counts: Mapping[str, int]) -> Text:
    """Tell how many were sent it."""
    still = counts.get(announced.STILL, 0)
    lost = max(0, counts.get(announced.PUT, 0) - still)
    rows = (
        (WENT, counts.get(announced.SENT, 0)),
        (UNDER_WAY, still),
        (NOT_YET, counts.get(announced.WAITING, 0)),
        (AFTER_ALL, counts.get(announced.LEFT, 0)),
        (NOT_ARRIVED, lost),
    )
    return lines(*(labels.counted(says, n) for says, n in rows if n or says is WENT))
