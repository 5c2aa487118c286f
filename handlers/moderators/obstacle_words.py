"""Opening what people told of an obstacle, for a stated reason and written down; and letting a sentence out."""

from collections.abc import Mapping

from bot.domain.obstacles.facts import WHEN, called
from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, lines, paragraphs
from bot.screens import Button, Rows, Screen, action_button, grid, stacked
from handlers.base import row_id
from handlers.moderators import obstacle_card
from handlers.moderators.base import DeskAction, DeskTurn
from handlers.moderators.obstacle import find
from handlers.moderators.photos import show_photos
from storage import joint_drafts, obstacle_reports, obstacles
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle

REASONS: Mapping[str, Msg] = {
    "authority": _("To ask the authority"),
    "likeness": _("To see if it is the same"),
    "release": _("To let a sentence out"),
    "complaint": _("Because of a complaint"),
}
SHOWN = 5  # reports: more do not fit a screen


async def ask_why(turn: DeskTurn, row: str) -> Screen:
    """Ask for the reason; nothing is opened yet."""
    obstacle = await find(turn, row)
    reasons = [action_button(says, "m-told", f"{obstacle.number}-{id}") for id, says in REASONS.items()]
    text = _("Why open what people told of obstacle {n}? The reason is kept in the audit.")
    back = action_button(_("Leave it closed"), "m-obstacle", obstacle.number)
    return Screen(text.format(n=obstacle.number), stacked(*reasons, back))


async def open_words(turn: DeskTurn, row: str) -> Screen:
    """Show a page of the words on the card, the latest first; each photo comes beside it."""
    number, _dash, rest = row.partition("-")
    reason, _dash, before = rest.partition("-")
    obstacle = await find(turn, number)
    if reason not in REASONS:
        raise Refused(_("A reason is needed: please press “Open the words” on the card again."))
    await turn.record("words", f"obstacle {obstacle.number}", reason)
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    end = row_id(before) if 0 < row_id(before) < len(reports) else len(reports)
    latest = list(enumerate(reports, 1))[max(0, end - SHOWN) : end]
    await show_photos(turn, [report for _place, report in latest])
    words = paragraphs(*(_telling(place, report) for place, report in latest))
    shown = await obstacle_card.card(turn.session, obstacle, words=words)
    sentences = [_sentence(place, report) for place, report in latest]
    out = tuple(_out(place, report) for place, report in latest)
    return Screen(
        shown.text, (*stacked(*sentences), *grid(out), *_pages(obstacle, reason, latest), *shown.rows)
    )


def _pages(obstacle: Obstacle, reason: str, shown: list[tuple[int, Report]]) -> Rows:
    """The way to the reports before those that are shown."""
    first = shown[0][0] if shown else 1
    row = f"{obstacle.number}-{reason}-{first - 1}"
    return stacked(action_button(_("Earlier ones"), "m-told", row) if first > 1 else None)


def _telling(place: int, report: Report) -> Text:
    story = report.story
    when = called(WHEN, story.when)
    return lines(
        _("Report {n}, {when}").format(n=place, when=When(report.at, pattern="d MMMM")),
        _("When: {when}").format(when=when) if when else None,
        _("Exactly: {detail}").format(detail=story.detail) if story.detail else None,
        f"«{story.words}»" if story.words else None,
        _("Sentence for all: «{sentence}»").format(sentence=story.public) if story.public else None,
    )


def _out(place: int, report: Report) -> Button:
    return action_button(_("Take out of {n}").format(n=place), "m-redact", f"{report.id}-")


def _sentence(place: int, report: Report) -> Button | None:
    if not report.story.public:
        return None
    label = _("Withdraw sentence {n}") if report.released else _("Let sentence {n} out")
    return action_button(
        label.format(n=place), "m-sentence", f"{report.id}-{'no' if report.released else 'yes'}"
    )


async def let_out(turn: DeskTurn, row: str) -> Screen:
    """Let everybody read a sentence that its author gave for that, or withdraw it."""
    id, _dash, said = row.partition("-")
    report = await obstacle_reports.get(turn.session, row_id(id))
    if report is None or not report.story.public or said not in ("yes", "no"):
        raise Refused(_("This sentence is not here any more: it was taken back."))
    obstacle = await obstacles.get(turn.session, report.obstacle_id)
    assert obstacle is not None, "a report goes with its obstacle"
    if not await obstacle_reports.release(turn.session, report.id, said == "yes"):
        return await obstacle_card.card(turn.session, obstacle, _("It stands so already."))
    if said == "no":
        await joint_drafts.taken_back(turn.session, obstacle.id, {report.story.public})
    act = "let-out" if said == "yes" else "withdraw"
    await turn.record(act, f"obstacle {obstacle.number}")
    note = (
        _("Everybody can read the sentence now.") if said == "yes" else _("Nobody is shown the sentence now.")
    )
    return await obstacle_card.card(turn.session, obstacle, note)


ACTIONS = (
    DeskAction("m-tellings", ask_why),
    DeskAction("m-told", open_words),
    DeskAction("m-sentence", let_out),
)
