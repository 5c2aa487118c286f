"""/export: obstacles as a file, without a word, a name or a number that could lead to a person."""

from typing import Final

from bot.domain.obstacles import export
from bot.i18n import _, lines, plural
from bot.screens import Screen, action_button, stacked
from handlers.moderators import agreeing, export_rows
from handlers.moderators.agreeing import AgreedAct
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import media, obstacles
from storage.agreements import Agreement

FORMS: Final = ("csv", "json")
MADE: Final = _(
    "No names, no words but sentences that were let out, and fewer than three people are told as “<3”."
)


async def make(turn: DeskTurn) -> Screen:
    """/export obstacles csv, or json."""
    match turn.args.casefold().split():
        case ["obstacles", form] if form in FORMS:
            return await ask(turn, form)
    raise Misread


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask for a second moderator: what leaves this chat as a file cannot be taken back."""
    if row not in FORMS:
        raise Misread
    says = _("Obstacles as a file ({form}), which may leave this chat. {made}")
    return await agreeing.ask(turn, "export", row, says.format(form=row, made=MADE))


async def send(turn: DeskTurn, wish: Agreement) -> Screen:
    """Send the file into the chat."""
    form = wish.about
    rows = [
        await export_rows.row_of(turn.session, one)
        for one in reversed(await obstacles.all_live(turn.session))
    ]
    body = export.as_json(rows) if form == "json" else export_rows.as_csv(rows, turn.desk.language)
    kept = await media.keep(turn.session, body, kind="document")
    await turn.record("export", "obstacles", form)
    name = f"obstacles-{turn.session.now:%Y-%m-%d}.{form}"
    counted = plural("{n} obstacle", "{n} obstacles", len(rows))
    others = (action_button(other.upper(), "m-export", other) for other in FORMS if other != form)
    text = _("{obstacles} in the file. {made}").format(obstacles=counted, made=MADE)
    rows_below = stacked(*others, queue_button())
    await agreeing.answer(turn, wish, Screen(text, rows_below, document=kept, file_name=name))
    return Screen(lines(agreeing.both(turn, wish), _("The file comes below.")), stacked(queue_button()))


COMMANDS = (
    DeskCommand("export", "/export obstacles csv", _("Obstacles as a file, without anybody in it"), make),
)
ACTIONS = (DeskAction("m-export", ask),)
AGREED = (AgreedAct("export", send),)
