"""The card of an announcement: whom it is for, what is written, whom it reaches, what can be done."""

from collections.abc import Mapping
from typing import Final

from bot.domain.announcements import text_for
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, LANGUAGES, Language, Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid
from handlers.moderators import alerts, announcement_counts, audience_words
from handlers.moderators.base import DeskTurn, numbers
from storage import announcements
from storage.announcements import DONE, DRAFT, DROPPED, GOING, STOPPED, Announcement
from storage.database import Session

STATES: Final[Mapping[str, Msg]] = {
    DRAFT: ctx("announcement", "being written"),
    GOING: ctx("announcement", "is being sent"),
    STOPPED: ctx("announcement", "stopped"),
    DONE: ctx("announcement", "sent"),
}
NUMBER: Final = _("Announcement {n}: {state}")
UNKNOWN: Final = _("There is no announcement {n}. /announce shows them.")
READ_OTHER: Final = _("{language}: not written, reads {other}")


async def find(turn: DeskTurn, row: str) -> Announcement:
    """Return the announcement with the number in `row`, kept as it is until the commit; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    one = await announcements.lock(turn.session, number)
    if one is None or one.status == DROPPED:
        raise Refused(UNKNOWN.format(n=number))
    return one


async def anew(turn: DeskTurn, one: Announcement, note: Text | None = None) -> Screen:
    """Return the card as the announcement stands now."""
    return await screen(turn.session, await announcements.get(turn.session, one.id) or one, note)


async def screen(session: Session, one: Announcement, note: Text | None = None) -> Screen:
    """Return the card."""
    title = NUMBER.format(n=one.number, state=STATES[one.status])
    danger = _("Danger zones: it is safe, and goes there too") if one.audience.safe else None
    whom = lines(
        _("For: {whom}").format(whom=audience_words.told(one.audience)),
        danger or _("Danger zones: nobody there gets it"),
    )
    text = paragraphs(note, title, whom, written(one), await announcement_counts.told(session, one))
    return Screen(text, (*grid(_previews(one), 3), *grid(_buttons(one))))


def written(one: Announcement) -> Text:
    """What is written in each language, and what those read whose language has nothing."""
    if not one.texts:
        kept = _("The text is not kept any more.")
        return kept if one.status in (DONE, STOPPED) else _("Nothing is written yet.")
    return lines(*(_of_language(one, code) for code in LANGUAGES))


def _of_language(one: Announcement, code: Language) -> Text:
    read, text = text_for(one.texts, code)
    if read != code:
        return READ_OTHER.format(language=LANGUAGE_NAMES[code], other=LANGUAGE_NAMES[read])
    length = _("{language}: {n} characters")
    return length.format(language=LANGUAGE_NAMES[code], n=len(text))


def _previews(one: Announcement) -> tuple[Button, ...]:
    return tuple(
        action_button(LANGUAGE_NAMES[code], "m-news-see", f"{one.number}-{code}")
        for code in LANGUAGES
        if one.texts
    )


def _buttons(one: Announcement) -> tuple[Button, ...]:
    n = one.number
    buttons = {
        DRAFT: (
            action_button(_("Whom it is for"), "m-news-for", n),
            action_button(_("Danger zones"), "m-news-safe", n),
            action_button(_("Count"), "m-news-count", n),
            action_button(_("Ask a second one"), "m-news-ask", n, "primary"),
            action_button(_("Throw away"), "m-news-drop", n),
        ),
        GOING: (
            action_button(_("How far"), "m-news", n),
            action_button(_("Stop it"), "m-news-stop", n, "danger"),
        ),
    }
    return (*buttons.get(one.status, ()), action_button(_("All announcements"), "m-newses", ""))


async def tell(session: Session, id: int) -> None:
    """Show every moderators' chat that it is counted, or over."""
    one = await announcements.get(session, id)
    if one is not None:
        await alerts.push(session, await screen(session, one))
