"""Announcements at the desk: begun, written, counted, agreed to by two, stopped; nobody sends one alone."""

import pytest

from storage import announcements
from storage.announcements import Announcement
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.moderators import stand

AGREE, OTHER = "a:m-agree:", "8"


async def written(desk: Phone, *languages: str) -> None:
    """A draft for everybody, with a text in these languages."""
    await desk.says("/announce new")
    for language in languages or ("uk", "en"):
        await desk.says(f"/announce 1 {language}\nThe centre is closed, {language}.")


async def agreed(circle: Circle, desk: Phone) -> None:
    """Count, ask, and let another moderator agree."""
    await desk.sends_payload("a:m-news-count:1")
    await circle.chat.work()
    await desk.sends_payload("a:m-news-ask:1")
    await desk.sends("press", text=agree(desk), press="p", sender=OTHER)


def agree(desk: Phone) -> str:
    """What the newest "I agree" sends."""
    pressed = (data for message in reversed(desk.messages) for row in message.rows for _l, data, _s in row)
    return next(data for data in pressed if data.startswith(AGREE))


async def now(circle: Circle) -> Announcement:
    async with circle.database.transaction() as session:
        (one,) = await announcements.latest(session, 5)
    return one


async def test_it_goes_to_everybody_once_two_agree(circle: Circle, desk: Phone) -> None:
    anna, bohdan = await circle.joins(), await circle.joins("viber")
    await written(desk)
    await agreed(circle, desk)
    assert "Moderators 1 and 2 agreed." in "\n".join(desk.texts)
    await circle.chat.work()
    for phone in (anna, bohdan):
        assert phone.screen.text == "News from the Kolo team\n\nThe centre is closed, en."
        assert phone.screen.labels == ["No more of these", "Menu"]
    assert "Announcement 1: sent" in desk.screen.text
    assert "sent: 2" in desk.screen.text
    assert (await stand.acts(circle.chat))[-4:] == [
        "news-count announcement 1",
        "ask announcement 1-3",
        "agree announcement 1-3",
        "news-send announcement 1",
    ]


async def test_who_wrote_it_cannot_send_it_alone(circle: Circle, desk: Phone) -> None:
    anna = await circle.joins()
    await written(desk)
    await desk.sends_payload("a:m-news-count:1")
    await circle.chat.work()
    await desk.sends_payload("a:m-news-ask:1")
    assert (await desk.sends_payload(agree(desk))).text.startswith("Another moderator has to agree")
    await circle.chat.work()
    assert not anna.messages


async def test_what_was_changed_after_the_asking_does_not_go(circle: Circle, desk: Phone) -> None:
    anna = await circle.joins()
    await written(desk)
    await desk.sends_payload("a:m-news-count:1")
    await circle.chat.work()
    await desk.sends_payload("a:m-news-ask:1")
    press = agree(desk)
    await desk.says("/announce 1 en\nSomething else.")
    await desk.sends("press", text=press, press="p", sender=OTHER)
    assert "was changed or sent meanwhile. Nothing was done." in desk.screen.text
    await circle.chat.work()
    assert not anna.messages
    assert (await now(circle)).status == announcements.DRAFT


async def test_it_is_counted_before_anybody_agrees(circle: Circle, desk: Phone) -> None:
    await circle.joins(place="danger")
    await circle.joins(region="RU")
    await circle.joins(news=0)
    await circle.joins("viber")
    await circle.joins()
    await written(desk)
    assert "Please count first" in (await desk.sends_payload("a:m-news-ask:1")).text
    assert "It is being counted." in (await desk.sends_payload("a:m-news-count:1")).text
    await circle.chat.work()
    assert desk.screen.text.endswith(
        "reached: 2\nTelegram: 1\nViber: 1\nof these cost money: 1\n\nEnglish: 2\n\n"
        "in danger zones: 2\nwant no news: 1\nnothing reaches them: 0\n\n"
        "Money: 500 messages may be paid for now. Announcements take half of the month’s budget at most. "
        "Whom it does not reach waits until they write, three days at most."
    )
    await desk.says("/announce 1 uk\nAnother text.")
    assert "Nobody has counted yet" in desk.screen.text


