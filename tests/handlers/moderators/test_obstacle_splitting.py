"""Reports that tell of another obstacle are split off; each of their authors hears of it once."""

from bot.domain.obstacles import states
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, now, reports, status, tells


async def told(chat: Chat) -> tuple[Circle, list[Phone]]:
    """Four are in one obstacle; the last two met another one."""
    circle = Circle(chat)
    phones = [await circle.joins() for _one in range(4)]
    known = await tells(circle, phones[0])
    for phone in phones[1:]:
        await tells(circle, phone, QUEUE, known.id)
    return circle, phones


async def test_chosen_reports_become_an_obstacle_of_their_own(chat: Chat, desk: Phone) -> None:
    circle, phones = await told(chat)
    await desk.says("/obstacle 1")
    await desk.presses("Split")
    assert QUEUE.words not in desk.screen.text
    await desk.presses("3")
    await desk.presses("4")
    await desk.presses("Make it a new one")
    assert "Number 2 was split off from number 1" in desk.screen.text
    theirs = [{report.person_id for report in await reports(circle, number)} for number in (1, 2)]
    assert theirs == [{circle.id(phone) for phone in pair} for pair in (phones[:2], phones[2:])]
    found = await now(circle, 2)
    assert found is not None
    assert found.facts == QUEUE.facts
    assert await status(circle, 2) == states.CONFIRMED
    await chat.work()
    await chat.work()
    own = "is number 2 of its own now"
    assert [heard(phone, own) for phone in phones] == [0, 0, 1, 1]
    assert "split obstacle 1" in await stand.acts(chat)
    await desk.says("/obstacle 1")
    assert "2 split off" in desk.screen.text


async def test_a_choice_is_taken_back_by_the_same_button(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/split 1 2 3")
    assert {"✓ 2", "✓ 3", "1"} < set(desk.screen.labels)
    await desk.presses("2")
    assert {"2", "✓ 3"} < set(desk.screen.labels)


async def test_not_all_and_not_none_can_go(chat: Chat, desk: Phone) -> None:
    circle, _phones = await told(chat)
    await desk.says("/split 1 1 2 3 4")
    await desk.presses("Make it a new one")
    assert "At least one report stays" in desk.screen.text
    await desk.sends_payload("a:m-part-off:1--0")
    assert "At least one report stays" in desk.screen.text
    assert await now(circle, 2) is None


async def test_when_somebody_left_meanwhile_nobody_else_is_split_off(chat: Chat, desk: Phone) -> None:
    circle, phones = await told(chat)
    known = await now(circle)
    assert known is not None
    await desk.says("/split 1 2")
    await phones[0].sends_payload(f"a:obstacle-leave:{known.id}:yes")
    await desk.presses("Make it a new one")
    assert "have changed meanwhile" in desk.screen.text
    assert await now(circle, 2) is None
    await desk.says("/split 1 9")
    assert "have changed meanwhile" in desk.screen.text


async def test_the_same_split_twice_is_done_once(chat: Chat, desk: Phone) -> None:
    circle, _phones = await told(chat)
    await desk.says("/split 1 4")
    (sure,) = [data for row in desk.screen.rows for _l, data, _s in row if "m-part-off" in data]
    for _twice in range(2):
        await desk.sends_payload(sure)
    assert "have changed meanwhile" in desk.screen.text
    assert await now(circle, 3) is None


async def test_who_told_of_it_twice_stays_in_it_by_the_report_that_was_laid_aside(
    chat: Chat, desk: Phone
) -> None:
    circle = Circle(chat)
    olha, petro, ivan = [await circle.joins() for _one in range(3)]
    await tells(circle, olha)
    second = await tells(circle, olha, QUEUE)
    await tells(circle, petro, QUEUE, second.id)
    await tells(circle, ivan, QUEUE, second.id)
    await desk.sends_payload("a:m-join-two:1-2")
    await desk.says("/split 2 1")
    await desk.presses("Make it a new one")
    assert [len(await reports(circle, number)) for number in (1, 2, 3)] == [0, 3, 1]
    await olha.says("/obstacle")
    for number in ("Number 2", "Number 3"):
        await olha.presses(number)
        assert f"{number}:" in olha.screen.text
        await olha.says("/obstacle")
    await chat.work()
    assert heard(olha, "is number 3 of its own now") == 1
    await desk.sends_payload("a:m-unjoin:1")
    assert [len(await reports(circle, number)) for number in (1, 2, 3)] == [1, 2, 1]
