"""An invitation into a group: a link for each messenger that is on, and a picture of it for paper."""

from datetime import datetime, timedelta

from bot.domain import invitations
from bot.errors import Refused
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Screen
from storage import groups, media
from storage.database import Session
from storage.groups import INVITATION, Group


async def invitation(session: Session, group: Group, lasts: timedelta = INVITATION) -> list[Screen]:
    """Make one invitation, to be shown once for each messenger; only the hash of its token is kept."""
    token = invitations.new_token()
    links = _links(session, token)
    if not links:
        raise Refused(
            _("No messenger is connected yet, so there is nowhere to invite to. Try again in a minute.")
        )
    await groups.invite(session, group.id, token, lasts)
    return [await _screen(session, group, lasts, *link) for link in links]


def _links(session: Session, token: str) -> list[tuple[str, str]]:
    known, found = session.links, list[tuple[str, str]]()
    if known.telegram:
        found.append(("Telegram", invitations.telegram_link(known.telegram, token)))
    if known.viber:
        found.append(("Viber", invitations.viber_link(known.viber, token)))
    return found


async def _screen(session: Session, group: Group, lasts: timedelta, messenger: str, link: str) -> Screen:
    picture = await media.keep(session, invitations.qr_png(link))
    return Screen(_caption(session.now + lasts, group, messenger, link), picture=picture)


def _caption(ends: datetime, group: Group, messenger: str, link: str) -> Text:
    until = When(ends, pattern="d MMMM y")
    return paragraphs(
        _("Invitation into group {n}, {name}, on {messenger}.").format(
            n=group.number, name=group.name, messenger=messenger
        ),
        link,
        lines(
            _("For as many people as you like, until {when}.").format(when=until),
            _("The picture is the same link, for paper."),
        ),
    )
