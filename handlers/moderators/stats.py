"""The numbers: how much was asked, how it ended, who helps, and what is stuck."""

from collections.abc import Iterable, Mapping

from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators import labels
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after, queue_button
from storage import helpers, matches, outbox, quarantine, requests

HELPED = ("solved", "half")  # outcomes that count as help


async def stats(turn: DeskTurn) -> Screen:
    """/stats."""
    nothing_after(turn)
    session = turn.session
    await turn.record("browse", "stats")
    by_state, ends = await requests.counts(session), await requests.outcomes(session)
    talks = (await matches.counts(session)).get(matches.ACTIVE, 0)
    waiting, refused = await outbox.backlog(session)
    return Screen(
        paragraphs(
            _table(
                _("Requests"),
                (ctx("desk", "asked"), sum(by_state.values())),
                (ctx("desk", "helped"), sum(ends.get(outcome, 0) for outcome in HELPED)),
                *_named(labels.REQUESTS, by_state),
            ),
            _table(_("How they ended"), *_named(labels.OUTCOMES, ends)) if ends else None,
            _table(_("Helpers"), *_named(labels.HELPERS, await helpers.counts(session))),
            _table(
                _("Work"),
                (ctx("desk", "talks open"), talks),
                (ctx("desk", "messages on their way"), waiting),
                (ctx("desk", "messages not accepted"), refused),
                (ctx("desk", "events not understood"), await quarantine.count(session)),
            ),
        ),
        stacked(queue_button()),
    )


def _named(names: Mapping[str, Msg], counts: Mapping[str, int]) -> Iterable[tuple[Text, int]]:
    known = [(says, counts[key]) for key, says in names.items() if counts.get(key)]
    unknown = [(key, count) for key, count in counts.items() if key not in names]
    return (*known, *unknown)


def _table(title: Msg, *rows: tuple[Text, int]) -> Text:
    return lines(title, *(labels.counted(what, count) for what, count in rows))


COMMANDS = (DeskCommand("stats", "/stats", _("The numbers"), stats),)
