"""/mydata warns first, then shows all of it to the person alone, in words and complete."""

import json
from typing import Any

from storage import groups, joinings
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, card, tells


def complete(phone: Phone) -> dict[str, Any]:
    """The complete record, as it arrived."""
    record = next(text for text in reversed(phone.texts) if "Complete, as it is stored" in text)
    found: dict[str, Any] = json.loads(record[record.index("{") :])
    return found


async def show(phone: Phone) -> None:
    await phone.says("/mydata")
    await phone.presses("Show it here")


async def test_nothing_is_shown_before_the_warning_is_answered(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await circle.asks(olha)
    await olha.says("/mydata")
    assert olha.screen.labels == ["Show it here", "Menu"]
    assert not [text for text in olha.texts if "Kalyna" in text or PAPERS.words in text]


async def test_in_words_stands_what_the_person_told(circle: Circle) -> None:
    olha = await circle.helper(name="Kalyna", region="GE")
    await circle.asks(olha)
    async with circle.database.transaction() as session:
        group = await groups.add(session, "Tbilisi circle", "GE")
        await groups.join(session, circle.id(olha), group.id)
    await show(olha)
    shown = next(text for text in olha.texts if "About you" in text)
    for told in (
        "Kalyna",
        "Georgia",
        olha.address,
        PAPERS.words,
        "Tbilisi circle",
        "You help with:",
        "version 1",
    ):
        assert told in shown


async def test_what_was_told_of_obstacles_stands_there_and_nothing_of_others_in_them(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, petro, TRANSLATION)
    await tells(circle, olha, QUEUE, known.id)
    await show(olha)
    assert QUEUE.words in next(text for text in olha.texts if "About you" in text)
    assert complete(olha)["obstacle_reports"][0]["told"]["words"] == QUEUE.words
    assert TRANSLATION.words not in str(olha.texts)


async def test_what_was_said_of_cards_stands_there(circle: Circle) -> None:
    olha = await circle.joins()
    found = await card(circle, await tells(circle, olha))
    await olha.sends_payload(f"a:card-worked:{found.id}")
    await show(olha)
    assert "• Card 1, 21 November" in next(text for text in olha.texts if "About you" in text)
    assert complete(olha)["card_marks"][0]["said"] == "worked"


async def test_the_complete_record_holds_every_table(circle: Circle) -> None:
    olha = await circle.helper(name="Kalyna")
    await circle.asks(olha)
    await show(olha)
    record = complete(olha)
    assert set(record) >= {"persons", "accounts", "helpers", "requests"}
    assert record["persons"][0]["profile"]["name"] == "Kalyna"
    assert record["accounts"][0]["address"] == olha.address
    assert record["requests"][0]["ask"]["words"] == PAPERS.words


async def test_what_another_person_wrote_or_is_does_not_come_along(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper("viber", name="Yavir", region="GE")
    await circle.matched(olha, petro)
    await show(petro)
    record = json.dumps(complete(petro), ensure_ascii=False)
    assert PAPERS.words not in record
    assert str(circle.id(olha)) not in record
    assert '"you"' in record
    assert '"another person"' in record


async def test_it_works_before_consent_too(chat: Chat) -> None:
    olha = chat.person("viber", language="en")
    await show(olha)
    assert complete(olha)["persons"][0]["consent"] == 0
    assert [text for text in olha.texts if "Consent: not given" in text]


async def test_the_last_message_has_the_way_on_on_viber(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await show(olha)
    assert olha.screen.labels == ["Delete everything", "Menu"]


async def test_a_forged_button_only_warns(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.sends_payload("a:mydata:12345")
    assert "Show it here" in olha.screen.labels
    assert not [text for text in olha.texts if "Kalyna" in text]


async def test_groups_are_told_with_what_one_is_there_and_whom_one_asked(circle: Circle) -> None:
    first, second, third = [await circle.group(name) for name in ("Tbilisi", "Kyiv", "Batumi")]
    petro = await circle.coordinator(first)
    for group in (second, third):
        await petro.sends_payload(f"a:group-ask:{group.id}")
    async with circle.database.transaction() as session:
        asked = await joinings.next_of(session, third.id)
        assert asked is not None
        await joinings.decline(session, asked.id)
    await petro.sends_payload(f"a:group-main:{first.id}")
    await show(petro)
    shown = next(text for text in petro.texts if "About you" in text)
    assert "• Tbilisi, you coordinate it, chosen for new requests" in shown
    assert "• Kyiv: asked to join, " in shown
    assert "• Batumi: the answer was “not now”, " in shown
    assert {"memberships", "joinings"} <= set(complete(petro))
