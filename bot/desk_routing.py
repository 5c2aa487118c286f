"""What an event in the moderators' chat means: a command, a button, or talk among moderators that is none of ours."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from bot.domain.powers import LEAD, may
from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.incoming import Incoming
from bot.routing import named
from bot.screens import Screen
from handlers.moderators import called, duty_news, letter_writing, take
from handlers.moderators.base import DeskTurn, Misread
from handlers.moderators.help import usage
from handlers.moderators.registry import ACTIONS, COMMANDS
from storage import agreements, audit, desk_posts, desks, letter_drafts, moderator_bells, moderators, outbox
from storage.accounts import Account
from storage.database import Session
from storage.moderators import Moderator
from storage.outbox import Priority

log = structlog.get_logger(__name__)
REPLIES = ("words", "photo", "voice", "other")
GONE = _("This button no longer does anything. /queue shows what waits.")
UNKNOWN = _("There is no such command. /help lists all of them with examples.")
FOR_LEADS = _("Only those who lead the moderators can do this. Nothing was changed.")
HIDDEN = _(
    "Please write as yourself, not as the group: an act needs somebody who did it. Nothing was changed."
)
SECONDHAND = _(
    "This command was forwarded, or another bot wrote it, so it does nothing: whoever acts writes it themselves."
)
EDITED = _("What is edited afterwards changes nothing here. Please write it anew in a message of its own.")
MOVED = _(
    "This chat has become a supergroup, and everything goes on here. Its address is {address} now: whoever runs the "
    "bot writes that into MODERATORS_CHAT_ID."
)
THROWN_OUT = _(
    "The bot was removed from a moderators’ chat, so alerts reach nobody there. "
    "Whoever leads that chat can add it again."
)
NOT_HERE = _("This came from somebody who is no longer in this chat. Nothing was changed.")
PRIVATE = _("This command is for everyone’s own chat with the bot. Please write it there.")
# What an outgoing message has that stands where it stands.
OWN_PLACE = {"edit", "delete", "pin", "post", "thread"}


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is to be done, and what is said when the words or the row do not have the form that is needed."""

    name: str
    work: Callable[[DeskTurn], Awaitable[Screen | None]]
    misread: Text
    args: str = ""


async def handle(session: Session, desk: Account, event: Incoming) -> bool:
    """Do what the event means; False when it is not the desk's (in a private chat: then it is the person's own)."""
    if event.kind == "left" and event.in_group:
        await _thrown_out(session, desk, event)
        return True
    if event.kind == "moved":
        await _became_supergroup(session, desk, event)
        return True
    if event.kind in ("came", "went"):
        await _moved(session, desk, event)
        return True
    meant = await _meant(session, desk, event)
    if isinstance(meant, _Meant):
        refusal, moderator = await _known(session, desk, event)
        if moderator is None:
            meant = Screen(refusal)
        else:
            await _answer(DeskTurn(session, desk, event, moderator, meant.args), meant)
    if isinstance(meant, Screen):
        _say(session, desk, event, meant)
    if event.thread:
        _into_topic(session, desk, event)
    return meant is not None or event.in_group


async def _moved(session: Session, desk: Account, event: Incoming) -> None:
    """People came into the chat or are gone from it: who is gone can do nothing more."""
    at = datetime.fromtimestamp(int(event.at), UTC)
    for address in event.text.split():
        number = await moderators.moved(session, address, desk.id, event.kind == "came", at)
        if number is not None:
            await audit.write(session, f"telegram:{event.sender}", event.kind, f"moderator {number}")
            if event.kind == "went":  # what only they would have looked at is everybody's again
                await take.let_go_of(session, number)
                await duty_news.left(session, number)
                await agreements.give_up_of(session, number)
                await letter_drafts.give_up_of(session, number)


async def _thrown_out(session: Session, desk: Account, event: Incoming) -> None:
    """Somebody removed the bot from a desk: nobody there hears anything now, so the others and the leads must."""
    log.error("desk_lost", advice="alerts reach nobody in this chat: add the bot again, as an administrator")
    await audit.write(session, f"telegram:{event.sender}", "bot-removed", "chat")
    leads = [one.number for one in await moderators.every(session) if one.role == LEAD and one.here]
    others = [other for other in await desks.every(session) if other.id != desk.id]
    for account in (*others, *await moderator_bells.of(session, leads)):
        outbox.push_to(session, account, Screen(THROWN_OUT), Priority.CRISIS)


