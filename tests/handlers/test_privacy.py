"""/privacy tells all of it before anything is agreed to; consent is taken back at once."""

from sqlalchemy import text

from bot.domain import consent
from storage import persons, requests
from storage.persons import Profile
from tests.chat import Chat, Phone
from tests.circle import Circle, heard


async def withdraw(phone: Phone) -> None:
    await phone.says("/privacy")
    await phone.presses("Take consent back")
    await phone.presses("Take it back")


async def test_privacy_tells_what_is_kept_who_sees_it_and_what_cannot_be_promised(chat: Chat) -> None:
    olha = chat.person(language="en")
    await olha.says("/privacy")
    for told in ("What is kept:", "Who sees it:", "How long:", "cannot protect against:", "/forget"):
        assert told in olha.screen.text
    assert f"Version {consent.VERSION} of this text." in olha.screen.text
    assert "Take consent back" not in olha.screen.labels


async def test_consent_is_asked_about_once_before_it_is_taken_back(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.says("/privacy")
    await olha.presses("Take consent back")
    await olha.presses("Keep it")
    assert "Everything stays as it is." in olha.screen.text
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
    assert person is not None
    assert (person.consent, person.profile) == (1, Profile("Kalyna"))


async def test_without_consent_only_address_and_language_are_left(circle: Circle) -> None:
    olha = await circle.helper(name="Kalyna", region="GE")
    await circle.asks(olha)
    await withdraw(olha)
    assert "consent is taken back" in olha.screen.text
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
        counts = [
            await session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("requests", "helpers", "offers", "matches", "memberships")
        ]
        states = (await persons.arrive(session, "telegram", [olha.address]))[olha.address].state
    assert person is not None
    assert (person.consent, person.profile, person.language) == (0, Profile(), "en")
    assert counts == [0] * 5
    assert states == {}


async def test_without_consent_nothing_more_is_kept_until_it_is_given_again(circle: Circle) -> None:
    olha = await circle.joins()
    await withdraw(olha)
    await olha.says("my leg hurts")
    assert "I agree" in (await olha.presses("English")).labels
    await olha.says("/sos")
    assert "If life is in danger" in olha.screen.text
    await olha.says("/ask")
    assert "I agree" in olha.screen.labels


async def test_when_consent_is_taken_back_the_other_side_hears_no_more_than_that(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    match_id = await circle.matched(olha, petro)
    request_id = (await circle.match(match_id)).request_id
    await withdraw(petro)
    assert heard(olha, "Yavir cannot go on with request 1") == 1
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_an_old_button_takes_nothing_back_twice(circle: Circle) -> None:
    olha = await circle.joins()
    await withdraw(olha)
    await olha.sends_payload("a:withdraw:yes")
    assert "nothing to take back" in olha.screen.text
