"""The audit, read: who did what lately. Moderators and people are numbers."""

from collections.abc import Mapping

from bot.domain.obstacles.states import STATES
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators import labels
from handlers.moderators.assign import REASONS as WHY
from handlers.moderators.base import DeskCommand, DeskTurn, queue_button
from handlers.moderators.contact_card import HOWS
from handlers.moderators.letter_opening import REASONS as OF_LETTERS
from handlers.moderators.obstacle_words import REASONS as OF_OBSTACLES
from handlers.moderators.person_card import BANS
from handlers.moderators.reasons import BLACKENING, REVEALING
from handlers.moderators.redacting import REASONS as WHY_OUT
from handlers.moderators.request import find
from handlers.moderators.words import REASONS
from storage import audit, audit_chain, audit_check, matches, moderators
from storage.audit import Entry
from storage.audit_check import NOTE
from storage.database import Session

SHOWN = 12
ENDS = _("The audit ends at {end} now. /audit {end} tells later whether this is still in it.")
IS_THERE = _("{end} is still in the audit, so the database was not put back to a day before it.")
IS_LOST = _(
    "{end} is not in the audit. If no backup was brought back since, somebody changed the database. "
    "Please keep the message with this number, and tell whoever looks after the program."
)
IS_OLD = _("{end} is older than a year. What was done until then is kept no more.")
ACTS: Mapping[str, Msg] = {
    "look": ctx("act", "card seen"),
    "words": ctx("act", "words opened"),
    "release": ctx("act", "released"),
    "assign": ctx("act", "helper chosen"),
    "close": ctx("act", "closed"),
    "approve": ctx("act", "approved"),
    "refuse": ctx("act", "refused"),
    "new-group": ctx("act", "group opened"),
    "mode": ctx("act", "trust set"),
    "kind": ctx("act", "kind set"),
    "describe": ctx("act", "words of a group"),
    "neighbour": ctx("act", "neighbours"),
    "no-neighbour": ctx("act", "no longer neighbours"),
    "coordinator": ctx("act", "coordinator"),
    "relieve": ctx("act", "coordinator relieved"),
    "step-down": ctx("act", "stepped down"),
    "join-yes": ctx("act", "taken in"),
    "join-no": ctx("act", "not taken in"),
    "close-group": ctx("act", "group closed"),
    "invite": ctx("act", "invitation made"),
    "take": ctx("act", "taken"),
    "language": ctx("act", "language set"),
    "override": ctx("act", "chosen past a rule"),
    "confirm": ctx("act", "pairing confirmed"),
    "pinned": ctx("act", "kept for one helper"),
    "forbidden": ctx("act", "pair forbidden"),
    "lifted": ctx("act", "decision taken back"),
    "seen": ctx("act", "pairing looked at"),
    "score": ctx("act", "points changed"),
    "move": ctx("act", "moved on"),
    "merge": ctx("act", "merged"),
    "unmerge": ctx("act", "merge undone"),
    "split": ctx("act", "split off"),
    "publish": ctx("act", "published"),
    "unpublish": ctx("act", "unpublished"),
    "redact": ctx("act", "words taken out"),
    "export": ctx("act", "export made"),
    "give": ctx("act", "given to a group"),
    "way-choose": ctx("act", "way chosen"),
    "way-close": ctx("act", "way closed"),
    "way-reopen": ctx("act", "way opened again"),
    "way-remove": ctx("act", "way removed"),
    "task-add": ctx("act", "task added"),
    "joint-draft": ctx("act", "request drafted"),
    "joint-drop": ctx("act", "draft given up"),
    "joint-sent": ctx("act", "request sent"),
    "joint-longer": ctx("act", "takes longer"),
    "joint-answer": ctx("act", "answer kept"),
    "question-yes": ctx("act", "question taken in"),
    "question-no": ctx("act", "question left out"),
    "complaint": ctx("act", "complaint drafted"),
    "let-out": ctx("act", "sentence let out"),
    "withdraw": ctx("act", "sentence withdrawn"),
    "photo": ctx("act", "photo marked"),
    "blacken": ctx("act", "blacked out"),
    "card-write": ctx("act", "written"),
    "card-out": ctx("act", "let out"),
    "card-hide": ctx("act", "hidden"),
    "card-place": ctx("act", "place set"),
    "pair": ctx("act", "brought together"),
    "part": ctx("act", "ended"),
    "reopen": ctx("act", "did not hold"),
    "done": ctx("act", "done"),
    "message-again": ctx("act", "sent again"),
    "message-gone": ctx("act", "let go"),
    "pause": ctx("act", "paused"),
    "resume": ctx("act", "goes on"),
    "pause-helper": ctx("act", "paused"),
    "came": ctx("act", "in the chat"),
    "went": ctx("act", "gone from the chat"),
    "bot-removed": ctx("act", "removed the bot"),
    "chat-moved": ctx("act", "became a supergroup"),
    "news-new": ctx("act", "begun"),
    "news-for": ctx("act", "audience set"),
    "news-write": ctx("act", "written"),
    "news-count": ctx("act", "counted"),
    "news-send": ctx("act", "on its way"),
    "news-stop": ctx("act", "stopped"),
    "news-drop": ctx("act", "thrown away"),
    "letter": ctx("act", "letter sent"),
    "letters-end": ctx("act", "closed"),
    "template": ctx("act", "written"),
    "template-out": ctx("act", "taken out"),
    "duty-on": ctx("act", "went on duty"),
    "duty-off": ctx("act", "left duty"),
    "duty-take": ctx("act", "took duty over"),
    "duty-offer": ctx("act", "duty offered"),
    "duty-accept": ctx("act", "accepted duty"),
    "duty-stay": ctx("act", "stays on duty"),
    "bell-on": ctx("act", "calls on"),
    "bell-off": ctx("act", "calls off"),
    "ask": ctx("act", "asked for"),
    "agree": ctx("act", "agreed"),
    "disagree": ctx("act", "not agreed"),
    "reveal": ctx("act", "shown who it is"),
    "unpause-helper": ctx("act", "pause ended"),
    "ban": ctx("act", "banned"),
    "unban": ctx("act", "ban ended"),
    "reassign": ctx("act", "led on"),
    "merge-groups": ctx("act", "merged"),
    "uninvite": ctx("act", "invitations ended"),
    "verify": ctx("act", "verified"),
    "hush": ctx("act", "sending stopped"),
    "unhush": ctx("act", "sending goes on"),
}
OBJECTS: Mapping[str, Msg] = {
    "request": ctx("act", "request {n}"),
    "helper": ctx("act", "helper {n}"),
    "group": ctx("act", "group {n}"),
    "talk": ctx("act", "talk {n}"),
    "obstacle": ctx("act", "obstacle {n}"),
    "photo": ctx("act", "photo {n}"),
    "card": ctx("act", "card {n}"),
    "announcement": ctx("act", "announcement {n}"),
    "person": ctx("act", "person {n}"),
    "contact": ctx("act", "contact {n}"),
    "alert": ctx("act", "alert {n}"),
    "message": ctx("act", "a message"),
    "moderator": ctx("act", "moderator {n}"),
    "letters": ctx("act", "letters {n}"),
    "template": ctx("act", "saved answer {n}"),
    "export": ctx("act", "export as {n}"),
}

