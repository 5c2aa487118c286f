"""What the moderators hear of by themselves."""

from handlers.moderators import alerts
from storage import danger_alerts, desks, matches, outbox, requests, talk_reports
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_a_new_volunteer_can_be_approved_on_the_alert(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    helper = await stand.volunteer(chat, iryna)
    async with chat.database.transaction() as session:
        await alerts.volunteer_waits(session, helper)
    await chat.settle()
    assert "A new volunteer waits for approval." in desk.screen.text
    assert "Helps with: Documents, " in desk.screen.text
    await desk.presses("Approve")
    assert await stand.state(chat, helper) == "approved"


async def test_a_held_request_comes_without_words_and_can_be_released(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person(), held=True)
    async with chat.database.transaction() as session:
        await alerts.request_held(session, request)
    await chat.settle()
    assert "secret" not in desk.screen.text
    await desk.presses("Release to helpers")
    assert (await stand.now(chat, request)).status == requests.WAITING


async def test_nobody_found_comes_with_a_way_to_choose(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person())
    async with chat.database.transaction() as session:
        await alerts.nobody_found(session, request)
    await chat.settle()
    assert "Nobody has accepted this request yet." in desk.screen.text
    assert "Choose a helper" in desk.screen.labels


async def test_a_silent_match_and_a_complaint_lead_to_the_request(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person())
    helper = await stand.approved(chat, chat.person())
    async with chat.database.transaction() as session:
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        match = await matches.add(
            session, request.id, (request.person_id, "Olha"), (helper.person_id, "Iryna")
        )
        await alerts.match_silent(session, match)
        report, _new = await talk_reports.add(session, request.person_id, match.number, "money")
        await alerts.reported(session, report)
    await chat.settle()
    silent, complaint = desk.messages[-2:]
    assert silent.text == "Talk 1: helper 1 accepted 0 min ago and has not written yet.\n\nAlert 1."
    assert "Reason: Money or cards\n\nHelper 1\nReported by: the person who asked" in complaint.text
    for message in (silent, complaint):
        assert "Olha" not in message.text
        assert "Iryna" not in message.text
        assert message.labels == ["I take it", "Request 1", "To the queue"]
    assert "somebody helps" in (await desk.presses("Request 1")).text


async def test_signs_of_danger_are_taken_once_and_the_person_hears(chat: Chat, desk: Phone) -> None:
    olha = chat.person(language="en")
    request = await stand.request(chat, olha)
    async with chat.database.transaction() as session:
        await alerts.danger_seen(
            session, await danger_alerts.see(session, request.person_id, ["self_harm", "medical"])
        )
        assert session.outgoing[0].priority == outbox.Priority.CRISIS
    await chat.settle()
    alert = desk.screen
    assert "thoughts of death, health in danger" in alert.text
    assert alert.labels == ["I take it", "Write to the person", "Request 1"]
    payload = alert.rows[0][0][1]
    taken = await desk.presses("I take it")
    assert "Taken by moderator 1 at 14:00. The person has been told." in taken.text
    assert taken.labels == ["It is done", "Write to the person", "Request 1"]
    assert olha.screen.text.startswith("Your message has not gone unnoticed")
    again = await desk.sends_payload(payload)
    assert again.text == "Taken by moderator 1 at 14:00."
    assert len(olha.messages) == 1


async def test_every_desk_hears_in_its_own_language(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person())
    async with chat.database.transaction() as session:
        await desks.appoint(session, ["-1001", "-1002"])
        await alerts.nobody_found(session, request)
        assert [out.account.language for out in session.outgoing] == ["en", "uk"]


async def test_every_payload_fits_into_64_bytes(chat: Chat, desk: Phone) -> None:
    olha = chat.person()
    request = await stand.request(chat, olha, held=True)
    helper = await stand.volunteer(chat, chat.person())
    async with chat.database.transaction() as session:
        await alerts.danger_seen(session, await danger_alerts.see(session, request.person_id, ["danger"]))
        await alerts.volunteer_waits(session, helper)
        await alerts.request_held(session, request)
    await chat.settle()
    await desk.says("/queue")
    payloads = [data for message in desk.messages for row in message.rows for _label, data, _style in row]
    assert len(payloads) > 8
    assert all(data.startswith("a:m-") and len(data.encode()) <= 64 for data in payloads)


async def test_one_alert_tells_of_a_person_also_when_it_is_said_twice_and_they_can_be_written_to(
    chat: Chat, desk: Phone
) -> None:
    phone = chat.person(language="en")
    olha = await stand.person(chat, phone)
    for _time in range(2):
        async with chat.database.transaction() as session:
            await alerts.it_is_hard(session, olha)
        await chat.settle()
    assert "Alerts that are not done\n\n1 · it is hard for a person" in (await desk.says("/alerts")).text
    assert "Alert 2" not in desk.screen.labels
    await desk.presses("Write to the person")
    await desk.replies(desk.screen, "We are here.")
    await desk.presses("Send")
    assert "We are here." in phone.screen.text
