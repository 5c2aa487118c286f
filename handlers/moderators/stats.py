"""The numbers: how much was asked, how it ended, who helps, and what is stuck."""

from collections.abc import Iterable, Mapping

from bot.domain import outcomes
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators import labels
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after, queue_button
from handlers.pairing import HOLDS
from storage import check_ins, helpers, matches, outbox, quarantine, request_numbers
from storage.database import Session

ASKED, HELPED = ctx("desk", "asked"), ctx("desk", "helped")
TALKS = ctx("desk", "talks open")
ON_THEIR_WAY, NOT_ACCEPTED = ctx("desk", "messages on their way"), ctx("desk", "messages not accepted")
NOT_UNDERSTOOD = ctx("desk", "events not understood")


async def stats(turn: DeskTurn) -> Screen:
    """/stats."""
    nothing_after(turn)
    session = turn.session
    await turn.record("browse", "stats")
    people = _table(_("Helpers"), *_named(labels.HELPERS, await helpers.counts(session)))
    text = paragraphs(*await _requests(session), people, await _work(session))
    return Screen(text, stacked(queue_button()))


async def _requests(session: Session) -> tuple[Text | None, ...]:
    by_state, ends = await request_numbers.counts(session), await request_numbers.outcomes(session)
    asked, helped = sum(by_state.values()), sum(ends.get(outcome, 0) for outcome in outcomes.HELPED)
    states = _named(labels.REQUESTS, by_state)
    held = await check_ins.answers(session, HOLDS)
    return (
        _table(_("Requests"), (ASKED, asked), (HELPED, helped), *states),
        _table(_("How they ended"), *_named(labels.OUTCOMES, ends)) if ends else None,
        _table(_("A month after the end"), *_named(labels.HOLDS, held)) if held else None,
    )


async def _work(session: Session) -> Text:
    waiting, refused = await outbox.backlog(session)
    return _table(
        _("Work"),
        (TALKS, (await matches.counts(session)).get(matches.ACTIVE, 0)),
        (ON_THEIR_WAY, waiting),
        (NOT_ACCEPTED, refused),
        (NOT_UNDERSTOOD, await quarantine.count(session)),
    )


def _named(names: Mapping[str, Msg], counts: Mapping[str, int]) -> Iterable[tuple[Text, int]]:
    known = [(says, counts[key]) for key, says in names.items() if counts.get(key)]
    unknown = [(key, count) for key, count in counts.items() if key not in names]
    return (*known, *unknown)


def _table(title: Msg, *rows: tuple[Text, int]) -> Text:
    return lines(title, *(labels.counted(what, count) for what, count in rows))


COMMANDS = (DeskCommand("stats", "/stats", _("The numbers"), stats),)