OPENED_FOR = {**REASONS, **OF_OBSTACLES, **OF_LETTERS, **REVEALING, **BLACKENING}
CODED: Mapping[str, Mapping[str, Msg]] = {  # acts whose reason is one of our words
    "ban": BANS,
    "verify": HOWS,
    "move": STATES,
    "redact": WHY_OUT,
    "mode": labels.MODES,
    "kind": labels.GROUPS,
    "close": labels.OUTCOMES,
    "part": labels.OUTCOMES,
}


async def journal(turn: DeskTurn) -> Screen:
    """/audit, or /audit REQUEST, or /audit END."""
    if NOTE.fullmatch(turn.args):
        return await _of_end(turn)
    if turn.args:
        return await _of_request(turn)
    latest = await audit.latest(turn.session, SHOWN, without=("browse",))
    await turn.record("browse", "audit")
    end = await ends_at(turn.session)
    text = paragraphs(_("The latest acts"), *await _entries(turn, latest), end)
    return Screen(text if latest else _("Nothing has been done yet."), stacked(queue_button()))


async def ends_at(session: Session) -> Text | None:
    """Say where the audit ends, and how to ask later whether that is still in it; None before the first act."""
    end = await audit_chain.noted(session)
    return ENDS.format(end=end) if end else None


async def _of_end(turn: DeskTurn) -> Screen:
    """Say whether an end of the audit that stands in an older message is still in it."""
    found = await audit_check.contains(turn.session, turn.args)
    await turn.record("browse", "audit")
    text = {True: IS_THERE, False: IS_LOST, None: IS_OLD}[found]
    return Screen(text.format(end=turn.args), stacked(queue_button()))


