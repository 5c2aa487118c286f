"""Handing over: the request keeps its place, nobody hears a reason, and the same helper is not asked again."""

import pytest

from storage import matches, requests
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.helping.test_rest import both


async def paired(circle: Circle, channel: str = "telegram") -> tuple[Phone, Phone, int]:
    """Kalyna is accompanied by Yavir."""
    olha, petro = await circle.joins(channel, name="Kalyna"), await circle.helper(channel, name="Yavir")
    match_id = await circle.matched(olha, petro)
    await circle.writes(match_id)
    return olha, petro, match_id


async def states(circle: Circle, match_id: int) -> tuple[str, str, str]:
    """State and outcome of the match, state of the request."""
    match = await circle.match(match_id)
    return match.status, match.outcome, (await circle.request(match.request_id)).status


HANDED = (matches.CLOSED, "left", requests.WAITING)
GOES_ON = (matches.ACTIVE, "", requests.MATCHED)


@both
async def test_a_match_goes_on_with_another_helper_in_its_old_place(circle: Circle, channel: str) -> None:
    olha, petro, match_id = await paired(circle, channel)
    request_id = (await circle.match(match_id)).request_id
    before = (await circle.request(request_id)).created_at
    await petro.sends_payload("a:rest:two_weeks")
    await petro.presses("Hand over: Kalyna")
    assert "Hand over 1 talk?" in petro.screen.text
    assert await states(circle, match_id) == GOES_ON
    await petro.presses("Hand over")
    assert "1 talk is handed over: others are asked." in petro.screen.text
    assert heard(olha, "Yavir cannot go on with request 1. It keeps its place") == 1
    assert not any("rest" in text for text in olha.texts), "no reason"
    assert await states(circle, match_id) == HANDED
    assert (await circle.request(request_id)).created_at == before
    asked = heard(petro, "Can you help?")
    vira = await circle.helper()
    await petro.sends_payload("a:back:now")
    await circle.chat.work()
    assert (heard(petro, "Can you help?"), heard(vira, "Can you help?")) == (asked, 1), "not asked again"


async def test_all_matches_go_on_at_once(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await circle.already_helps(petro)
    await petro.sends_payload("a:rest:written")
    await petro.presses("Hand all over")
    assert "Hand over 2 talks?" in petro.screen.text
    await petro.presses("Hand over")
    assert "2 talks are handed over: others are asked." in petro.screen.text
    assert await states(circle, match_id) == HANDED
    async with circle.database.transaction() as session:
        assert await matches.active_of(session, circle.id(petro)) == []
    assert heard(olha, "cannot go on") == 1


async def test_the_one_who_is_helped_cannot_hand_the_match_over(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    vira = await circle.helper()
    for phone in (olha, vira):
        for data in (f"a:hand-over:{match_id}", f"a:hand-over-yes:{match_id}", "a:hand-over-yes:all"):
            await phone.sends_payload(data)
            assert "nothing of yours to hand over" in phone.screen.text
    assert await states(circle, match_id) == GOES_ON
    assert heard(petro, "somebody else") == 0


async def test_a_closed_match_is_not_handed_over(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    for data in (f"a:hand-over:{match_id}", f"a:hand-over-yes:{match_id}"):
        await petro.sends_payload(data)
        assert "closed already" in petro.screen.text
    assert await states(circle, match_id) == (matches.CLOSED, "solved", requests.CLOSED)


async def test_pressed_twice_it_is_handed_over_once(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    assert "closed already" in petro.screen.text
    assert heard(olha, "cannot go on") == 1


@pytest.mark.parametrize("row", ["yes", "no"])
async def test_stopping_is_asked_once_and_leaves_nobody_alone(circle: Circle, row: str) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.says("/volunteer")
    await petro.presses("Stop helping")
    assert "1 open talk is handed over to others." in petro.screen.text
    assert await states(circle, match_id) == GOES_ON
    if row == "no":
        await petro.presses("How I help")
        assert await states(circle, match_id) == GOES_ON
        return
    await petro.presses("Stop helping")
    assert "You help no longer" in petro.screen.text
    assert await states(circle, match_id) == HANDED
    assert heard(olha, "Yavir cannot go on") == 1
    await petro.says("/menu")
    assert "I can help" in petro.screen.labels
    await petro.says("/volunteer")
    assert "What can you help with?" in petro.screen.text
