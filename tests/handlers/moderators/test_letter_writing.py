"""A moderator writes to a person through the bot: by a reply to a prompt or by /write, seen before it goes."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.domain.correspondence import DRAFTED, LONGEST
from bot.incoming import Incoming
from storage import accounts, letter_drafts, persons
from storage.audit import latest
from tests.chat import DESK, Chat, Phone
from tests.circle import Circle
from tests.conftest import NOON
from tests.handlers.moderators import stand

HELLO = "Is there somebody with you?"
WRITES = "A moderator on duty writes:"
DONE = "This letter was sent, changed or dropped already, or it is too old. Nothing more was sent."


@pytest.fixture
async def olha(circle: Circle, desk: Phone) -> Phone:
    """Somebody who made request 1."""
    phone = await circle.joins()
    await circle.asks(phone)
    return phone


async def prompted(desk: Phone) -> None:
    """Open the card of request 1 and press "Write to the person"."""
    await desk.says("/request 1")
    await desk.presses("Write to the person")


async def drafted(desk: Phone, words: str = HELLO) -> None:
    await prompted(desk)
    await desk.replies(desk.screen, words)


async def test_a_reply_to_the_prompt_is_shown_as_the_person_will_read_it(desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    assert f"So the person will read it (English):\n\n{WRITES}\n\n{HELLO}" in desk.screen.text
    assert desk.screen.labels == ["Send", "Write it differently", "Do not send"]
    assert not any(HELLO in text for text in olha.texts)


async def test_what_is_sent_arrives_without_a_name_and_with_two_answers(desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    await desk.presses("Send")
    assert olha.screen.text.startswith(f"{WRITES}\n\n{HELLO}")
    assert olha.screen.labels == ["Answer", "Not now", "Menu"]
    assert desk.screen.text.startswith("Letters 1: sent at 14:00.")


async def test_a_letter_is_sent_once_and_stands_in_the_audit(chat: Chat, desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    send = desk.screen.rows[0][0][1]
    await desk.presses("Send")
    await desk.sends_payload(send)
    assert desk.screen.text == DONE
    assert sum(HELLO in text for text in olha.texts) == 1
    assert [act for act in await stand.acts(chat) if act.startswith("letter")] == ["letter letters 1"]


async def test_other_words_under_the_prompt_take_the_place_of_the_first(desk: Phone, olha: Phone) -> None:
    await prompted(desk)
    prompt = desk.screen
    await desk.replies(prompt, "first words")
    earlier = desk.screen.rows[0][0][1]
    await desk.replies(prompt, "second words")
    await desk.sends_payload(earlier)
    assert desk.screen.text == DONE
    await desk.presses("Send")
    assert "second words" in olha.screen.text
    assert not any("first words" in text for text in olha.texts)


async def test_it_can_be_written_differently(desk: Phone, olha: Phone) -> None:
    await drafted(desk, "first words")
    await desk.presses("Write it differently")
    await desk.replies(desk.screen, "second words")
    await desk.presses("Send")
    assert "second words" in olha.screen.text


async def test_what_is_dropped_is_never_sent(desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    send = desk.screen.rows[0][0][1]
    await desk.presses("Do not send")
    assert desk.screen.text == "Nothing was sent. What was written is deleted."
    await desk.sends_payload(send)
    assert desk.screen.text == DONE
    assert not any(HELLO in text for text in olha.texts)


async def test_talk_among_moderators_stays_theirs(desk: Phone, olha: Phone) -> None:
    await prompted(desk)
    known = len(desk.messages)
    await desk.says("shall I write that?")
    await desk.says("yes", reply_to="77")
    assert len(desk.messages) == known


async def test_a_photo_under_the_prompt_is_not_sent(desk: Phone, olha: Phone) -> None:
    await prompted(desk)
    await desk.sends("photo", file="a-file", reply_to=desk.screen.id)
    assert desk.screen.text == "Only words can be sent to a person. Nothing was sent."


async def test_write_names_a_request_or_a_helper(circle: Circle, desk: Phone, olha: Phone) -> None:
    helper = await circle.helper()
    await desk.says(f"/write 1 {HELLO}")
    await desk.presses("Send")
    await desk.says("/write helper 1 Thank you for helping.")
    await desk.presses("Send")
    assert HELLO in olha.screen.text
    assert "Thank you for helping." in helper.screen.text


async def test_from_an_alert_a_letter_arrives_also_at_night(chat: Chat, circle: Circle, desk: Phone) -> None:
    ivan = await circle.joins()
    await move_to_night(chat)
    await ivan.says("I don't want to live any more")
    await desk.presses("Write to the person")
    assert desk.screen.text.startswith("after signs of danger")
    await desk.replies(desk.screen, HELLO)
    await desk.presses("Send")
    assert HELLO in ivan.screen.text


async def test_nobody_writes_because_of_an_alert_to_who_said_no(circle: Circle, desk: Phone) -> None:
    ivan = await circle.joins()
    await ivan.says("I don't want to live any more")
    write = desk.screen.rows[1][0][1]
    await ivan.presses("No, thank you")
    await desk.sends_payload(write)
    assert desk.screen.text == "They would not like anybody to write to them."


async def test_at_night_the_moderator_reads_when_it_arrives(chat: Chat, desk: Phone, olha: Phone) -> None:
    await move_to_night(chat)
    await drafted(desk)
    assert "The person has quiet hours now: it arrives at 08:00, Kyiv time." in desk.screen.text
    await desk.presses("Send")
    assert not any(HELLO in text for text in olha.texts)
    clock_of(chat).jump(timedelta(hours=6))
    await chat.settle()
    assert HELLO in olha.screen.text


async def test_a_phone_is_sent_deliberately_and_a_card_never(desk: Phone, olha: Phone) -> None:
    await drafted(desk, "Call the consulate: +380 44 123 45 67")
    assert "It shows: a phone number." in desk.screen.text
    await desk.presses("Send")
    assert "+380 44 123 45 67" in olha.screen.text
    await desk.says("/write 1 Send 100 to 4111 1111 1111 1111")
    assert desk.screen.text.startswith("A card, an account or a wallet is never sent from here")


async def test_too_many_words_are_refused_with_their_count(desk: Phone, olha: Phone) -> None:
    await drafted(desk, "x" * (LONGEST + 1))
    assert desk.screen.text.startswith(f"This is {LONGEST + 1} characters long")


async def test_nobody_is_promised_a_letter_that_cannot_arrive(
    chat: Chat, circle: Circle, desk: Phone
) -> None:
    gone = await circle.joins()
    await circle.asks(gone)
    await desk.says(f"/write 1 {HELLO}")
    await gone.sends("left")
    await desk.presses("Send")
    assert desk.screen.text.startswith("Nothing reaches this person now")
    await desk.says(f"/write 1 {HELLO}")
    assert desk.screen.text.startswith("Nothing reaches this person now")


async def test_a_prompt_of_long_ago_takes_no_words(chat: Chat, desk: Phone, olha: Phone) -> None:
    await prompted(desk)
    prompt = desk.screen
    clock_of(chat).jump(DRAFTED + timedelta(seconds=1))
    known = len(desk.messages)
    await desk.replies(prompt, HELLO)
    assert len(desk.messages) == known


async def test_on_viber_the_moderator_reads_what_it_may_cost(chat: Chat, circle: Circle, desk: Phone) -> None:
    viber = await circle.joins("viber")
    await circle.asks(viber)
    clock_of(chat).jump(timedelta(hours=25))
    await desk.says(f"/write 1 {HELLO}")
    assert "On Viber this letter is paid for" in desk.screen.text


async def test_another_moderators_chat_cannot_send_it(chat: Chat, desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    async with chat.database.transaction() as session:
        draft = int(desk.screen.rows[0][0][1].rpartition(":")[2])
        other = await accounts.of_chat(session, "telegram", "-2002")
        assert await letter_drafts.get(session, draft, other.id) is None


async def test_who_deletes_everything_gets_nothing_more(
    chat: Chat, circle: Circle, desk: Phone, olha: Phone
) -> None:
    await drafted(desk)
    async with chat.database.transaction() as session:
        await persons.erase(session, circle.people[olha.address])
    await desk.presses("Send")
    assert desk.screen.text == DONE


def clock_of(chat: Chat) -> StoppedClock:
    assert isinstance(chat.database.clock, StoppedClock)
    return chat.database.clock


async def move_to_night(chat: Chat) -> None:
    """To two o'clock in Kyiv."""
    clock_of(chat).jump(timedelta(hours=12))


