"""The console: any flow can be played in a terminal, without a token and without a database."""

import sys
from collections.abc import Callable
from typing import Any, TextIO

from bot.conversation import Conversation, Draft, Said, ask, step
from bot.i18n import Language, translate
from bot.screens import Screen


def play(
    begin: Callable[[], Conversation[Any]],
    language: Language,
    given: TextIO = sys.stdin,
    shown: TextIO = sys.stdout,
) -> int:
    """Ask the questions of a flow; answers are typed as numbers, labels or words. 0 when it came to its end."""
    draft, note = Draft("console", "console"), None
    shown.write(f"{numbered(ask(begin, draft), language)}\n")
    for line in given:
        done = step(begin, draft, Said(words=line))
        if done.draft is None:
            shown.write("×\n")
            return 0
        if done.result is not None:
            shown.write(f"→ {done.result}\n")
            return 0
        draft, note = done.draft, done.note
        shown.write(f"{numbered(ask(begin, draft, note), language)}\n")
    return 1


def numbered(screen: Screen, language: Language) -> str:
    """A screen as plain text, its buttons as a numbered list."""
    labels = [translate(button.label, language) for row in screen.rows for button in row]
    buttons = [f"  {number}. {label}" for number, label in enumerate(labels, 1)]
    return "\n".join(["", translate(screen.text, language), *buttons])
