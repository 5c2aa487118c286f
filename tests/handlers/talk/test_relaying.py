"""Words and photos go to the right talk, under chosen names, and nowhere else."""

import pytest
from sqlalchemy import func, select

from storage import matches, media, talk_messages
from storage.matches import MatchRow
from storage.media import MediaRow
from storage.talk_messages import TalkMessageRow
from tests.handlers.talk.conftest import Talks, Two


async def rows(talks: Talks) -> int:
    """Return how many talk messages and media are stored."""
    async with talks.database.transaction() as session:
        counts = [
            await session.scalar(select(func.count()).select_from(t)) for t in (TalkMessageRow, MediaRow)
        ]
    return sum(count or 0 for count in counts)


async def test_words_arrive_on_the_other_messenger_under_the_chosen_name(two: Two) -> None:
    receipt = await two.olha.says("Good evening")
    assert two.petro.screen.text == "Kalyna:\nGood evening"
    assert two.petro.screen.labels == ["Reply", "Menu"]
    assert receipt.text == "Sent to Yavir."
    assert receipt.labels == ["Withdraw", "Menu"]


async def test_the_answer_comes_back_after_reply_is_pressed(two: Two) -> None:
    await two.olha.says("Good evening")
    await two.petro.presses("Reply")
    assert "What you write now goes to Kalyna" in two.petro.screen.text
    await two.petro.says("I am here")
    assert two.olha.screen.text == "Yavir:\nI am here"


async def test_a_press_on_reply_leaves_the_words_above_it_in_place(both_on_telegram: Two) -> None:
    petro = both_on_telegram.petro
    await both_on_telegram.olha.says("Good evening")
    await petro.presses("Reply")
    assert [text.splitlines()[0] for text in petro.texts] == ["Kalyna:", "Kalyna: request 1, Documents"]


async def test_a_press_on_reply_puts_an_unfinished_request_aside(two: Two) -> None:
    await two.olha.says("Good evening")
    await two.petro.says("/ask")
    await two.petro.presses("Documents")
    await two.petro.sends_payload(f"a:talk:{two.match_id}")
    await two.petro.says("I am here")
    assert two.olha.screen.text == "Yavir:\nI am here"
    assert "ask_for_help" in (await two.talks.state(two.petro))["kept"]  # type: ignore[operator]


async def test_words_outside_a_talk_are_kept_until_it_is_clear_to_whom_they_go(two: Two) -> None:
    question = await two.petro.says("Hello")
    assert question.text == "1 message is not sent yet.\nTo Kalyna?"
    assert question.labels == ["Kalyna · 1", "Menu"]
    question = await two.petro.says("How are you?")
    assert question.text == "2 messages are not sent yet.\nTo Kalyna?"
    assert not two.talks.to(two.olha)[1:]
    await two.petro.presses("Kalyna")
    assert two.olha.texts[-2:] == ["Yavir:\nHello", "Yavir:\nHow are you?"]
    assert "What you write now goes to Kalyna" in two.petro.screen.text
    await two.petro.says("And one more")
    assert two.olha.screen.text == "Yavir:\nAnd one more"


async def test_opening_the_talk_another_way_asks_about_the_words_that_wait(two: Two) -> None:
    await two.petro.says("Hello")
    screen = await two.petro.sends_payload(f"a:talk:{two.match_id}")
    assert screen.text.endswith("1 message is not sent yet.\nTo Kalyna?")
    assert screen.labels[:2] == ["Send", "Do not send"]
    assert not two.talks.to(two.olha)[1:]
    await two.petro.presses("Send")
    assert two.olha.texts[-1] == "Yavir:\nHello"
    assert (await two.talks.state(two.petro))["held"] == {}


async def test_what_waited_for_a_name_can_be_dropped_in_the_talk(two: Two) -> None:
    await two.petro.says("Hello")
    await two.petro.sends_payload(f"a:talk:{two.match_id}")
    answer = await two.petro.presses("Do not send")
    assert answer.text.startswith("It was not sent, and it is not kept.")
    assert answer.labels == ["Back to the talk", "Menu"]
    await two.petro.presses("Back to the talk")
    assert "not sent yet" not in two.petro.screen.text
    assert not two.talks.to(two.olha)[1:]


async def test_the_typed_name_answers_to_whom(two: Two) -> None:
    await two.petro.says("Hello")
    await two.petro.says("kalyna")
    assert two.olha.screen.text == "Yavir:\nHello"