@pytest.mark.parametrize("place", [{"place": "danger"}, {"region": "RU"}, {"zone": "Europe/Moscow"}])
async def test_in_danger_a_letter_comes_as_a_line_that_a_press_opens(
    circle: Circle, desk: Phone, place: dict[str, str]
) -> None:
    olha = await circle.joins(**place)
    await circle.asks(olha)
    await drafted(desk)
    assert "first comes “There is something here for you.”" in desk.screen.text
    await desk.presses("Send")
    assert olha.screen.text == "There is something here for you."
    assert not any(HELLO in text for text in olha.texts)
    await olha.presses("Open")
    assert HELLO in olha.screen.text
    assert olha.screen.labels == ["Answer", "Not now", "Menu"]


async def test_whose_open_request_names_a_dangerous_region_gets_the_line_too(
    circle: Circle, desk: Phone
) -> None:
    olha = await circle.joins()
    await circle.asks(olha, stand.asking(region="RU"))
    await drafted(desk)
    await desk.presses("Send")
    assert olha.screen.text == "There is something here for you."


async def test_what_is_typed_below_an_opened_letter_does_not_go_to_the_helper(
    circle: Circle, desk: Phone
) -> None:
    olha, petro, match_id = await circle.talking(place="danger")
    await olha.sends_payload(f"a:talk:{match_id}")
    await drafted(desk)
    await desk.presses("Send")
    letter = await olha.presses("Open")
    assert "To answer, press “Answer”: moderators read it; helpers do not." in letter.text
    question = await olha.says("For the moderators alone")
    assert question.text == "1 message is not sent yet.\nTo Yavir?"
    assert not any("For the moderators alone" in text for text in petro.texts)


