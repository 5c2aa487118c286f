"""Verifying a help contact: a moderator says how, and perhaps by which source; it counts as fresh from today."""

from bot.domain import contacts
from bot.domain.contacts import Contact
from bot.domain.typed import folded
from bot.errors import Refused
from bot.i18n import _, ctx, everywhere
from bot.screens import Screen
from handlers.moderators import contact_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers
from handlers.moderators.contact_card import HOWS
from storage import contact_checks
from storage.contact_checks import CALLED, READ, TOLD, Check

LONGEST = 200  # characters of a note on the source
EXAMPLE = _("/verify 12 called it answers in Ukrainian")
WORDS = {
    CALLED: ctx("filter", "called|phoned"),
    READ: ctx("filter", "read|page"),
    TOLD: ctx("filter", "told|wrote"),
}


async def verify(turn: DeskTurn) -> Screen:
    """/verify N, which asks how; or /verify N HOW and a note on the source."""
    number, _space, said = turn.args.partition(" ")
    if not said.strip():
        return await look(turn, number)
    word, _more, note = " ".join(said.split()).partition(" ")
    how = next((id for id in WORDS if _is(word, id)), None)
    if how is None:
        raise Misread
    if len(note) > LONGEST:
        raise Refused(_("At most {n} characters about the source.").format(n=LONGEST))
    return await _verify(turn, _find(number), how, note)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of a contact."""
    one = _find(row)
    await turn.record("look", f"contact {one.number}")
    return await contact_card.card(turn.session, one)


async def pressed(turn: DeskTurn, row: str) -> Screen:
    """Verify from the card."""
    number, _dash, how = row.partition("-")
    if how not in HOWS:
        raise Misread
    return await _verify(turn, _find(number), how, "")


async def _verify(turn: DeskTurn, one: Contact, how: str, source: str) -> Screen:
    check = Check(how, contact_card.today(turn.session), source)
    before = (await contact_checks.every(turn.session)).get(one.id)
    if before is not None and (before.how, before.on) == (how, check.on) and source in ("", before.source):
        return await contact_card.card(turn.session, one, _("This is done already."))
    await contact_checks.put(turn.session, one.id, check)
    await turn.record("verify", f"contact {one.number}", how)
    return await contact_card.card(turn.session, one, _("Verified today."))


def _is(word: str, how: str) -> bool:
    spoken = (one for said in everywhere(WORDS[how]) for one in said.split("|"))
    return folded(word.rstrip(":,.")) in map(folded, spoken)


def _find(row: str) -> Contact:
    (number,) = numbers(row, 1)
    one = contacts.by_number(number)
    if one is None:
        raise Refused(_("There is no contact {number}. /contacts shows them.").format(number=number))
    return one


COMMANDS = (DeskCommand("verify", EXAMPLE, _("Mark a help contact as verified today"), verify),)
ACTIONS = (DeskAction("m-contact", look), DeskAction("m-verify", pressed))