async def test_the_menu_forgets_words_that_nobody_was_named_for(two: Two) -> None:
    await two.petro.says("Hello")
    old = two.petro.screen.rows[0][0][1]
    await two.petro.says("/menu")
    await two.petro.sends_payload(old)
    assert two.petro.screen.text.startswith("That question is answered already, or too old.")
    assert len(two.talks.to(two.olha)) == 1


async def test_a_person_without_a_talk_gets_the_menu(talks: Talks) -> None:
    alone = await talks.joins()
    assert "What would you like to do?" in (await alone.says("Hello")).text


async def test_a_native_reply_goes_to_its_own_talk_whatever_is_open(talks: Talks) -> None:
    olha, petro, ivan = [await talks.joins() for _person in range(3)]
    first = await talks.meet(olha, petro, "Kalyna", "Yavir")
    second = await talks.meet(ivan, petro, "Sokil", "Yavir")
    await olha.sends_payload(f"a:talk:{first}")
    await ivan.sends_payload(f"a:talk:{second}")
    await olha.says("from Kalyna", message="500")
    of_kalyna = petro.screen
    await ivan.says("from Sokil")
    await petro.sends_payload(f"a:talk:{second}")
    receipt = await petro.replies(of_kalyna, "to Kalyna")
    assert receipt.text == "Sent to Kalyna."
    assert olha.screen.text == "Yavir:\nto Kalyna"
    assert talks.to(olha)[-1].body["reply_to"] == "500"
    await petro.says("to Sokil")
    assert ivan.screen.text == "Yavir:\nto Sokil"


async def test_a_reply_to_a_message_nobody_remembers_asks_to_whom(talks: Talks) -> None:
    olha, petro, ivan = [await talks.joins() for _person in range(3)]
    await talks.meet(olha, petro, "Kalyna", "Yavir")
    second = await talks.meet(ivan, petro, "Sokil", "Yavir")
    await petro.sends_payload(f"a:talk:{second}")
    question = await petro.says("an answer", reply_to="999")
    assert question.labels == ["Sokil · 2", "Kalyna · 1", "Menu"]
    assert not talks.to(olha)
    assert not talks.to(ivan)


