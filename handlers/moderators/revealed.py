"""What is shown of who a person is, and what the person hears of it."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Msg, Text, _, lines, paragraphs
from bot.screens import Screen, command_button, stacked
from storage import accounts, helpers, outbox, requests
from storage.accounts import Chat
from storage.database import Session
from storage.in_danger import is_in_danger
from storage.persons import Person

TOLD: Final = _("Two moderators have looked which account you write from.")
WHY: Final[Mapping[str, Msg]] = {
    "life": _("They did so since somebody’s life may be in danger."),
    "asked": _("They did so since you asked them to."),
    "law": _("They did so since a law obliges them to."),
}
MENDED: Final = _("It is written down who did it and why. They saw nothing of what you wrote.")


async def shown(session: Session, person: Person, whom: Text) -> Text:
    """Return the accounts of a person as Telegram and Viber call them, and the name of their talks."""
    chats = await accounts.chats(session, person.id)
    name = person.profile.name
    return paragraphs(
        _("Behind {whom}:").format(whom=whom),
        lines(*(_account(chat) for chat in chats)),
        _("Their name in talks: {name}").format(name=name) if name else None,
        _("This message goes by itself. Please do not copy more of it than is needed."),
    )


def topic(kind: str, number: int) -> str:
    """Return by what a message that shows who is behind "request", 17 is found, should it have to go at once."""
    return f"reveal {kind} {number}"


async def end(session: Session, person_id: int) -> None:
    """Take away whatever shows who a person is: they leave, and nothing of them stays."""
    asked = [topic("request", one.number) for one in await requests.of_person(session, person_id)]
    helper = await helpers.get(session, person_id)
    helps = [topic("helper", helper.number)] if helper is not None else []
    await outbox.vanish_now(session, [*asked, *helps])


def _account(chat: Chat) -> Text:
    id = chat.account.address
    if chat.account.channel == "telegram":
        return lines(_("Telegram, id {id}").format(id=id), f"tg://user?id={id}")
    return _("Viber, id {id}; only this bot can write to it").format(id=id)


async def tell(session: Session, person: Person, reason: str) -> None:
    """Tell the person, unless others may look into their phone."""
    if await is_in_danger(session, person):
        return
    text = paragraphs(lines(TOLD, WHY.get(reason), separator=" "), MENDED)
    rows = stacked(
        command_button(_("What is kept, who sees it"), "privacy"), command_button(_("Menu"), "menu")
    )
    await outbox.push(session, person.id, Screen(text, rows))
