"""`python -m bot words`: check words for paper, for whoever answers the phone of the organisation, and drawn anew."""

import argparse
from datetime import timedelta

from bot.clock import Clock
from bot.deployment import opened
from bot.domain import check_words
from bot.domain.authority import clock
from bot.domain.check_words import PLACES
from bot.i18n import LANGUAGES, Label, everywhere
from bot.settings import Settings
from storage import check_keys
from storage.check_keys import OWN, PAPER

KEYS = {"paper": PAPER, "own": OWN}  # as `--anew` calls them
WIDTH = 11  # characters of a column
CHANGED = "Other words are drawn from now on: what was printed is worth nothing any more."
CHANGED_OWN = "Everybody is shown other words from now on: tell people before, or they take Kolo for a copy."


async def worded(settings: Settings, options: argparse.Namespace) -> str:
    """Return what was asked for: a number's words, that other words are drawn, or the paper for some days."""
    now = Clock().now()
    async with opened(settings, Clock()) as database, database.transaction() as session:
        if options.anew:
            await check_keys.change(session, KEYS[options.anew])
            return CHANGED if options.anew == "paper" else CHANGED_OWN
        if options.number is not None:
            key = await check_keys.key(session, OWN)
            said = check_words.call(key, options.number, clock.today(now))
            return f"You say: {_all(said.they_say)}. The person answers: {_all(said.you_say)}."
        key = await check_keys.key(session, PAPER)
    place = LANGUAGES.index(options.language)
    rows = [_row("", [str(n) for n in range(1, PLACES + 1)])]
    for ahead in range(options.days):
        day = clock.today(now) + timedelta(days=ahead)
        words = [everywhere(word)[place] for word in check_words.on_paper(key, day)]
        rows.append(_row(f"{day:%d.%m.%Y}", words))
    return "\n".join(rows)


def _row(day: str, words: list[str]) -> str:
    return " ".join(part.ljust(WIDTH) for part in (day, *words)).rstrip()


def _all(word: Label) -> str:
    return " / ".join(dict.fromkeys(everywhere(word)))
