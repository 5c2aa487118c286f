"""Signs of danger in what a person writes: the numbers come at once, and moderators hear of it."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from bot.domain import distress
from bot.i18n import _, paragraphs
from bot.screens import Screen
from handlers import sos
from handlers.base import Turn
from handlers.moderators import alerts
from storage import outbox
from storage.outbox import Priority

AGAIN = timedelta(minutes=30)  # the same card is not pushed with every sentence


async def watch(turn: Turn) -> None:
    """Read the words for signs of danger; the numbers go out before anything else, moderators see the kind only."""
    if turn.event.kind not in ("words", "photo", "voice", "edited") or len(turn.event.text) < 3:
        return
    kinds = {sign.kind for sign in distress.signs(turn.event.text)}
    if not kinds or not _is_news(turn, kinds):
        return
    card = sos.screen(turn.person)
    calm = _("It sounds as if it is very hard, or dangerous, right now.")
    here = turn.arrival.here  # where it was written: the other account's phone may be in other hands
    outbox.push_to(turn.session, here, Screen(paragraphs(calm, card.text), card.rows), Priority.CRISIS)
    if turn.person.consent:
        await alerts.distress_seen(turn.session, turn.person, sorted(kinds))


def seen_lately(turn: Turn) -> bool:
    """Say whether signs of danger were found in these words of the person, or shortly before them."""
    last = turn.state.get("signs")
    return last is not None and turn.session.now - datetime.fromisoformat(last["at"]) < AGAIN


def _is_news(turn: Turn, kinds: AbstractSet[str]) -> bool:
    """Say whether the last card is long ago, or was about something else: a wound after a threat is news."""
    now, last = turn.session.now, turn.state.get("signs")
    seen: set[str] = set()
    if last is not None and now - datetime.fromisoformat(last["at"]) < AGAIN:
        seen.update(last["kinds"])
    if kinds <= seen:
        return False
    turn.state["signs"] = {"at": now.isoformat(), "kinds": sorted(seen | kinds)}
    return True
