"""/link: a short code of one chat, written in another, lets both belong to the same person."""

from typing import Final

from bot.domain import codes
from bot.domain.invitations import telegram_link, viber_link
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, command_button
from handlers.accounts.chats import connected
from handlers.accounts.trying import (
    LINKING,
    TOO_OFTEN,
    TWO_ALREADY,
    WRONG,
    ask,
    hindrance,
    plain,
    take_away,
    wrong,
)
from handlers.base import Here, Reply, Turn
from handlers.how_are_you import planning
from storage import accounts, audit, code_tries, link_codes, outbox, persons, requests
from storage.outbox import Priority

WRITE: Final = _("Please write the code that the other chat shows: ten digits.")
LENGTH: Final = _("This is no such code: it has ten digits and nothing else.")
OWN: Final = _("This code was shown to you, so it is for your other phone or messenger. It is still valid.")
SURE: Final = _(
    "Do you use both chats yourself? They will belong to the same person: requests, talks and settings "
    "are seen in both, and answers come where you write.\n\n"
    "If somebody gave you this code, press “No”: it would open your talks to them, or theirs to you."
)
DONE: Final = _("Both chats are yours now. What was begun goes on here as well.")
NOT_JOINED: Final = _("Nothing was connected, and the code is worth nothing any more.")
NEWS: Final = _(
    "A second chat, on {messenger}, now belongs to you: what is in this one can be read there too. "
    "If that was not you, press the button: it is cut off at once."
)


async def link(turn: Turn) -> Screen:
    """Show a code; with a code after the command, or for a newcomer, take one."""
    if turn.args:
        return await tried(turn, turn.args)
    if not turn.person.consent:
        return ask(turn, LINKING, WRITE)
    chats = await accounts.chats(turn.session, turn.person.id)
    return connected(turn, chats) if len(chats) > 1 else await _shown(turn)


async def pressed(turn: Turn, row: str) -> Reply:
    """Ask for a code, or take the answer of the chat that wrote one."""
    match row:
        case "type":
            return ask(turn, LINKING, WRITE)
        case "yes":
            return await _join(turn)
        case "no":
            await link_codes.take(turn.session, turn.arrival.account.id)
            return plain(turn, NOT_JOINED)
    return await link(turn)


async def _shown(turn: Turn) -> Screen:
    """Make a code and show it, with a link that opens the other messenger."""
    code = await link_codes.make(turn.session, turn.person.id)
    text = paragraphs(
        _("Write this code in your other chat with the bot, within ten minutes:"),
        codes.grouped(code),
        _("There write /link and then the code. It works once. Give it to nobody: it opens your talks."),
        _opens(turn, code),
    )
    have = action_button(_("I have a code"), LINKING, "type")
    return plain(turn, text, have, command_button(_("Settings"), "settings"))


def _opens(turn: Turn, code: str) -> Text | None:
    known, token = turn.session.links, f"{codes.IN_LINK}{code}"
    if turn.arrival.account.channel == "telegram" and known.viber:
        return lines(_("Or open Viber with it:"), viber_link(known.viber, token))
    if turn.arrival.account.channel == "viber" and known.telegram:
        return lines(_("Or open Telegram with it:"), telegram_link(known.telegram, token))
    return None


async def tried(turn: Turn, text: str) -> Screen:
    """Take a code; the person is asked before anything is connected."""
    code = codes.digits(text)
    take_away(turn)
    if not codes.is_link_code(code):
        return plain(turn, LENGTH, action_button(_("Write it again"), LINKING, "type"))
    if await link_codes.is_of(turn.session, code, turn.person.id):
        return plain(turn, OWN)
    here = turn.arrival.account
    if not (await code_tries.may_try(turn.session, here) and await code_tries.all_may_try(turn.session)):
        return plain(turn, TOO_OFTEN)
    if (why := await hindrance(turn)) is not None:
        return plain(turn, why)
    if not await link_codes.claim(turn.session, code, here.id):
        return await wrong(turn, LINKING)
    yes, no = action_button(_("Yes, both are mine"), LINKING, "yes"), action_button(_("No"), LINKING, "no")
    return Screen(SURE, ((yes,), (no,)), passing=True)


async def _join(turn: Turn) -> Reply:
    """Let this chat belong to the person who showed the code, and tell their other chat."""
    here = turn.arrival.account
    if (why := await hindrance(turn)) is not None:
        return plain(turn, why)
    person_id = await link_codes.take(turn.session, here.id)
    if person_id is None:
        return plain(turn, WRONG, action_button(_("Write it again"), LINKING, "type"))
    if len(await accounts.chats(turn.session, person_id)) > 1:
        return plain(turn, TWO_ALREADY)
    if not await persons.become(turn.session, turn.arrival, person_id):
        return plain(turn, WRONG)
    await audit.write(turn.session, "", "link", "account")
    await requests.look_at_all(turn.session)
    await planning.back(turn.session, turn.person)
    await _tell_the_other(turn)
    return Here(DONE)


async def _tell_the_other(turn: Turn) -> None:
    here = turn.arrival.account
    text = NEWS.format(messenger=here.channel.capitalize())
    not_me = action_button(_("That was not me"), "unlink", here.id, "danger")
    for chat in await accounts.chats(turn.session, turn.person.id):
        if chat.account.id != here.id and chat.open:
            rows = ((not_me,), (command_button(_("Menu"), "menu"),))
            outbox.push_to(turn.session, chat.account, Screen(text, rows), Priority.TALK)
