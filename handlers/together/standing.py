"""How a joint request stands, in words: drafted, sent and until when, late, answered; also what comes of it unasked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from bot.domain.authority import clock, complaint
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from storage.joint_requests import ANSWERED, DROPPED, JointRequest
from storage.obstacles import Obstacle

STAGES: Final[Mapping[str, Msg]] = {
    clock.DUE: _("Today is the last day for the answer."),
    clock.LATE: _(
        "The answer is late: the five working days of the law are over. A complaint to the head of the authority "
        "is drafted under “Steer it”."
    ),
    clock.VERY_LATE: _(
        "The answer is very late. The next steps are the Ombudsman or a court; the complaint to the Ombudsman "
        "is drafted under “Steer it”."
    ),
}
LATE_OF_LONGER: Final = _(
    "The answer is late: the 20 working days that the authority took are over. A complaint to the head of the "
    "authority is drafted under “Steer it”."
)
GIVEN_UP: Final = _("The joint request is given up before it was sent. There is nothing you need to do.")
ANSWERS: Final[Mapping[str, Msg]] = {
    "solved": ctx("authority", "solved"),
    "half": ctx("authority", "solved in part"),
    "refused": ctx("authority", "refused"),
    "not_theirs": ctx("authority", "not responsible"),
}


def line(request: JointRequest, now: datetime) -> Text:
    """Say how it stands."""
    if request.sent_on is None or request.due_on is None:
        return _("It is a draft: members read and sign it.")
    if request.status == ANSWERED:
        return _("The authority answered: {answer}.").format(answer=ANSWERS[request.answer])
    sent = _("Sent on {date}, answer due by {due}.").format(
        date=day(request.sent_on), due=day(request.due_on)
    )
    late = clock.stage(request.due_on, clock.today(now)) in (clock.LATE, clock.VERY_LATE)
    return lines(sent, _("The answer is late.") if late else None, separator=" ")


def ground(request: JointRequest, today: date) -> str:
    """Return of what a complaint can be drafted (bot/domain/authority/complaint.py); "" for nothing."""
    if request.status == ANSWERED:
        return complaint.OF.get(request.answer, "")
    late = request.due_on is not None and today > request.due_on
    return complaint.SILENCE if late else ""


def reply(request: JointRequest) -> Text | None:
    """Say what the authority answered, in the words of who read it."""
    return _("In its words or ours: «{words}»").format(words=request.reply) if request.reply else None


def day(on: date) -> When:
    """Return a day of the calendar, as it is shown."""
    return When(datetime.combine(on, clock.MORNING, clock.KYIV), pattern="d MMMM")


def reminder(request: JointRequest, obstacle: Obstacle, stage: str) -> Screen:
    """What coordinators hear when the clock has come to something."""
    text = LATE_OF_LONGER if stage == clock.LATE and request.longer else STAGES[stage]
    return _news(request, obstacle, text)


def news(request: JointRequest, obstacle: Obstacle) -> Screen:
    """What those hear who signed: the text was changed or given up, or there is an answer."""
    if request.status == DROPPED:
        return _news(request, obstacle, GIVEN_UP)
    if request.status == ANSWERED:
        return _news(
            request,
            obstacle,
            _("The authority has answered: {answer}.").format(answer=ANSWERS[request.answer]),
        )
    return _news(
        request, obstacle, _("Its text was changed, so signatures have to be given anew. Nobody has to.")
    )


def _news(request: JointRequest, obstacle: Obstacle, text: Text) -> Screen:
    title = _("Joint request {n} about obstacle {obstacle}").format(
        n=request.number, obstacle=obstacle.number
    )
    look = action_button(_("Open it"), "joint", obstacle.id)
    return Screen(paragraphs(title, text), stacked(look, command_button(_("Menu"), "menu")))
