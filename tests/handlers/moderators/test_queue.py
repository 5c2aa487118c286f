"""The queue: counts, lists, and the way from a list to a card."""

from storage import matches, requests
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_an_empty_queue_says_so(chat: Chat, desk: Phone) -> None:
    queue = await desk.says("/queue")
    assert "Nothing waits for a moderator." in queue.text
    assert queue.labels == ["Refresh"]


async def test_the_queue_counts_what_waits(chat: Chat, desk: Phone) -> None:
    await stand.volunteer(chat, chat.person())
    await stand.request(chat, chat.person(), held=True)
    await stand.request(chat, chat.person())
    await stand.request(chat, chat.person())
    queue = await desk.says("/queue")
    assert "Volunteers to approve: 1\nRequests to read first: 1\n" in queue.text
    assert "Nobody is being asked: 2\n" in queue.text
    assert queue.labels == [
        "Volunteers to approve",
        "Requests to read first",
        "Nobody is being asked",
        "Refresh",
    ]


async def test_a_request_that_somebody_is_asked_about_is_not_in_the_list(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await stand.approved(chat, chat.person())
    await desk.says("/assign 1 1")
    queue = await desk.says("/queue")
    assert "Nobody is being asked: 0" in queue.text


async def test_a_helper_who_accepted_and_is_silent_shows_after_half_of_the_time(
    chat: Chat, desk: Phone
) -> None:
    request = await stand.request(chat, chat.person(), stand.asking(urgency="now"))
    helper = await stand.approved(chat, chat.person())
    async with chat.database.transaction() as session:
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        await matches.add(session, request.id, (request.person_id, "O"), (helper.person_id, "I"))
    assert "Accepted, no word yet: 0" in (await desk.says("/queue")).text
    await chat.passes(minutes=61)
    assert "Accepted, no word yet: 1" in (await desk.says("/queue")).text
    await desk.presses("Accepted, no word yet")
    card = await desk.presses("Request 1")
    assert "Helps now: helper 1, talk 1" in card.text


async def test_a_long_list_has_pages(chat: Chat, desk: Phone) -> None:
    for _number in range(8):
        await stand.request(chat, chat.person())
    await desk.says("/queue")
    page = await desk.presses("Nobody is being asked")
    assert page.labels == [*(f"Request {n}" for n in range(1, 7)), "Further", "To the queue"]
    page = await desk.presses("Further")
    assert page.labels == ["Request 7", "Request 8", "To the queue"]
    assert (await desk.presses("Request 8")).text.startswith("Request 8")


async def test_a_page_whose_rows_went_meanwhile_shows_what_still_waits(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person(), held=True)
    page = await desk.sends_payload("a:m-list:held-6")
    assert page.labels == ["Request 1", "To the queue"]
    assert "This list is empty now." not in page.text


async def test_a_list_that_has_become_empty_says_so(chat: Chat, desk: Phone) -> None:
    page = await desk.sends_payload("a:m-list:held-6")
    assert "This list is empty now." in page.text
    assert page.labels == ["To the queue"]
