"""Banning a person for a stated reason, and ending a ban; they and whoever was with them hear it kindly."""

from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import banned, banning
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.moderators.own import must_be_about_others
from handlers.moderators.person import anew, find
from handlers.moderators.person_card import BANS
from storage import accounts, bans, outbox, phone_sweeps

MEANS = _(
    "A banned person can no longer ask, help, join groups or talk. /sos, /mydata and /forget stay open to them. "
    "Their requests are closed, whom they helped is led to others, those who helped them are free and hear it "
    "kindly, without the reason. What others wrote to them as a helper in the last two days is deleted from their "
    "Telegram chat. The ban outlives /forget by a year."
)
TAKEN_OFF = _(
    "What people whom you helped wrote to you in the last two days is being deleted from this chat."
)
OPEN_AGAIN = _(
    "The moderators have opened asking, helping, groups and talks for you again. "
    "What was open before has ended; you can begin anew."
)
DONE = _("This is done already.")


async def ban(turn: DeskTurn) -> Screen:
    """/ban N."""
    return await ask(turn, turn.args)


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask for the reason; nothing is done yet."""
    number, person = await find(turn, row)
    await turn.record("look", f"person {number}")
    if person.banned:
        return await anew(turn, person, DONE)
    ways = [action_button(says, "m-banned", f"{number}-{id}") for id, says in BANS.items()]
    back = action_button(_("Do not ban"), "m-person", number)
    title = _("Why ban person {n}? The reason is kept in the audit.").format(n=number)
    return Screen(paragraphs(title, MEANS), stacked(*ways, back))


async def ban_for(turn: DeskTurn, row: str) -> Screen:
    """Ban for one of the reasons; all that is open ends."""
    said, _dash, reason = row.partition("-")
    if reason not in BANS:
        raise Misread
    number, person = await find(turn, said)
    if not await bans.ban(turn.session, person.id, reason):
        return await anew(turn, person, DONE)
    await turn.record("ban", f"person {number}", reason)
    await banning.end_all(turn.session, person.id)
    await outbox.take_back(turn.session, person.id)
    taken_off = await _take_off(turn, person.id)
    account = await accounts.of_person(turn.session, person.id)
    if account is not None:
        outbox.push_to(turn.session, account, banned.screen(TAKEN_OFF if taken_off else None))
    return await anew(turn, person, _("Banned by a moderator. The person has been told what stays open."))


async def _take_off(turn: DeskTurn, person_id: int) -> bool:
    """Let what people told this helper go from their phone; their own words stay there, for whatever they say to it."""
    theirs = [chat.account.id for chat in await accounts.chats(turn.session, person_id)]
    return await phone_sweeps.of_banned(turn.session, theirs)


async def unban(turn: DeskTurn) -> Screen:
    """/unban N."""
    return await unban_pressed(turn, turn.args)


async def unban_pressed(turn: DeskTurn, row: str) -> Screen:
    """End a ban; the person can ask again, and volunteer and join anew."""
    number, person = await find(turn, row)
    await must_be_about_others(turn, person.id)
    if not await bans.lift(turn.session, person.id):
        return await anew(turn, person, DONE)
    await turn.record("unban", f"person {number}")
    menu = stacked(command_button(_("Menu"), "menu"))
    await outbox.push(turn.session, person.id, Screen(OPEN_AGAIN, menu))
    return await anew(turn, person, _("The ban is over. The person has been told."))


COMMANDS = (
    DeskCommand("ban", "/ban 12", _("Ban a person, for a reason; asked once more"), ban),
    DeskCommand("unban", "/unban 12", _("End the ban of a person"), unban),
)
ACTIONS = (
    DeskAction("m-ban", ask),
    DeskAction("m-banned", ban_for),
    DeskAction("m-unban", unban_pressed),
)
