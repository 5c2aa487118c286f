"""The answers are all the state there is: replay finds the first question that they do not fit."""

import json
from dataclasses import asdict

from bot.conversation import Conversation, Draft, Said, View, replay, step
from bot.conversation.questions import Told
from tests.conversation.trip import ANSWERS, Traveller, Trip, before, talk


def test_an_empty_draft_stands_at_the_first_question() -> None:
    at = replay(talk(), {})
    assert at.question is not None
    assert (at.question.name, at.path) == ("way", ())


def test_a_replay_stops_at_the_first_question_without_an_answer() -> None:
    for name in (*ANSWERS, "review"):
        at = replay(talk(), before(name))
        assert at.question is not None
        assert at.question.name == name
        assert [question.name for question in at.path] == list(before(name))


def test_an_answered_flow_gives_its_result() -> None:
    at = replay(talk(), {**ANSWERS, "review": "send"})
    assert at.question is None
    assert at.result == Trip("train", "soft", ("odesa", "lviv"), None, 2, Told("early"), Told("", 7, "photo"))


def test_a_replay_changes_nothing_and_always_ends_the_same() -> None:
    answers = {**ANSWERS, "review": "send"}
    kept = json.dumps(answers)
    assert replay(talk(), answers) == replay(talk(), answers)
    assert json.dumps(answers) == kept


def test_answers_to_questions_that_are_not_asked_do_no_harm() -> None:
    at = replay(talk(), {**before("bags"), "way": "bus", "nonsense": {"a": 1}})
    assert at.question is not None
    assert [question.name for question in at.path] == ["way", "towns", "stop"]


def test_a_draft_survives_its_way_through_json() -> None:
    traveller = Traveller("towns")
    traveller.presses("odesa", ">")
    stored = json.loads(json.dumps(asdict(traveller.draft)))
    page, search, picked = stored["view"]
    again = Draft(stored["flow"], stored["token"], stored["answers"], View(page, search, tuple(picked)))
    assert again == traveller.draft


def test_a_whole_flow_is_answered_by_presses_words_and_media() -> None:
    traveller = Traveller()
    traveller.presses("train", "soft", "odesa", "lviv", "+", "-")
    traveller.says("2")
    traveller.says("  early ")
    traveller.sends("photo")
    assert traveller.draft.answers == ANSWERS
    done = traveller.presses("send")
    assert done.result == replay(talk(), {**ANSWERS, "review": "send"}).result


def test_an_event_after_the_last_answer_gives_the_same_result_again() -> None:
    draft = Draft("trip", "abc", {**ANSWERS, "review": "send"})
    for said in (Said(words="hello"), Said(press=("abc", "review", "send"))):
        done = step(talk, draft, said)
        assert done.result == replay(talk(), draft.answers).result
        assert done.draft == draft


def test_every_chosen_answer_is_echoed_and_own_words_are_not() -> None:
    traveller = Traveller()
    traveller.presses("train")
    assert traveller.note == "✓ Train"
    traveller.says("hard")
    assert traveller.note == "✓ Hard"
    traveller = Traveller("note")
    traveller.says("some words")
    assert traveller.note == ""


def test_a_flow_may_ask_nothing_at_all() -> None:
    def silent() -> Conversation[str]:
        yield from ()
        return "done"

    assert replay(silent(), {}).result == "done"
