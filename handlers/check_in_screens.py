"""What is said while two people are together: the questions, their answers, the reminders; and no one is blamed."""

from collections.abc import Mapping
from typing import Final

from bot.domain import follow_up, outcomes
from bot.i18n import Msg, Text, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from storage.check_ins import CheckIn
from storage.matches import Match
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
TOO_OLD: Final = _(
    "This question is from {date}, and much may have changed since, so nothing was done. "
    "If the talk has come to its end, say so here."
)
AWAY: Final = _(
    "{name} cannot be reached on the messenger now. Your talk is kept, and we ask you nothing about it meanwhile. "
    "You need not wait: you may give the request back."
)
HAVE_TALKED: Final = _("Request {number}, {name}: have you been able to talk? You need not answer.")
IS_IT_GOING: Final = _("Request {number}, {name}: how is it going? You need not answer.")
WAIT_FOR_WORD: Final = _(
    "{name} is waiting for a first word about request {number}. A short greeting is enough. "
    "If it does not work out now, give it back: somebody else will be asked, and that is fine."
)
WORD_IS_LATE: Final = _(
    "{name} has not written yet about request {number}. We have sent a reminder. "
    "You can write first, or let somebody else be asked."
)
MONTHLY: Final = _(
    "Lately there was no answer, and that is fine. From now on we ask once a month. You can write here at any time."
)

LABELS: Final[Mapping[str, Msg]] = {
    outcomes.TALKED: _("Yes, we have talked"),
    outcomes.NOT_YET: _("Not yet"),
    outcomes.TALKING: _("We are still talking"),
    outcomes.SOLVED: _("It is solved"),
    outcomes.HALF: _("Partly"),
    outcomes.SILENT: _("No word from them"),
    outcomes.QUIET: _("No word from them"),
    outcomes.REFUSED: _("It was refused"),
    outcomes.NOT_NEEDED: _("No longer needed"),
    outcomes.LEFT: _("I cannot go on"),
    outcomes.TOGETHER: _("Go on together"),
    outcomes.HALF_ELSEWHERE: _("Look for somebody else"),
    outcomes.REFUSED_ELSEWHERE: _("Look for somebody else"),
    outcomes.REFUSED_END: _("Close the request"),
}
NO_CONTACT: Final = _("I cannot reach them")


def question(request: Request, match: Match, check_in: CheckIn, last_line: bool) -> Screen:
    """Ask one of the two how it is going, or at first whether they have talked; nothing is lost without an answer.

    `check_in`: as it is asked now. `last_line`: say that only a question a month follows.
    """
    first = is_first(match, check_in)
    says = outcomes.asked(check_in.person_id == match.helper_id, first)
    buttons = (action_button(label(said, first), "checkin", f"{check_in.id}:{said}") for said in says)
    text = paragraphs(asked(request, match, check_in), MONTHLY if last_line else None)
    return Screen(text, stacked(*buttons, MENU))


def label(said: str, first: bool) -> Msg:
    """Return how an answer is called; `first`: under the question whether they have talked."""
    return NO_CONTACT if first and said in (outcomes.SILENT, outcomes.QUIET) else LABELS[said]


def asked(request: Request, match: Match, check_in: CheckIn) -> Text:
    """Return the question, as it is also shown above its answer."""
    text = HAVE_TALKED if is_first(match, check_in) else IS_IT_GOING
    return text.format(number=request.number, name=match.name_of(match.other(check_in.person_id)))


def is_first(match: Match, check_in: CheckIn) -> bool:
    """Whether the question is the one of the first day."""
    return follow_up.asks_whether_they_talked(match.created_at, check_in.due_at)


def away(match: Match) -> Screen:
    """Tell a helper that nothing reaches the one they help."""
    text = AWAY.format(name=match.requester_name)
    return Screen(text, stacked(talk_button(match), outcome_button(match, outcomes.LEFT), MENU))


def wait_for_word(request: Request, match: Match) -> Screen:
    """Remind a helper, once, of the first word."""
    text = WAIT_FOR_WORD.format(name=match.requester_name, number=request.number)
    return Screen(text, stacked(talk_button(match), outcome_button(match, outcomes.LEFT), MENU))


def word_is_late(request: Request, match: Match) -> Screen:
    """Tell the person who asked that the helper has not written, and what they can do."""
    text = WORD_IS_LATE.format(name=match.helper_name, number=request.number)
    elsewhere = action_button(_("Look for somebody else"), "outcome", f"{match.id}:{outcomes.SILENT}")
    return Screen(text, stacked(talk_button(match), elsewhere, MENU))


def still_needed(request: Request, match: Match) -> Screen:
    """Ask the one who asked for help whether it is still needed, since no word comes from them."""
    text = _("{name} is here and waits for a word about request {number}. Is help still needed?").format(
        name=match.helper_name, number=request.number
    )
    ends = (outcome_button(match, said) for said in (outcomes.SOLVED, outcomes.NOT_NEEDED))
    return Screen(text, stacked(talk_button(match), *ends, MENU))


def which_way(text: Msg, match: Match, ways: tuple[str, ...]) -> Screen:
    """Ask how to go on; `ways` are outcomes."""
    return Screen(text, stacked(*(outcome_button(match, said) for said in ways), MENU))


def go_on(match: Match, text: Text) -> Screen:
    """Say something about a talk that goes on."""
    return Screen(text, stacked(talk_button(match), MENU))


def outcome_button(match: Match, said: str) -> Button:
    """Make the button that says how a match ends, or goes on."""
    return action_button(LABELS[said], "outcome", f"{match.id}:{said}")


def talk_button(match: Match) -> Button:
    """Make the button that leads to the talk."""
    return action_button(_("Open the talk"), "talk", match.id)


PART_IS_DONE = _("Part of it is done. How would you like to go on?")
OTHER_SAYS_HALF = _("{name} writes: part of it is done. How would you like to go on?")
NOT_YET = (
    _("That is fine. You can write first, or wait for a word."),
    _("That is fine. A short greeting is enough to begin."),
)  # to the one who asked, to the helper
AFTER_HALF = (outcomes.TOGETHER, outcomes.HALF_ELSEWHERE)
AFTER_REFUSAL = (outcomes.REFUSED_ELSEWHERE, outcomes.TOGETHER, outcomes.REFUSED_END)