async def test_the_preview_says_what_those_read_whose_language_has_no_text(desk: Phone) -> None:
    await written(desk, "uk")
    assert "Ukrainian: 25 characters\nRussian: not written, reads Ukrainian\n" in desk.screen.text
    seen = await desk.sends_payload("a:m-news-see:1-ru")
    assert seen.text.startswith("In Russian nothing is written: these people read the text in Ukrainian.")
    assert seen.text.endswith("News from the Kolo team\n\nThe centre is closed, uk.")


async def test_the_preview_warns_of_length_and_of_what_could_name_somebody(desk: Phone) -> None:
    await desk.says("/announce new")
    await desk.says(f"/announce 1 en\n{'word ' * 200}+380671234567")
    seen = await desk.sends_payload("a:m-news-see:1-en")
    assert "It is long" in seen.text
    assert "Everybody will read it." in seen.text
    assert "characters too many" in (await desk.says(f"/announce 1 en\n{'я' * 3501}")).text


@pytest.mark.parametrize(
    "typed, told",
    [
        ("helping Kherson", "Kherson Oblast, helping"),
        ("coordinators Ukrainian", "coordinators, Ukrainian"),
        ("координатори українська", "coordinators, Ukrainian"),
        ("group 1 members", "group 1, members"),
        ("Georgia", "Georgia"),
        ("everybody", "everybody"),
        ("", "everybody"),
    ],
)
async def test_the_audience_is_read_from_words(circle: Circle, desk: Phone, typed: str, told: str) -> None:
    await circle.group()
    assert f"For: {told}\n" in (await desk.says(f"/announce new {typed}")).text
    await desk.says("/announce new")
    if typed:
        assert f"For: {told}\n" in (await desk.says(f"/announce 2 to {typed}")).text


async def test_buttons_narrow_the_audience_too(desk: Phone) -> None:
    await desk.says("/announce new")
    await desk.presses("Whom it is for")
    assert "For: helping\n" in (await desk.presses("helping")).text
    await desk.presses("Whom it is for")
    assert "For: helping, Russian\n" in (await desk.presses("Russian")).text
    await desk.presses("Whom it is for")
    assert "For: everybody\n" in (await desk.presses("everybody")).text


async def test_what_safe_means_stands_where_it_is_chosen(desk: Phone) -> None:
    await desk.says("/announce new")
    assert "nobody there gets it" in desk.screen.text
    assert "learns nothing that could harm them" in (await desk.presses("Danger zones")).text
    assert "Danger zones: it is safe" in (await desk.presses("It is safe")).text


async def test_it_is_stopped_by_a_command_and_the_count_is_told(circle: Circle, desk: Phone) -> None:
    awake, asleep = await circle.joins(), await circle.joins(quiet_from=10, quiet_until=20)
    await written(desk)
    await agreed(circle, desk)
    await circle.chat.work()
    assert "The centre is closed" in awake.screen.text
    stopped = await desk.says("/announce stop 1")
    assert "Announcement 1: stopped" in stopped.text
    assert "sent: 1\nnot begun yet: 1" in stopped.text
    assert "not being sent" in (await desk.says("/announce stop 1")).text
    await circle.chat.passes(hours=12)
    assert not asleep.messages
    assert (await stand.acts(circle.chat))[-1] == "news-stop announcement 1"


async def test_a_draft_is_thrown_away_after_one_question(circle: Circle, desk: Phone) -> None:
    await written(desk)
    await desk.presses("Throw away")
    await desk.presses("Throw away")
    assert "There is no announcement 1." in (await desk.says("/announce 1")).text
    assert "There is no announcement yet." in (await desk.says("/announce")).text


async def test_a_draft_for_a_group_that_was_merged_names_nobody_any_more(circle: Circle, desk: Phone) -> None:
    anna = await circle.joins()
    await circle.group("Batumi", anna)
    await circle.group("Tbilisi")
    await desk.says("/announce new group 1")
    await desk.says("/announce 1 en\nThe centre is closed.")
    await desk.sends_payload("a:m-news-count:1")
    await circle.chat.work()
    await desk.sends_payload("a:m-news-ask:1")
    press, before = agree(desk), await now(circle)
    await desk.sends_payload("a:m-one-group:1-2")
    await desk.sends("press", text=press, press="p", sender=OTHER)
    assert desk.screen.text.startswith("Group 1 is closed, or went into another one.")
    for name in ("m-news-count", "m-news-ask"):
        answer = await desk.sends_payload(f"a:{name}:1")
        assert answer.text.startswith("Group 1 is closed, or went into another one.")
    assert await now(circle) == before