async def test_in_danger_the_end_of_letters_is_a_line_too(circle: Circle, desk: Phone) -> None:
    olha = await circle.joins(place="danger")
    await olha.says("/team")
    await olha.says("Is anybody here?")
    await olha.presses("Send")
    await desk.presses("Close")
    assert olha.screen.text == "There is something here for you."
    assert "have closed this correspondence" in (await olha.presses("Open")).text


async def test_a_letter_to_another_is_not_opened(circle: Circle, desk: Phone) -> None:
    olha, taras = await circle.joins(place="danger"), await circle.joins()
    await circle.asks(olha)
    await drafted(desk)
    await desk.presses("Send")
    opens = olha.screen.rows[0][0][1]
    assert "not here any more" in (await taras.sends_payload(opens)).text


async def went(chat: Chat, who: str) -> None:
    at = str(int(NOON.timestamp()) + 60)
    key = str(next(chat.keys))
    await chat.receive(Incoming("telegram", key, DESK, "went", who, sender="9", at=at))


async def test_what_somebody_drafted_who_left_is_sent_by_nobody(chat: Chat, desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    send = desk.screen.rows[0][0][1]
    await went(chat, "7")
    await desk.sends("press", text=send, press="p", sender="8")
    assert desk.screen.text == DONE
    assert not any(HELLO in text for text in olha.texts)


async def test_the_drafts_of_the_others_stay(chat: Chat, desk: Phone, olha: Phone) -> None:
    await drafted(desk)
    send = desk.screen.rows[0][0][1]
    await went(chat, "8")
    await desk.sends_payload(send)
    assert any(HELLO in text for text in olha.texts)


async def test_whoever_sends_what_another_wrote_is_told_whose_it_is_and_so_is_the_audit(
    chat: Chat, desk: Phone, olha: Phone
) -> None:
    await drafted(desk)
    await desk.sends("press", text=desk.screen.rows[0][0][1], press="p", sender="8")
    assert "Moderator 1 wrote it." in desk.screen.text
    async with chat.database.transaction() as session:
        assert next(iter(await latest(session))).reason == "request 1, moderator 1"
