"""News on a person's phone: refused with one press, switched on again, opened where strangers may look."""

from bot.domain.announcements import Audience
from storage import announced, announcements
from tests.chat import Phone
from tests.circle import Circle

WORDS = "The centre is closed."


async def going(circle: Circle, **audience: bool | str | int) -> int:
    """An announcement to which two agreed."""
    async with circle.database.transaction() as session:
        one = await announcements.add(session, Audience(**audience))  # type: ignore[arg-type]
        await announcements.write(session, one, one.audience, {"en": WORDS})
        written = await announcements.get(session, one.id)
        assert written is not None
        await announcements.move(session, written, ("draft",), announcements.GOING, at_work=True)
    return one.id


async def sent(circle: Circle, phone: Phone, **audience: bool | str | int) -> bool:
    """Whether a person gets a new announcement."""
    before = len(phone.messages)
    await going(circle, **audience)
    await circle.chat.work()
    return len(phone.messages) > before


async def test_one_press_ends_them_and_settings_bring_them_back(circle: Circle) -> None:
    olha = await circle.joins()
    assert await sent(circle, olha)
    assert "No more news" in (await olha.presses("No more of these")).text
    assert not await sent(circle, olha)
    assert "News from the team: no" in (await olha.says("/settings")).text
    assert (await olha.presses("News again")).text == "News from the team will come again."
    assert await sent(circle, olha)
    assert "News from the team: yes" in (await olha.says("/settings")).text


async def test_settings_turn_them_off_too(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/settings")
    await olha.presses("No more news")
    assert not await sent(circle, olha)


async def test_in_danger_a_safe_one_comes_as_a_line_that_a_press_opens(circle: Circle) -> None:
    olha, ivan = await circle.joins(place="danger"), await circle.joins(region="RU")
    assert not await sent(circle, olha)
    assert not ivan.messages
    assert await sent(circle, olha, safe=True)
    for phone in (olha, ivan):
        assert phone.screen.text == "There is something here for you."
        assert WORDS in (await phone.presses("Open")).text


async def test_only_who_was_sent_it_can_open_it(circle: Circle) -> None:
    olha, taras = await circle.joins(), await circle.joins(news=0)
    id = await going(circle)
    await circle.chat.work()
    assert WORDS in (await olha.sends_payload(f"a:news:{id}")).text
    assert WORDS not in (await taras.sends_payload(f"a:news:{id}")).text


async def test_a_week_later_nobody_knows_who_was_sent_what(circle: Circle) -> None:
    olha = await circle.joins()
    id = await going(circle)
    await circle.chat.work()
    await circle.chat.passes(days=8)
    assert "not kept any more" in (await olha.sends_payload(f"a:news:{id}")).text
    async with circle.database.transaction() as session:
        one = await announcements.get(session, id)
        assert one is not None
        assert (one.texts, one.status, one.counts) == ({}, announcements.DONE, {"sent": 1, "still": 0})
        assert not await announced.is_for(session, id, circle.id(olha))
