"""What a person is shown: a text, buttons in rows, perhaps a picture; and how it is said in a language."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict

from bot.i18n import Language, Text, translate

Style: TypeAlias = Literal["", "primary", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says and what a press sends back (untrusted when it comes)."""

    label: Text
    data: str
    style: Style = ""


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message to a person; `picture`, `voice` and `document` are ids of stored media."""

    text: Text
    rows: Rows = ()
    picture: int | None = None
    voice: int | None = None
    document: int | None = None  # only on Telegram, where the moderators' chat is
    file_name: str = ""
    # Telegram: the next screen takes the buttons off this one; a pushed message keeps its own.
    passing: bool = False
    entrusted: bool = False  # shows a helper what somebody told whoever helps them


class Rendered(TypedDict, total=False):
    """A screen in one language, as it lies in the outbox (JSON)."""

    text: str
    rows: list[list[tuple[str, str, Style]]]  # (label, data, style)
    picture: int
    voice: int
    document: int
    file_name: str
    passing: bool
    edit: str  # the message of the messenger to be rewritten
    delete: str  # the message to be taken back; several of one chat have spaces between them
    freeze: str  # an earlier question whose buttons come off
    live: str  # the rewritten message was the one with live buttons, and is so still ("kept") or no more ("over")
    reply_to: str
    sweep: int  # 1: when it stands there, everything above it in the chat is taken back
    vanish: int  # minutes after which the messenger takes it back, where it can
    relay: int  # the talk message whose delivery is recorded
    news: int  # the announcement that nobody may be sent twice
    post: int  # the desk's message (storage/desk_posts.py) whose place in the chat is recorded
    prompt: int  # the letter's draft (storage/letter_drafts.py) that a reply to this message belongs to
    thread: str  # the topic of the desk that it belongs into
    pin: str  # an earlier message, to be pinned: nothing else is sent
    entrusted: bool  # it goes from the phone of a helper who is banned
    only_edit: bool  # where the message to be rewritten is gone, nothing is said in its place


def render(screen: Screen, language: Language) -> Rendered:
    """Say the screen in `language`, once, on its way into the outbox."""
    shown: Rendered = {"text": translate(screen.text, language)}
    if screen.rows:
        shown["rows"] = [
            [(translate(b.label, language), b.data, b.style) for b in row] for row in screen.rows
        ]
    if screen.picture is not None:
        shown["picture"] = screen.picture
    if screen.voice is not None:
        shown["voice"] = screen.voice
    if screen.document is not None:
        shown["document"], shown["file_name"] = screen.document, screen.file_name
    if screen.passing:
        shown["passing"] = True
    if screen.entrusted:
        shown["entrusted"] = True
    return shown


def typed_labels(shown: Rendered) -> list[tuple[str, str]]:
    """What can be typed instead of pressed: label and payload of each button but a flow's, which knows its own."""
    buttons = (button for row in shown.get("rows", ()) for button in row)
    return [(label, "" if data.startswith("f:") else data) for label, data, _style in buttons]


def stacked(*buttons: Button | None) -> Rows:
    """One button a row."""
    return tuple((button,) for button in buttons if button is not None)


def grid(buttons: tuple[Button, ...], columns: int = 2) -> Rows:
    """Buttons in rows of `columns`."""
    return tuple(buttons[i : i + columns] for i in range(0, len(buttons), columns))


def command_button(label: Text, command: str) -> Button:
    """A button that does what a command does."""
    return Button(label, f"c:{command}")


def action_button(label: Text, action: str, row: int | str, style: Style = "") -> Button:
    """A button that does an action with a row of ours (an offer, a match ...)."""
    return Button(label, f"a:{action}:{row}", style)