async def test_words_of_a_reply_to_ones_own_message_hang_on_the_copy(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("first", message="500")
    copy = petro.screen.id
    await olha.says("to my own", reply_to="500")
    assert both_on_telegram.talks.to(petro)[-1].body["reply_to"] == copy


async def test_a_photo_travels_as_a_new_picture_with_its_words(two: Two) -> None:
    receipt = await two.olha.sends_photo("This paper")
    body = two.talks.to(two.petro)[-1].body
    assert body["text"] == "Kalyna:\nThis paper"
    assert receipt.text == "Sent to Yavir."
    await two.talks.chat.work()
    async with two.talks.database.transaction() as session:
        state, picture = await media.body(session, body["picture"])
    assert state == media.READY
    assert picture is not None
    assert picture.startswith(b"\xff\xd8")


async def test_a_photo_without_words_says_what_it_is(two: Two) -> None:
    await two.olha.sends_photo()
    assert two.petro.screen.text == "Kalyna sends a photo."


@pytest.mark.parametrize("kind", ["voice", "other"])
@pytest.mark.parametrize("is_open", [True, False])
async def test_what_is_not_passed_on_is_refused_and_not_kept(two: Two, kind: str, is_open: bool) -> None:
    phone, other = (two.olha, two.petro) if is_open else (two.petro, two.olha)
    before = len(two.talks.to(other))
    answer = await phone.sends(kind, file="a-file", text="a caption")
    assert "passed on" in answer.text
    assert "Menu" in answer.labels
    assert len(two.talks.to(other)) == before
    assert await rows(two.talks) == 0
    assert "held" not in await two.talks.state(phone)


@pytest.mark.parametrize(
    "text, answer",
    [
        ("", "There are no words in this message."),
        ("\u200b\u202e \u2066", "There are no words in this message."),
        ("a" * 10_000, "This is 10000 characters long, and 3800 fit here."),
        ("є" * 3801, "This is 3801 characters long, and 3800 fit here."),
    ],
)
async def test_empty_and_endless_words_are_answered_and_not_sent(two: Two, text: str, answer: str) -> None:
    assert (await two.olha.says(text)).text.startswith(answer)
    assert not two.talks.to(two.petro)
    assert (await two.talks.state(two.olha))["talk"] == two.match_id


@pytest.mark.parametrize(
    "text, arrives",
    [
        ("є" * 3800, "є" * 3800),
        ("👩‍👩‍👧‍👦 🇺🇦 👍🏽", "👩‍👩‍👧‍👦 🇺🇦 👍🏽"),
        ("left\u202eright\u2069 \u200f!", "leftright !"),
        ("nul\x00 and \ud800 alone", "nul and  alone"),
        ("<b>{name}</b> replace_me_with_user_name *_`[", "<b>{name}</b> replace_me_with_user_name *_`["),
    ],
)
async def test_unusual_words_arrive_as_they_are_seen(two: Two, text: str, arrives: str) -> None:
    await two.olha.says(text)
    assert two.petro.screen.text == f"Kalyna:\n{arrives}"


async def test_the_helpers_first_word_ends_the_wait_for_it(two: Two) -> None:
    await two.olha.says("Hello")
    assert (await two.talks.match(two.match_id)).first_word_at is None
    await two.petro.presses("Reply")
    await two.petro.says("Hello too")
    match = await two.talks.match(two.match_id)
    assert match.first_word_at is not None
    async with two.talks.database.transaction() as session:
        row = await session.get_one(MatchRow, match.id)
    assert row.last_word_at == two.talks.database.clock.now().replace(minute=0)


async def test_a_blocked_phone_is_said_so_and_a_moderator_hears_of_it_once(two: Two) -> None:
    desk = two.talks.chat.desk()
    await two.petro.sends("left")
    for _again in range(2):
        answer = await two.olha.says("Are you there?")
        assert answer.text.startswith("Messages cannot reach Yavir now, so nothing was sent.")
    assert desk.texts == [
        "Messages of a talk do not arrive: the bot is blocked, or the chat is gone.\n\n"
        "Talk 1, helper ?\nNot reached: the helper\n\nAlert 1."
    ]
    assert await rows(two.talks) == 0
    await two.petro.sends("joined")
    await two.olha.says("And now?")
    assert two.petro.screen.text == "Kalyna:\nAnd now?"


async def test_words_overtaken_by_a_pause_are_not_sent(two: Two) -> None:
    """The other side pauses between the look at the match and the sending: the row itself decides."""
    match = await two.talks.match(two.match_id)
    async with two.talks.database.transaction() as session:
        await matches.pause(session, match, match.helper_id)
        assert not await matches.spoke(session, match, match.requester_id)


async def test_the_list_of_talks_leads_into_each(two: Two) -> None:
    screen = await two.petro.says("/talks")
    assert screen.text == "Your talks:\nKalyna: request 1, Documents"
    await two.petro.presses("Kalyna · 1")
    await two.petro.says("I am here")
    assert two.olha.screen.text == "Yavir:\nI am here"


async def test_without_talks_the_list_says_how_one_begins(talks: Talks) -> None:
    alone = await talks.joins("viber")
    screen = await alone.says("my talks")
    assert screen.text == "There are no talks now. A talk begins when a helper takes a request."
    assert screen.labels == ["Ask for help", "Menu"]


async def test_old_talk_messages_are_forgotten_after_48_hours(two: Two) -> None:
    await two.olha.says("Hello", message="500")
    await two.talks.chat.passes(hours=48, minutes=1)
    async with two.talks.database.transaction() as session:
        await talk_messages.forget_old(session)
    assert await rows(two.talks) == 0


async def test_a_press_on_menu_leaves_the_words_above_it_in_place(both_on_telegram: Two) -> None:
    petro = both_on_telegram.petro
    await both_on_telegram.olha.says("Good evening")
    await petro.presses("Menu")
    assert petro.texts[0] == "Kalyna:\nGood evening"
    assert petro.messages[0].labels == ["Reply", "Menu"]


@pytest.mark.parametrize("words", ["👍" * 1901, "є" * 3801])
async def test_words_that_would_come_in_two_messages_are_not_sent(two: Two, words: str) -> None:
    assert "3800 fit here" in (await two.olha.says(words)).text
    assert not two.talks.to(two.petro)


async def test_a_caption_that_would_come_apart_from_its_photo_is_not_sent(two: Two) -> None:
    assert "800 fit here" in (await two.olha.sends_photo("є" * 801)).text
    assert not two.talks.to(two.petro)
    await two.olha.sends_photo("є" * 800)
    assert two.talks.to(two.petro)
