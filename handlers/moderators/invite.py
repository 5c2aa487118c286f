"""Invitations into a group: a link for each messenger that is on, and a picture of it for paper."""

from bot.domain import invitations
from bot.errors import Refused
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Screen
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from storage import groups, media, outbox
from storage.groups import INVITATION, Group


async def invite(turn: DeskTurn) -> None:
    """/invite N."""
    await invite_pressed(turn, turn.args)


async def invite_pressed(turn: DeskTurn, row: str) -> None:
    """Make one invitation and show it once for each messenger; only the hash of its token is kept."""
    (number,) = numbers(row, 1)
    group = await groups.by_number(turn.session, number)
    if group is None:
        raise Refused(_("There is no group {number}. /groups shows them.").format(number=number))
    token = invitations.new_token()
    links = _links(turn, token)
    if not links:
        raise Refused(
            _("No messenger is connected yet, so there is nowhere to invite to. Try again in a minute.")
        )
    await groups.invite(turn.session, group.id, token)
    await turn.record("invite", f"group {group.number}")
    for messenger, link in links:
        picture = await media.keep(turn.session, invitations.qr_png(link))
        outbox.push_to(
            turn.session, turn.desk, Screen(_caption(turn, group, messenger, link), picture=picture)
        )


def _links(turn: DeskTurn, token: str) -> list[tuple[str, str]]:
    known, found = turn.session.links, list[tuple[str, str]]()
    if known.telegram:
        found.append(("Telegram", invitations.telegram_link(known.telegram, token)))
    if known.viber:
        found.append(("Viber", invitations.viber_link(known.viber, token)))
    return found


def _caption(turn: DeskTurn, group: Group, messenger: str, link: str) -> Text:
    until = When(turn.session.now + INVITATION, pattern="d MMMM y")
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


COMMANDS = (DeskCommand("invite", "/invite 2", _("An invitation into a group, with a picture"), invite),)
ACTIONS = (DeskAction("m-invite", invite_pressed),)