async def _became_supergroup(session: Session, desk: Account, event: Incoming) -> None:
    """Follow the chat to its new address, and tell whoever runs the bot to note it."""
    moved = await desks.move(session, desk, event.text)
    if moved is not None:
        await audit.write(session, f"telegram:{event.sender}", "chat-moved", "chat")
        outbox.push_to(session, moved, Screen(MOVED.format(address=event.text)))


async def _known(session: Session, desk: Account, event: Incoming) -> tuple[Text, Moderator | None]:
    """Who acts; or, with None, why nobody may so."""
    if not event.sender.isdecimal():
        return HIDDEN, None
    moderator = await moderators.known(session, event.sender)
    if await moderators.is_gone(session, moderator.number, desk.id):
        return NOT_HERE, None
    return "", moderator


async def _meant(session: Session, desk: Account, event: Incoming) -> _Meant | Screen | None:
    """What an event asks for: work, an answer that nobody needs to be known for, or nothing of ours."""
    if event.kind == "press":
        return _pressed(event)
    if event.kind == "words" and event.text.startswith("/"):
        return _typed(session, event)
    if event.kind == "edited":
        return await _edited(session, desk, event)
    if event.kind in REPLIES and event.reply_to and await letter_writing.is_awaited(session, desk, event):
        return _Meant("write", letter_writing.replied, letter_writing.ONLY_WORDS)
    return None


def _pressed(event: Incoming) -> _Meant | Screen | None:
    match event.text.split(":", 2):
        case ["a", name, row] if name in ACTIONS:
            action = ACTIONS[name]
            return _Meant(name, lambda turn: action.run(turn, row), GONE)
        case ["a", name, *_row] if name.startswith("m-"):
            return Screen(GONE)
    return None


async def _edited(session: Session, desk: Account, event: Incoming) -> Screen | None:
    """A command, or what answered a prompt, was rewritten: whoever did it has to know that the first words count."""
    command = event.text.split(maxsplit=1)[0] if event.text.startswith("/") else ""
    ours = called.meant(command[1:].partition("@")[0].casefold()) in COMMANDS
    awaited = event.reply_to and await letter_writing.is_awaited(session, desk, event)
    return Screen(EDITED) if ours or awaited else None


def _typed(session: Session, event: Incoming) -> _Meant | Screen | None:
    command, *rest = event.text.split(maxsplit=1)
    typed, _at, bot = command[1:].casefold().partition("@")
    name, ours = called.meant(typed), session.links.telegram.removeprefix("@").casefold()
    if bot and ours and bot != ours:
        return None  # another bot is meant
    if name in COMMANDS and event.secondhand:
        return Screen(SECONDHAND)
    if name in COMMANDS:
        wanted = paragraphs(_("It is written like this:"), usage(COMMANDS[name]))
        return _Meant(name, COMMANDS[name].run, wanted, rest[0].strip() if rest else "")
    return Screen(PRIVATE if named(event) else UNKNOWN) if event.in_group else None


async def _answer(turn: DeskTurn, meant: _Meant) -> None:
    """Show what comes of it: a press rewrites its own message, unless there is only a refusal to say."""
    try:
        if not may(turn.moderator.role, meant.name):
            raise Refused(FOR_LEADS)
        screen = await meant.work(turn)
    except Misread:
        _say(turn.session, turn.desk, turn.event, Screen(meant.misread))
    except Refused as refused:
        _say(turn.session, turn.desk, turn.event, Screen(refused.text))
    else:
        if screen is not None:
            place = await _place(turn)
            outbox.push_to(turn.session, turn.desk, screen, Priority.REPLY, **place)


async def _place(turn: DeskTurn) -> dict[str, str]:
    """Where an answer goes: a press rewrites its message, but for alerts and the board, which others need."""
    pressed = turn.event.message if turn.event.press else ""
    if pressed and not await desk_posts.stands(turn.session, turn.desk.id, pressed):
        return {"edit": pressed}
    return {}


def _into_topic(session: Session, desk: Account, event: Incoming) -> None:
    """Let whatever answers an event go into the topic of the event; alerts have places of their own."""
    for out in session.outgoing:
        if out.account.id == desk.id and not OWN_PLACE & out.body.keys():
            out.body["thread"] = event.thread


def _say(session: Session, desk: Account, event: Incoming, screen: Screen) -> None:
    """Answer in a message of its own, under the one that it answers."""
    replies = {"reply_to": event.message} if event.message else {}
    outbox.push_to(session, desk, screen, Priority.REPLY, **replies)