async def _of_request(turn: DeskTurn) -> Screen:
    """Show what was done about one request and its talks, by moderators, people and the program."""
    request = await find(turn, turn.args)
    talks = [f"talk {number}" for number in await matches.numbers(turn.session, request.id)]
    found = await audit.about(turn.session, [f"request {request.number}", *talks], SHOWN)
    await turn.record("browse", "audit")
    title = _("What was done about request {n}").format(n=request.number)
    nothing = None if found else _("Nothing has been done yet.")
    return Screen(paragraphs(title, *await _entries(turn, found), nothing), stacked(queue_button()))


async def _entries(turn: DeskTurn, found: list[Entry]) -> list[Text]:
    numbers = await moderators.numbers(turn.session, {entry.actor for entry in found})
    return [_entry(entry, _who(entry, numbers)) for entry in found]


def _who(entry: Entry, numbers: Mapping[bytes, int]) -> Text:
    """A moderator is a number; somebody who acts from elsewhere, such as a coordinator, is a mark."""
    if entry.actor in numbers:
        return OBJECTS["moderator"].format(n=numbers[entry.actor])
    return entry.actor.hex()[:6] or ctx("act", "the program")


def _entry(entry: Entry, who: Text) -> Text:
    when = Msg("{when}").format(when=When(entry.at, pattern="dd.MM HH:mm"))
    done = lines(labels.called(ACTS, entry.act), _object(entry), separator=": ")
    return lines(lines(when, who, separator=" · "), done, _reason(entry))


def _object(entry: Entry) -> Text | None:
    kind, _space, number = entry.object.partition(" ")
    if kind in OBJECTS:
        return OBJECTS[kind].format(n=number)
    return (
        None
        if entry.act in ("take", "language", "score", "export", "bot-removed", "chat-moved", "hush", "unhush")
        else entry.object
    )


def _reason(entry: Entry) -> Text | None:
    if entry.act in CODED:
        return labels.called(CODED[entry.act], entry.reason)
    if entry.act in ("words", "ask", "agree", "disagree", "reveal"):
        return labels.called(OPENED_FOR, entry.reason) or None
    if entry.act in ("score", "export", "hush"):
        return entry.reason
    if entry.act == "override":
        helper, _space, reason = entry.reason.rpartition(" ")
        return lines(
            OBJECTS["helper"].format(n=helper.partition(" ")[2]), labels.called(WHY, reason), separator=", "
        )
    kind, _space, number = entry.reason.partition(" ")
    return OBJECTS[kind].format(n=number) if kind in OBJECTS else None


COMMANDS = (
    DeskCommand("audit", "/audit 17", _("Who did what lately; with a number, about one request"), journal),
)
