"""What one event of one person means: a command, a button, an answer to the question, or a word in a talk."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from bot.conversation import Draft, Said, Step, View, ask, replay, step
from bot.conversation.replay import BUTTONS
from bot.domain.typed import folded, names
from bot.i18n import Text, _, everywhere, paragraphs
from bot.incoming import Incoming
from bot.screens import Screen, command_button, stacked
from handlers import banned
from handlers.base import Action, Begin, Command, Flow, Here, Reply, Turn
from handlers.registry import ACCOUNTS, ACTIONS, COMMANDS, FLOWS, TALK
from storage import media, persons
from storage.ids import random_id

ENTRANCE = "start"  # the flow that comes before everything that needs consent
LEAVES = ("menu", "exit")  # what they interrupt is put aside
GONE = _("This button no longer does anything. The menu shows what is possible now.")
UNCLEAR = _(
    "A program answers here, and it did not understand this. Nobody else has read it. Here is what is possible:"
)
UNKNOWN_COMMAND = _("There is no such command. /help lists all of them.")
CANNOT_READ = _("This cannot be read here. A photo fits into a request, an obstacle or a talk.")


async def answer(turn: Turn) -> Screen | None:
    """Do what the event means and return what the person is shown now (None: a deliberate silence)."""
    match turn.event.kind:
        case "press":
            reply = await _pressed(turn)
        case "edited":
            reply = None if turn.person.banned else await TALK.edited(turn)
        case _:
            reply = await _said(turn)
    return await _shown(turn, reply)


def calls_for(turn: Turn, name: str) -> bool:
    """Whether the event calls for a command in whatever way: written, or by a button of it or of what it asks."""
    command = named(turn.event)
    pressed = turn.event.text if turn.event.kind == "press" else _typed_button(turn)
    by_button = (pressed or "").split(":")[:2] in (["c", name], ["a", name])
    return by_button or (command is not None and command.name == name)


async def current(turn: Turn, note: Text | None = None) -> Screen:
    """Return where the person is now: the question of the draft, or the menu."""
    if turn.person.banned:
        return banned.screen(note)
    draft = draft_of(turn)
    if draft is not None:
        begin = await _begin(turn, draft)
        at = replay(begin(), draft.answers)
        if at.question is not None:
            return ask(begin, draft, note)
        # A deployment, or a group that closed, took the last question away: nothing is left to ask.
        return await _finish(turn, FLOWS[draft.flow], at.result)
    if not turn.person.consent:
        return await start_anew(turn, FLOWS[ENTRANCE])
    menu = await COMMANDS["menu"].run(turn)
    assert isinstance(menu, Screen)
    room = note is UNCLEAR and sum(map(len, menu.rows)) < BUTTONS
    team = ((command_button(_("Write to the team"), "team"),),) if room else ()
    return Screen(paragraphs(note, menu.text), (*menu.rows, *team), passing=True)


async def _pressed(turn: Turn) -> Reply:
    """Read what a button sends (docs/decisions/0004): an answer in a flow, an action with its row, or a command."""
    turn.state.pop("asks", None)
    if turn.person.banned and not banned.may_press(turn.event.text):
        return await current(turn)
    match turn.event.text.split(":", 3):
        case ["f", token, name, value]:
            return await _step(turn, Said(press=(token, name, value)))
        case ["a", name, *row] if name in ACTIONS:
            return await _act(turn, ACTIONS[name], ":".join(row))
        case ["c", "resume" | "anew" as how, name] if name in FLOWS:
            return await _take_up(turn, FLOWS[name], how)
        case ["c", "here"]:
            return await current(turn)
        case ["c", name] if name in COMMANDS:
            return await _command(turn, COMMANDS[name])
    return await current(turn, GONE)


async def _take_up(turn: Turn, flow: Flow, how: str) -> Reply:
    if not turn.person.consent and flow.name != ENTRANCE:
        return Begin(ENTRANCE)
    return await (resume if how == "resume" else start_anew)(turn, flow)


async def _act(turn: Turn, action: Action, row: str) -> Reply:
    if turn.person.consent or action.before_consent:
        return await action.run(turn, row)
    return Begin(ENTRANCE)


async def _said(turn: Turn) -> Reply:
    command = named(turn.event)
    if command is not None and (not turn.person.banned or command.name in banned.COMMANDS):
        turn.state.pop("asks", None)
        turn.args = turn.event.text.partition(" ")[2].strip() if turn.event.text.startswith("/") else ""
        return await _command(turn, command)
    if (typed := _typed_button(turn)) is not None:
        turn.event = replace(turn.event, kind="press", text=typed)
        return await _pressed(turn)
    if turn.person.banned:
        return await current(turn)
    if turn.event.kind == "words" and (code := await _code(turn)) is not None:
        return code
    if not turn.person.consent and draft_of(turn) is None:
        return await COMMANDS["start"].run(turn)  # whatever was written: the language comes first
    if turn.event.text.startswith("/"):
        return await current(turn, UNKNOWN_COMMAND)
    if turn.event.reply_to and (replied := await TALK.replied(turn)) is not None:
        return replied
    if draft_of(turn) is not None:
        return await _step(turn, _told(turn.event))
    return await TALK.said(turn) or await current(turn, _unclear(turn.event))


async def _code(turn: Turn) -> Reply:
    """Words that a screen asked for, or that a newcomer can only mean as a code; they never become an answer."""
    return await ACCOUNTS.asked_for(turn) or (None if turn.person.consent else await ACCOUNTS.newcomer(turn))


def _typed_button(turn: Turn) -> str | None:
    """The button that typed words name: by its label, or, where a number can mean nothing else, by its number."""
    words, shown = turn.event.text.strip(), turn.arrival.shown
    if turn.event.kind != "words" or not words or turn.event.reply_to:
        return None
    busy = draft_of(turn) is not None or "talk" in turn.state or "held" in turn.state
    if words.isdecimal() and len(words) <= 2 and not busy and 0 < int(words) <= len(shown):
        return shown[int(words) - 1][1] or None
    return next((data for label, data in shown if data and names(words, label)), None)


async def _command(turn: Turn, command: Command) -> Reply:
    if not turn.person.consent and not command.before_consent:
        return Begin(ENTRANCE)
    if command.name in LEAVES:
        keep(turn)
    reply = await command.run(turn)
    if isinstance(reply, Screen) and draft_of(turn) is not None:
        here = command_button(_("Back to my answers"), "here")
        return replace(reply, rows=(*reply.rows, (here,)))
    return reply


async def _shown(turn: Turn, reply: Reply) -> Screen | None:
    if isinstance(reply, Here):
        return await current(turn, reply.note)
    if not isinstance(reply, Begin):
        return reply
    flow = FLOWS[reply.flow]
    draft = draft_of(turn)
    if reply.answers:
        keep(turn)
        return await _begin_with(turn, flow, reply.answers)
    if draft is not None and draft.flow == flow.name:
        return await current(turn)
    keep(turn)
    kept = turn.state.get("kept", {}).get(flow.name)
    if kept is not None and kept["answers"]:
        return _offer_kept(flow)
    return await start_anew(turn, flow)


def _offer_kept(flow: Flow) -> Screen:
    text = _("There is an unfinished draft of this. Go on with it, or start from the beginning?")
    go_on = command_button(_("Go on with it"), f"resume:{flow.name}")
    anew = command_button(_("Start anew"), f"anew:{flow.name}")
    return Screen(text, stacked(go_on, anew, command_button(_("Menu"), "menu")), passing=True)


async def start_anew(turn: Turn, flow: Flow) -> Screen:
    """Begin a flow with no answers."""
    turn.state.get("kept", {}).pop(flow.name, None)
    _put(turn, Draft(flow.name, secrets.token_hex(3)))
    return await current(turn)


async def _begin_with(turn: Turn, flow: Flow, answers: Mapping[str, Any]) -> Screen:
    """Begin a flow with these questions answered; a draft of it that was kept stays."""
    _put(turn, Draft(flow.name, secrets.token_hex(3), answers))
    return await current(turn)


async def resume(turn: Turn, flow: Flow) -> Screen:
    """Go on with the draft of a flow that was kept; its old buttons stay old."""
    kept = turn.state.get("kept", {}).pop(flow.name, None)
    if kept is None:
        return await start_anew(turn, flow)
    draft = _read(kept)
    _put(turn, Draft(draft.flow, secrets.token_hex(3), draft.answers))
    return await current(turn)


def keep(turn: Turn) -> None:
    """Put the draft aside, to be offered again; the entrance is not worth keeping."""
    draft = turn.state.pop("draft", None)
    if draft is not None and draft["answers"] and draft["flow"] != ENTRANCE:
        turn.state.setdefault("kept", {})[draft["flow"]] = draft


async def _step(turn: Turn, said: Said) -> Reply:
    draft = draft_of(turn)
    if draft is None:
        return await current(turn, GONE)
    if not turn.person.consent and draft.flow != ENTRANCE:
        return Begin(ENTRANCE)
    begin = await _begin(turn, draft)
    done: Step[Any] = step(begin, draft, said)
    if done.draft is None:
        turn.state.pop("draft", None)
        return await current(turn, _("Cancelled. Nothing was sent."))
    if done.fits and said.media is not None:
        kind, id = said.media
        await media.add(turn.session, id, turn.person.id, kind, turn.event.channel, turn.event.file)
    if done.result is None:
        _put(turn, done.draft)
        return ask(begin, done.draft, done.note)
    flow = FLOWS[draft.flow]
    if flow.may_send is not None:
        await flow.may_send(turn, done.result)
    return await _finish(turn, flow, done.result)


async def _finish(turn: Turn, flow: Flow, result: Any) -> Screen:
    turn.state.pop("draft", None)
    screen = await flow.finish(turn.session, turn.person, result)
    person = await persons.get(turn.session, turn.person.id)
    if person is not None:
        turn.arrival.person = person
    return screen


async def _begin(turn: Turn, draft: Draft) -> Any:
    flow = FLOWS[draft.flow]
    given = (turn.person, await flow.load(turn)) if flow.load is not None else (turn.person,)
    return lambda: flow.talk(*given)


def _told(event: Incoming) -> Said:
    if event.kind in ("photo", "voice"):
        return Said(words=event.text, media=(event.kind, random_id()))
    return Said(words=event.text)


def _unclear(event: Incoming) -> Text:
    return UNCLEAR if event.kind == "words" else CANNOT_READ


def draft_of(turn: Turn) -> Draft | None:
    """Return the unfinished conversation on the screen, unless a deployment took its flow away."""
    stored = turn.state.get("draft")
    return None if stored is None or stored["flow"] not in FLOWS else _read(stored)


def _put(turn: Turn, draft: Draft) -> None:
    turn.state["draft"] = asdict(draft)
    turn.state.pop("talk", None)  # what is written after the last answer must not slip into a talk


def _read(stored: dict[str, Any]) -> Draft:
    page, search, picked = stored["view"]
    changing = stored["changing"]
    return Draft(
        stored["flow"],
        stored["token"],
        stored["answers"],
        View(page, search, tuple(picked)),
        (changing[0], changing[1]) if changing else None,
    )


def named(event: Incoming) -> Command | None:
    """Return the command that a message calls: as `/name` (also `/назва`), `/name@bot`, or in words."""
    text = event.text.strip()
    if event.kind not in ("words", "opened") or not text:
        return None
    if text.startswith("/"):
        name = text.split(maxsplit=1)[0][1:].partition("@")[0].casefold()
        return COMMANDS.get(name) or COMMANDS.get(_spoken().get(folded(name.replace("_", " ")), ""))
    return COMMANDS.get(_spoken().get(folded(text), ""))


@cache
def _spoken() -> dict[str, str]:
    words: dict[str, str] = {}
    for name, command in COMMANDS.items():
        for said in everywhere(command.words):
            words.update({folded(word): name for word in said.split("|")})
    return words
