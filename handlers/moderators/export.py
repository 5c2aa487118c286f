"""/export: obstacles as a file, without a word, a name or a number that could lead to a person."""

from typing import Final

from bot.domain.obstacles import export
from bot.i18n import _, plural
from bot.screens import Screen, action_button, stacked
from handlers.moderators import export_rows
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import media, obstacles

FORMS: Final = ("csv", "json")
MADE: Final = _(
    "No names, no words but sentences that were let out, and fewer than three people are told as “<3”."
)


async def make(turn: DeskTurn) -> Screen:
    """/export obstacles csv, or json."""
    match turn.args.casefold().split():
        case ["obstacles", form] if form in FORMS:
            return await send(turn, form)
    raise Misread


async def send(turn: DeskTurn, row: str) -> Screen:
    """Send the file into the chat."""
    if row not in FORMS:
        raise Misread
    rows = [
        await export_rows.row_of(turn.session, one)
        for one in reversed(await obstacles.all_live(turn.session))
    ]
    body = export.as_json(rows) if row == "json" else export_rows.as_csv(rows, turn.desk.language)
    kept = await media.keep(turn.session, body, kind="document")
    await turn.record("export", "obstacles", row)
    name = f"obstacles-{turn.session.now:%Y-%m-%d}.{row}"
    counted = plural("{n} obstacle", "{n} obstacles", len(rows))
    others = (action_button(form.upper(), "m-export", form) for form in FORMS if form != row)
    text = _("{obstacles} in the file. {made}").format(obstacles=counted, made=MADE)
    return Screen(text, stacked(*others, queue_button()), document=kept, file_name=name)


COMMANDS = (
    DeskCommand("export", "/export obstacles csv", _("Obstacles as a file, without anybody in it"), make),
)
ACTIONS = (DeskAction("m-export", send),)
