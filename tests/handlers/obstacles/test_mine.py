"""One's own obstacles: how each stands, taking words back, leaving, saying that it is back."""

from dataclasses import replace

import pytest

from bot.domain.obstacles import states
from storage import media, obstacle_photos, obstacle_reports
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.obstacles import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


@channels
async def test_mine_are_listed_with_their_numbers_and_states(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    await tells(circle, olha)
    await tells(circle, olha, QUEUE)
    await stand.comes(circle, 1, states.ASKED)
    await olha.says("/obstacle")
    assert "Number 1: the authority was asked" in olha.screen.text
    assert olha.screen.labels == ["Number 2", "Number 1", "Tell of another one", "What helped others", "Menu"]
    await olha.presses("Number 1")
    assert TRANSLATION.words in olha.screen.text
    assert "1 person met it." in olha.screen.text


async def test_older_ones_are_opened_by_number(circle: Circle) -> None:
    olha = await circle.joins()
    for _time in range(6):
        await tells(circle, olha)
    await olha.says("/obstacle")
    assert "Older ones by number: /obstacle 1." in olha.screen.text
    await olha.says("/obstacle №1")
    assert "Number 1: new" in olha.screen.text


async def test_leaving_asks_once_and_takes_words_and_photos_along(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, stand.in_other_words(), known.id)
    media_id = await _photo(circle, olha, known.id)
    await olha.sends_payload(f"a:obstacle:{known.id}")
    await olha.presses("Leave it")
    await olha.presses("Stay in it")
    await olha.presses("Leave it")
    await olha.presses("Leave it")
    assert "You are in number 1 no more" in olha.screen.text
    (left,) = await stand.reports(circle)
    assert left.person_id == circle.id(petro)
    async with circle.database.transaction() as session:
        assert await media.body(session, media_id) == (media.FAILED, None)
    await stand.comes(circle, 1, states.SOLVED)
    assert heard(olha, "News about") == 0
    assert heard(petro, "News about") == 1


async def _photo(circle: Circle, phone: Phone, obstacle_id: int) -> int:
    async with circle.database.transaction() as session:
        report = await obstacle_reports.of_both(session, obstacle_id, circle.id(phone))
        assert report is not None
        id = await media.keep(session, b"picture", circle.id(phone))
        await obstacle_photos.add(session, report.id, circle.id(phone), id)
    return id


async def test_an_obstacle_that_nobody_is_left_in_goes(circle: Circle) -> None:
    olha = await circle.joins()
    known = await tells(circle, olha)
    await olha.sends_payload(f"a:obstacle-leave:{known.id}:yes")
    assert await stand.now(circle) is None


@pytest.mark.parametrize("how", ["/forget", "/privacy"])
async def test_who_deletes_everything_takes_their_words_and_leaves_the_obstacle_to_the_others(
    circle: Circle, how: str
) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, QUEUE, known.id)
    await tells(circle, olha, QUEUE)
    await olha.says(how)
    await olha.presses("Delete everything" if how == "/forget" else "Take consent back")
    if how == "/privacy":
        await olha.presses("Take it back")
    (left,) = await stand.reports(circle, 1)
    assert left.person_id == circle.id(petro)
    assert await stand.now(circle, 2) is None, "nobody is left in it"
    await petro.sends_payload(f"a:obstacle:{known.id}")
    assert TRANSLATION.place not in petro.screen.text
    assert "Translator, Zakarpattia" in petro.screen.text


async def test_the_sentence_for_all_can_be_taken_back_at_any_time(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha, replace(TRANSLATION, public="It is not free at all."))
    await tells(circle, petro, QUEUE, known.id)
    async with circle.database.transaction() as session:
        (first, _second) = await obstacle_reports.of_obstacle(session, known.id)
        assert await obstacle_reports.release(session, first.id, True)
    await petro.sends_payload(f"a:obstacle:{known.id}")
    assert "«It is not free at all.»" in petro.screen.text
    await olha.sends_payload(f"a:obstacle-unsay:{known.id}")
    assert "taken back" in olha.screen.text
    await petro.sends_payload(f"a:obstacle:{known.id}")
    assert "It is not free at all" not in petro.screen.text
    told = await stand.reports(circle)
    assert "It is not free at all" not in str(told)
    assert [report.person_id for report in told] == [circle.id(olha), circle.id(petro)], (
        "who told first stays first"
    )


async def test_who_met_it_says_that_it_is_back(circle: Circle) -> None:
    desk, olha, petro = circle.chat.desk(), await circle.joins(), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, QUEUE, known.id)
    await stand.comes(circle, 1, states.SOLVED)
    await olha.presses("Open it")
    await olha.presses("It is back")
    assert await stand.status(circle) == states.RETURNED
    assert "a solved obstacle is back" in desk.screen.text
    await circle.chat.work()
    assert [heard(phone, "It is back: somebody met it again") for phone in (olha, petro)] == [0, 1]
    await olha.sends_payload(f"a:obstacle-back:{known.id}")
    assert "nothing has changed" in olha.screen.text


async def test_somebody_elses_obstacle_is_none_of_mine(circle: Circle) -> None:
    known = await tells(circle, await circle.joins())
    stranger = await circle.joins()
    for action in (
        "obstacle",
        "obstacle-back",
        "obstacle-unsay",
        "obstacle-leave",
        "obstacle-photos",
        "photo-add",
    ):
        await stranger.sends_payload(f"a:{action}:{known.id}:yes")
        assert "You have no obstacle with this number" in stranger.screen.text
    await stranger.says("/obstacle 1")
    assert "You have no obstacle with this number" in stranger.screen.text
    assert len(await stand.reports(circle)) == 1
