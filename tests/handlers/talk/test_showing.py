"""Who reports a talk chooses what the moderators see of it, and sees it before."""

from tests.handlers.talk.conftest import Two

EVIDENCE = "Yavir: give me your secret card"


async def shows(two: Two, *pieces: str) -> None:
    await two.olha.sends_payload(f"a:talk-reported:{two.match_id}:money")
    await two.olha.presses("Show what was written")
    for piece in pieces:
        await two.olha.says(piece)
    await two.olha.presses("Skip")


async def test_what_is_chosen_is_seen_once_more_before_it_goes(two: Two) -> None:
    desk = two.talks.chat.desk()
    await shows(two, EVIDENCE, "and then he shouted")
    assert "The moderators will see exactly this" in two.olha.screen.text
    assert EVIDENCE in two.olha.screen.text
    assert "and then he shouted" in two.olha.screen.text
    assert len(desk.texts) == 1
    await two.olha.presses("Send")
    assert two.olha.screen.text.startswith("Thank you. The moderators can read it now")
    assert "2 messages were shown by choice; they open for a reason." in desk.screen.text
    assert not any("secret" in text for text in desk.texts)


async def test_the_desk_opens_it_for_a_reason_message_by_message(two: Two) -> None:
    desk = two.talks.chat.desk()
    await shows(two, EVIDENCE)
    await two.olha.presses("Send")
    await desk.presses("Open what was shown")
    assert "The reason is kept in the audit." in desk.screen.text
    await desk.presses("Because of a complaint")
    assert [EVIDENCE in text for text in desk.texts].count(True) == 1
    await desk.presses("Take it away")
    assert not any("secret" in text for text in desk.texts)


async def test_who_shows_nothing_has_reported_all_the_same(two: Two) -> None:
    desk = two.talks.chat.desk()
    await shows(two)
    assert two.olha.screen.text.startswith("Good: no messages are shown.")
    assert "No messages are attached." in desk.screen.text


async def test_it_is_shown_once(two: Two) -> None:
    await shows(two, EVIDENCE)
    await two.olha.presses("Send")
    answer = await two.olha.sends_payload(f"a:talk-reported:{two.match_id}:money")
    assert "Show what was written" not in answer.labels


async def test_the_other_side_cannot_add_to_it(two: Two) -> None:
    await two.olha.sends_payload(f"a:talk-reported:{two.match_id}:money")
    data = next(d for row in two.olha.screen.rows for says, d, _s in row if says == "Show what was written")
    assert "There is no report to which this could be added." in (await two.petro.sends_payload(data)).text
