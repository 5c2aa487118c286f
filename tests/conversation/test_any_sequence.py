"""Whatever a person does, in whatever order: nothing raises, nothing unrelated is lost, all of it repeats."""

from typing import Any

from hypothesis import given, settings, strategies as st

from bot.conversation import Draft, Said, ask, replay, step
from bot.conversation.replay import BUTTONS
from tests.conversation.trip import ANSWERS, TOWNS, Traveller, talk

VALUES = [*("<", "x", "-", ">", "+", "send", "?"), *(f"?{name}" for name in ANSWERS), "train", "bus", "foot"]
NAMES = [*ANSWERS, "review", "", "nonsense"]
WORDS = ["", "1", "3", "назад", "cancel", "send", "о", "київ", "done", "ь" * 50, "🌻", "\ud800"]

values = st.sampled_from([*VALUES, "soft", "1", "2", *(id for id, _says in TOWNS)]) | st.text(max_size=4)
presses = st.tuples(st.sampled_from(["abc", "old"]), st.sampled_from(NAMES), values)
here = values  # a press on the question that is on the screen
words = st.sampled_from(WORDS) | st.text(max_size=12)
media = st.tuples(st.sampled_from(["photo", "voice", "video"]), st.integers(1, 9))
events = st.one_of(here, here, here, st.builds(Said, st.none() | presses, words, st.none() | media))


def said(traveller: Traveller, event: Any) -> Said:
    return event if isinstance(event, Said) else Said(press=("abc", traveller.name, event))


@settings(max_examples=150, deadline=None)
@given(st.lists(events, max_size=25), st.sampled_from([*ANSWERS, "review"]))
def test_nothing_raises_and_every_screen_stays_usable(happened: list[Any], upto: str) -> None:
    traveller = Traveller(upto)
    for event in happened:
        done = traveller.does(said(traveller, event))
        if done.draft is None or done.result is not None:
            break
        screen = ask(talk, done.draft, done.note)
        buttons = [button.data for row in screen.rows for button in row]
        assert 1 <= len(buttons) <= BUTTONS
        assert len(set(buttons)) == len(buttons)
        assert f"f:abc:{traveller.name}:x" in buttons


@settings(max_examples=150, deadline=None)
@given(st.lists(events, max_size=25))
def test_an_event_touches_one_answer_and_no_other(happened: list[Any]) -> None:
    traveller = Traveller("review")
    for event in happened:
        before, changing = traveller.draft, traveller.draft.changing
        done = traveller.does(said(traveller, event))
        if done.draft is None:
            break
        touched = {
            name
            for name in {*before.answers, *done.draft.answers}
            if before.answers.get(name, ...) != done.draft.answers.get(name, ...)
        }
        assert len(touched) <= 1
        if not done.fits:
            assert done.draft == before
        if changing is not None and done.draft.changing is None and not touched - {changing[0]}:
            assert changing[0] in done.draft.answers  # changed, or put back


@settings(max_examples=80, deadline=None)
@given(st.lists(events, max_size=15))
def test_the_same_events_lead_to_the_same_place(happened: list[Any]) -> None:
    one, other = Traveller(), Traveller()
    for event in happened:
        event = said(one, event)
        assert one.does(event) == other.does(event)
    assert one.draft == other.draft
    assert replay(talk(), one.draft.answers).result == replay(talk(), one.draft.answers).result


@settings(max_examples=80, deadline=None)
@given(st.lists(st.builds(Said, presses, words), max_size=10))
def test_a_step_never_changes_the_draft_it_is_given(happened: list[Said]) -> None:
    draft = Draft("trip", "abc", dict(ANSWERS))
    for event in happened:
        step(talk, draft, event)
    assert draft == Draft("trip", "abc", ANSWERS)
