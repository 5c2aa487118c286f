"""Sending an announcement: counted, agreed to by a second moderator, then on its way until done or stopped."""

from typing import Final

from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, _, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import agreeing, announcement_card as card
from handlers.moderators.agreeing import AgreedAct
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from storage import announced, announcements, groups
from storage.agreements import Agreement
from storage.announcements import DRAFT, DROPPED, GOING, STOPPED, Announcement

ACT: Final = "announcement"
BEGINNING: Final = 300  # characters of each text, for who is to agree
OTHERWISE: Final = _("Announcement {n} was changed or sent meanwhile. Nothing was done.")
NOT_COUNTED: Final = _("Please count first whom it reaches: who is to agree should know.")
NOT_GOING: Final = _("Announcement {n} is not being sent, so there is nothing to stop.")
NO_GROUP: Final = _(
    "Group {group} is closed, or went into another one. Please say anew whom it is for: /announce {n} to …"
)
WHOLE: Final = _("The whole text: /announce {n}")
SENDING: Final = _("It is on its way, after everything else. It can be stopped: /announce stop {n}")


async def count(turn: DeskTurn, row: str) -> Screen:
    """Let it be counted whom a draft reaches; the card comes when that is done."""
    one = await _for_somebody(turn, await _draft(turn, row))
    if not one.busy and not await announcements.count(turn.session, one):
        raise Refused(OTHERWISE.format(n=one.number))
    await turn.record("news-count", f"announcement {one.number}")
    return await card.anew(turn, one)


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask a second moderator; what they agree to is what is written now."""
    one = await _for_somebody(turn, await _draft(turn, row))
    if not one.texts:
        raise Refused(card.written(one))
    if not one.counted:
        raise Refused(NOT_COUNTED)
    beginnings = (lines(LANGUAGE_NAMES[code], _short(text)) for code, text in sorted(one.texts.items()))
    shown = await card.screen(turn.session, one)
    says = paragraphs(shown.text, *beginnings, WHOLE.format(n=one.number))
    return await agreeing.ask(turn, ACT, f"{one.number}-{one.revision}", says)


def _short(text: str) -> str:
    return text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]} …"


async def send(turn: DeskTurn, wish: Agreement) -> Screen:
    """Two agreed: it goes, if it is still what they agreed to."""
    number, _dash, revision = wish.about.partition("-")
    one = await _for_somebody(turn, await card.find(turn, number))
    if str(one.revision) != revision or not await announcements.move(
        turn.session, one, (DRAFT,), GOING, at_work=True
    ):
        raise Refused(OTHERWISE.format(n=one.number))
    await turn.record("news-send", f"announcement {one.number}")
    note = lines(agreeing.both(turn, wish), SENDING.format(n=one.number))
    return await card.anew(turn, one, note)


async def stop(turn: DeskTurn, row: str) -> Screen:
    """Stop it at once: what is not on its way to the messenger already does not go any more."""
    one = await card.find(turn, row)
    if not await announcements.move(turn.session, one, (GOING,), STOPPED):
        raise Refused(NOT_GOING.format(n=one.number))
    await announced.take_back(turn.session, one.id, one.number)
    await turn.record("news-stop", f"announcement {one.number}")
    return await card.anew(turn, one)


async def drop(turn: DeskTurn, row: str) -> Screen:
    """Ask once, then throw a draft away: "5", "5-yes"."""
    number, dash, said = row.partition("-")
    one = await _draft(turn, number)
    back = action_button(_("Back"), "m-news", one.number)
    if not dash:
        away = action_button(_("Throw away"), "m-news-drop", f"{one.number}-yes", "danger")
        return Screen(_("Throw announcement {n} away?").format(n=one.number), stacked(away, back))
    if said != "yes":
        raise Misread
    await announcements.forget(turn.session, one, DROPPED, {})
    await turn.record("news-drop", f"announcement {one.number}")
    return Screen(_("It is thrown away."), stacked(action_button(_("All announcements"), "m-newses", "")))


async def _for_somebody(turn: DeskTurn, one: Announcement) -> Announcement:
    """Return it; raise Refused when its group was closed or merged since."""
    if one.audience.group and await groups.by_number(turn.session, one.audience.group) is None:
        raise Refused(NO_GROUP.format(group=one.audience.group, n=one.number))
    return one


async def _draft(turn: DeskTurn, row: str) -> Announcement:
    one = await card.find(turn, row)
    if one.status != DRAFT:
        raise Refused(OTHERWISE.format(n=one.number))
    return one


ACTIONS = (
    DeskAction("m-news-count", count),
    DeskAction("m-news-ask", ask),
    DeskAction("m-news-stop", stop),
    DeskAction("m-news-drop", drop),
)
AGREED = (AgreedAct(ACT, send),)
