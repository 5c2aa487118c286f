"""Who a person is shows itself to two moderators, one of whom leads, for ten minutes, and the person hears of it."""

import pytest

from storage.audit import latest
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand

TOLD = "Two moderators have looked which account you write from."
WHY = "a doctor has to be sent there"


@pytest.fixture
async def olha(chat: Chat, desk: Phone) -> Phone:
    """Somebody who asked for help, known in talks as Kalyna."""
    circle = Circle(chat)
    olha = await circle.joins(name="Kalyna")
    await circle.asks(olha)
    return olha


def shown(desk: Phone) -> list[str]:
    return [text for text in desk.texts if text.startswith("Behind")]


async def test_one_alone_is_shown_nothing(desk: Phone, olha: Phone, chat: Chat) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk, "7")
    assert not shown(desk)
    assert not [text for text in desk.texts if olha.address in text or "Kalyna" in text]
    assert await stand.acts(chat) == ["ask request 1"]


async def test_two_are_shown_the_account_and_the_name_of_talks(desk: Phone, olha: Phone, chat: Chat) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk)
    (text,) = shown(desk)
    assert f"Telegram, id {olha.address}" in text
    assert "Kalyna" in text
    assert "passport" not in text
    assert await stand.acts(chat) == ["ask request 1", "agree request 1", "reveal request 1"]
    async with chat.database.transaction() as session:
        assert {entry.reason for entry in await latest(session)} == {WHY}


async def test_it_goes_by_itself_and_is_not_shown_again_without_two(
    desk: Phone, olha: Phone, chat: Chat
) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    card = desk.screen.rows[0][0][1]
    await stand.agrees(desk)
    await chat.passes(minutes=9)
    assert shown(desk)
    await chat.passes(minutes=1)
    assert not shown(desk)
    assert not [text for text in desk.texts if olha.address in text]
    await desk.sends("press", text=card, press="press", sender="8")
    assert not shown(desk)


async def test_one_of_the_two_has_to_lead(desk: Phone, olha: Phone, chat: Chat) -> None:
    chat.database.leads = ("9",)
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk, "8")
    assert "One of the two has to lead the moderators." in desk.screen.text
    assert not shown(desk)
    await stand.agrees(desk, "9")
    assert shown(desk)


async def test_the_person_is_told_with_a_chosen_reason(desk: Phone, olha: Phone) -> None:
    await desk.says("/reveal request 1")
    await desk.presses("A life is in danger")
    await stand.agrees(desk)
    assert heard(olha, TOLD) == 1
    assert "since somebody’s life may be in danger" in olha.screen.text
    assert "8" not in olha.screen.text


async def test_the_moderators_own_words_are_not_told(desk: Phone, olha: Phone) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk)
    assert heard(olha, TOLD) == 1
    assert not heard(olha, WHY)


async def test_where_a_phone_may_be_searched_nothing_comes(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    iryna = await circle.joins(place="danger")
    await circle.asks(iryna)
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk)
    assert shown(desk)
    assert not iryna.messages


async def test_a_helper_can_be_shown_with_both_messengers(chat: Chat, desk: Phone) -> None:
    helper = await stand.approved(chat, chat.person("viber"))
    await desk.says(f"/reveal helper {helper.number} {WHY}")
    await stand.agrees(desk)
    assert "only this bot can write to it" in shown(desk)[0]


async def test_who_deleted_everything_meanwhile_is_shown_to_nobody(desk: Phone, olha: Phone) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    await olha.says("/forget")
    await olha.presses("Delete everything")
    await stand.agrees(desk)
    assert desk.screen.text == "There is nobody behind this number any more."
    assert not shown(desk)


async def test_who_deletes_everything_is_not_shown_any_longer(desk: Phone, olha: Phone) -> None:
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk)
    assert shown(desk)
    await olha.says("/forget")
    await olha.presses("Delete everything")
    assert not shown(desk)


@pytest.mark.parametrize("why", ["", "so", "12345678 123", "x" * 201])
async def test_without_a_reason_nobody_is_asked(desk: Phone, olha: Phone, chat: Chat, why: str) -> None:
    await desk.says(f"/reveal request 1 {why}")
    assert not [data for row in desk.screen.rows for _label, data, _style in row if "m-agree" in data]
    assert await stand.acts(chat) == []


@pytest.mark.parametrize("place", [{"place": "danger"}, {"region": "RU"}, {"zone": "Europe/Moscow"}])
async def test_whoever_may_be_searched_by_any_mark_does_not_hear(
    circle: Circle, desk: Phone, place: dict[str, str]
) -> None:
    olha = await circle.joins(**place)
    await circle.asks(olha)
    await desk.says(f"/reveal request 1 {WHY}")
    await stand.agrees(desk)
    assert shown(desk)
    assert not any(TOLD in text for text in olha.texts)
