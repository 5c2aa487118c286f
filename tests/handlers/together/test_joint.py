"""A joint request: drafted from facts without names, read, signed, changed; from the sending on its clock runs."""

from dataclasses import replace

import pytest

from bot.domain.obstacles import states
from handlers.together.access import NOT_COORDINATOR, NOT_YOURS
from storage import joint_requests, joint_signatures, media, obstacle_reports
from storage.joint_requests import JointRequest
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.domain.authority.test_office_file import opened
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells
from tests.handlers.together import stand
from tests.handlers.together.stand import Work

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def signed(work: Work, request: JointRequest) -> list[str]:
    """The names under the text as it is now; "" for those without."""
    async with work.circle.database.transaction() as session:
        now = await joint_requests.get(session, request.id)
        assert now is not None
        return [one.name for one in await joint_signatures.of(session, now.id, now.revision)]


def document(phone: Phone) -> str:
    """The newest document in a chat."""
    return next(text for text in reversed(phone.texts) if "ЗАПИТ НА ПУБЛІЧНУ ІНФОРМАЦІЮ" in text)


@channels
async def test_it_is_drafted_from_facts_without_words_or_names(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    anna = await circle.joins(name="Anna")
    sentence = "Free it is not."
    await tells(circle, anna, replace(TRANSLATION, detail="1200 грн", public=sentence), work.obstacle.id)
    await work.drafted()
    await work.olha.presses("Read it")
    assert sentence not in document(work.olha), "no moderator has let it out"
    for fact in ("повідомили про це: 2", "Закарпатська область", "від 800 до 1200 грн"):
        assert fact in document(work.olha)
    for hidden in (TRANSLATION.words, "Anna"):
        assert hidden not in document(work.olha)


async def test_a_sentence_that_was_let_out_stands_in_it_letter_by_letter(circle: Circle) -> None:
    work = await stand.work(circle)
    async with circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_obstacle(session, work.obstacle.id)
        await obstacle_reports.retell(session, report, replace(report.story, public="Free it is not."))
        assert await obstacle_reports.release(session, report.id, True)
    await work.drafted()
    await work.olha.presses("Read it")
    assert "«Free it is not.»" in document(work.olha)


@channels
async def test_a_signature_is_a_count_and_a_name_only_if_one_wants(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    request = await work.drafted()
    await work.olha.presses("Sign")
    await work.olha.sends_payload(f"a:joint-sign:{request.id}:1")
    assert await signed(work, request) == [""]
    await work.petro.sends_payload(f"a:joint:{work.obstacle.id}")
    await work.petro.presses("Sign")
    await work.petro.presses("Add my name")
    await work.petro.says("Петро Коваль")
    assert "2 people have signed." in work.petro.screen.text
    assert "Петро Коваль" not in work.petro.screen.text
    await work.petro.presses("Read it")
    assert "(кількість людей): 2.\n– Петро Коваль" in document(work.petro)
    await work.petro.presses("Unsign")
    assert await signed(work, request) == [""]


@channels
async def test_who_steers_gets_it_as_a_file_where_files_can_be_sent(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    request = await work.drafted()
    await work.olha.presses("Steer it")
    assert ("As a file" in work.olha.screen.labels) is (channel == "telegram")
    await work.olha.sends_payload(f"a:joint-file:{request.id}")
    files = [message.document for message in work.olha.messages if message.document]
    if channel == "telegram":
        async with circle.database.transaction() as session:
            _state, body = await media.body(session, files[0] or 0)
        assert "Закарпатська область" in "".join(opened(body or b""))
    else:
        assert files == []
        assert "Закарпатська область" in document(work.olha)
    await work.petro.sends_payload(f"a:joint-file:{request.id}")
    assert NOT_COORDINATOR.text in work.petro.screen.text


async def test_a_changed_text_is_signed_anew(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.petro.presses("Propose a question")
    await work.petro.says("Who checks it?")
    await work.petro.sends_payload(f"a:propose-question:{request.id}")
    await work.petro.says("And who else?")
    assert "One of your questions waits" in work.petro.screen.text
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    assert "«Who checks it?»" in work.olha.screen.text
    await work.olha.presses("Take the question")
    assert await signed(work, request) == []
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    assert "The text was changed meanwhile" in work.petro.screen.text
    await circle.chat.work()
    await circle.chat.work()
    assert heard(work.petro, "signatures have to be given anew") == 1
    await work.petro.presses("Open it")
    await work.petro.presses("Sign")
    assert await signed(work, request) == [""]
    assert (await work.request()).draft.questions[-1] == "Who checks it?"


async def test_a_question_that_is_left_out_changes_nothing_else(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.petro.presses("Propose a question")
    await work.petro.says("Who checks it?")
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    await work.olha.presses("Leave it out")
    assert await signed(work, request) == [""]
    assert (await work.request()).draft == request.draft


async def test_there_is_one_request_at_a_time(circle: Circle) -> None:
    work = await stand.work(circle)
    first = await work.drafted()
    second = await work.drafted()
    assert "There is a joint request about this obstacle already" in work.olha.screen.text
    assert first == second
    await work.olha.sends_payload(f"a:joint-drop:{first.id}")
    assert (await work.drafted()).number == 2


@channels
async def test_when_it_is_sent_everybody_hears_and_the_clock_runs(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    request = await work.sent("20.11.2026")
    assert (request.status, request.way, request.their_number) == ("sent", "post", "12/5")
    assert str(request.due_on) == "2026-11-27"
    assert "the answer is due by" in work.olha.screen.text
    await circle.chat.work()
    assert heard(work.ivan, "The authority was asked about it") == 1
    for act in ("joint-sign", "joint-unsign", "joint-drop", "joint-sent", "propose-question"):
        await work.olha.sends_payload(f"a:{act}:{request.id}")
    assert await work.request() == request


async def test_a_day_that_is_ahead_or_long_gone_is_asked_for_again(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.olha.sends_payload(f"a:joint-sent:{request.id}")
    await work.olha.presses("by e-mail")
    for day in ("01.01.2030", "01.01.2020"):
        await work.olha.says(day)
        assert "not a day of the last two months" in work.olha.screen.text


@channels
async def test_the_answer_moves_the_obstacle_and_is_told_to_everybody_once(
    circle: Circle, channel: str
) -> None:
    work = await stand.work(circle, channel)
    request = await work.drafted()
    for phone in (work.petro, work.ivan):
        await phone.sends_payload(f"a:joint-sign:{request.id}:1")
    await tells(circle, work.petro, QUEUE)
    await work.olha.sends_payload(f"a:joint-sent:{request.id}")
    await work.olha.presses("by post")
    await work.olha.presses("Today")
    await work.olha.presses("Skip")
    await work.olha.presses("Send")
    await circle.chat.work()
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    await work.olha.presses("refused")
    await work.olha.says("Not free, they say")
    await work.olha.presses("Send")
    assert (await work.now()).status == states.REFUSED
    await circle.chat.work()
    await circle.chat.work()
    assert heard(work.ivan, "The authority refused") == 1
    assert heard(work.petro, "The authority has answered") == 1
    assert heard(work.ivan, "The authority has answered") == 0
    await work.ivan.presses("Open it")
    assert "The authority answered: «Not free, they say»" in work.ivan.screen.text
    before = await work.request()
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    assert "waits for no answer" in work.olha.screen.text
    assert await work.request() == before


async def test_members_read_and_sign_but_only_coordinators_steer(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.petro.sends_payload(f"a:draft-request:{work.obstacle.id}")
    assert NOT_COORDINATOR.text in work.petro.screen.text
    request = await work.drafted()
    for act in ("joint-steer", "joint-drop", "joint-sent", "joint-longer", "joint-answer", "joint-complaint"):
        await work.petro.sends_payload(f"a:{act}:{request.id}")
        assert NOT_COORDINATOR.text in work.petro.screen.text, act
    assert await work.request() == request


async def test_another_groups_request_is_neither_read_nor_signed(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    other = await circle.coordinator(await circle.group("Lviv", region="UA-46"))
    for act in ("joint-read", "joint-sign", "joint-steer", "joint-drop", "propose-question"):
        await other.sends_payload(f"a:{act}:{request.id}")
        assert NOT_YOURS.text in other.screen.text
    assert await signed(work, request) == []


async def test_who_deletes_everything_takes_the_signature_along(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.petro.presses("Add my name")
    await work.petro.says("Петро Коваль")
    assert await signed(work, request) == ["Петро Коваль"]
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")
    assert await signed(work, request) == []
