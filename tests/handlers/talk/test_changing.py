"""What was sent can be corrected and withdrawn, as far as the messengers allow."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.clock import StoppedClock
from storage import media, talk_messages
from storage.outbox import OutboxRow
from tests.handlers.talk.conftest import OUTSIDE, Two

NOTE = "Kalyna: a message was withdrawn by its author."


def jump(two: Two, **span: float) -> None:
    """Let time pass, without any job."""
    assert isinstance(two.talks.database.clock, StoppedClock)
    two.talks.database.clock.jump(timedelta(**span))


async def test_an_edit_rewrites_the_copy_on_telegram(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("at five", message="500")
    copy = petro.screen
    shown = len(olha.messages)
    await olha.sends("edited", text="at six", message="500")
    assert (copy.text, copy.labels, copy.rewritten) == ("Kalyna:\nat six", ["Reply", "Menu"], True)
    assert len(petro.messages) == 1
    assert len(olha.messages) == shown


async def test_an_edit_follows_as_a_new_message_on_viber(two: Two) -> None:
    await two.olha.says("at five", message="500")
    await two.olha.sends("edited", text="at six", message="500")
    assert two.petro.texts == ["Kalyna:\nat five", "Kalyna:\nCorrected:\nat six"]


async def test_a_new_caption_follows_as_a_new_message(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.sends("photo", text="page one", file="a-file", message="500")
    await olha.sends("edited", text="page two", file="another-file", message="500")
    assert petro.texts == ["Kalyna:\npage one", "Kalyna:\nCorrected:\npage two"]
    assert [message.picture for message in petro.messages] == [True, False]


async def test_an_edit_that_shows_a_phone_is_held_back(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("call me", message="500")
    await olha.sends("edited", text="call me: 067 123 45 67", message="500")
    assert "What it shows: a phone number." in olha.screen.text
    assert petro.texts == ["Kalyna:\ncall me"]
    await olha.presses("Send anyway")
    assert petro.texts == [f"Kalyna:\ncall me: 067 123 45 67{OUTSIDE}"]
    assert olha.screen.text == "Corrected. Yavir gets the new text."


async def test_an_edit_does_not_pass_a_pause(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("at five", message="500")
    copy = petro.screen
    await petro.sends_payload(f"a:talk-pause:{both_on_telegram.match_id}")
    await olha.sends("edited", text="at six", message="500")
    assert copy.text == "Kalyna:\nat five"
    assert "is paused: nothing is passed on now" in olha.screen.text


async def test_edits_of_other_messages_are_no_event(two: Two) -> None:
    before = list(two.olha.texts)
    await two.olha.sends("edited", text="whatever", message="12345")
    assert two.olha.texts == before


async def test_the_receiver_cannot_edit_what_was_received(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("at five", message="500")
    await petro.sends("edited", text="at six", message=petro.screen.id)
    assert petro.texts == ["Kalyna:\nat five"]
    assert not [text for text in olha.texts if "at six" in text]


async def test_an_edit_after_48_hours_is_no_event(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("at five", message="500")
    jump(both_on_telegram, hours=48, seconds=1)
    before = list(olha.texts)
    await olha.sends("edited", text="at six", message="500")
    assert petro.texts == ["Kalyna:\nat five"]
    assert olha.texts == before


async def test_an_edit_too_long_is_answered(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("at five", message="500")
    await olha.sends("edited", text="a" * 3801, message="500")
    assert olha.screen.text.startswith("This is 3801 characters long, and 3800 fit here.")
    assert petro.texts == ["Kalyna:\nat five"]


async def test_a_withdrawn_message_is_deleted_on_telegram(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("first")
    await olha.says("a slip")
    await olha.presses("Withdraw")
    assert petro.texts == ["Kalyna:\nfirst"]
    assert olha.screen.text.startswith("The message to Yavir is withdrawn.")


async def test_a_withdrawn_message_gets_a_note_on_viber(two: Two) -> None:
    await two.olha.says("a slip")
    await two.olha.presses("Withdraw")
    assert two.petro.texts == ["Kalyna:\na slip", NOTE]
    assert two.petro.screen.labels == ["Reply", "Menu"]


async def test_a_second_press_on_withdraw_adds_nothing(two: Two) -> None:
    receipt = await two.olha.says("a slip")
    data = receipt.rows[0][0][1]
    await two.olha.presses("Withdraw")
    await two.olha.sends_payload(data)
    assert two.petro.texts.count(NOTE) == 1


async def test_corrections_are_withdrawn_together_with_their_message(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.sends("photo", text="page one", file="a-file", message="500")
    await olha.sends("edited", text="page two", file="a-file", message="500")
    await olha.presses("Withdraw")
    assert petro.texts == []


async def test_what_was_withdrawn_is_not_corrected_any_more(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("a slip", message="500")
    await olha.presses("Withdraw")
    await olha.sends("edited", text="a worse slip", message="500")
    assert petro.texts == []


async def test_only_the_author_can_withdraw(two: Two) -> None:
    receipt = await two.olha.says("mine")
    await two.petro.sends_payload(receipt.rows[0][0][1])
    assert two.petro.screen.text.startswith("This message can no longer be withdrawn.")
    await two.olha.sends("edited", text="still mine", message="12345")
    assert NOTE not in two.petro.texts


async def test_after_48_hours_nothing_can_be_withdrawn(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("a slip")
    jump(both_on_telegram, hours=48, seconds=1)
    await olha.presses("Withdraw")
    assert olha.screen.text.startswith("This message can no longer be withdrawn.")
    assert petro.texts == ["Kalyna:\na slip"]


async def test_a_message_still_in_the_outbox_never_leaves_it(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    talks, deliver = both_on_telegram.talks, both_on_telegram.talks.database.committed
    talks.database.committed = talks.sent.extend  # as if delivery were away
    await olha.says("a slip", message="500")
    relay = talks.to(petro)[-1].body["relay"]
    await olha.sends_payload(f"a:talk-withdraw:{relay}")
    talks.database.committed = deliver
    async with talks.database.transaction() as session:
        account = talks.to(petro)[-1].account.id
        waiting = select(func.count()).where(OutboxRow.account_id == account)
        assert await session.scalar(waiting) == 0


async def test_a_message_withdrawn_on_its_way_is_deleted_as_it_arrives(both_on_telegram: Two) -> None:
    olha, petro, talks = both_on_telegram.olha, both_on_telegram.petro, both_on_telegram.talks
    await olha.says("a slip")
    relay = talks.to(petro)[-1].body["relay"]
    async with talks.database.transaction() as session:  # the same message, not arrived yet
        await talk_messages.arrived(session, relay, "")
    await olha.presses("Withdraw")
    assert petro.texts == ["Kalyna:\na slip"]
    async with talks.database.transaction() as session:
        await talk_messages.arrived(session, relay, petro.screen.id)
    await talks.chat.settle()
    assert petro.texts == []


async def test_a_withdrawn_photo_is_forgotten_at_once(two: Two) -> None:
    await two.olha.sends_photo("a slip")
    picture = two.talks.to(two.petro)[-1].body["picture"]
    await two.talks.chat.work()
    await two.olha.presses("Withdraw")
    async with two.talks.database.transaction() as session:
        assert await media.body(session, picture) == (media.FAILED, None)
