"""Photos of a refusal: adding, deleting, and blacking out what names somebody, with a look at the result first."""

from io import BytesIO

import pytest
from PIL import Image

from bot.domain.pictures import MOST_PIXELS
from jobs.registry import jobs
from storage import media, obstacle_photos, obstacle_reports
from storage.obstacle_photos import Photo
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.obstacles import stand
from tests.handlers.obstacles.stand import tells

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def with_photo(circle: Circle, channel: str = "telegram") -> tuple[Phone, Photo]:
    """Olha told of an obstacle and added a photo."""
    olha = await circle.joins(channel)
    known = await tells(circle, olha)
    await olha.sends_payload(f"a:obstacle:{known.id}")
    await olha.presses("Add a photo")
    await olha.sends_photo()
    await circle.chat.work()
    return olha, await the_photo(circle, olha)


async def the_photo(circle: Circle, phone: Phone) -> Photo:
    """The only photo of a person."""
    async with circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_person(session, circle.id(phone))
        (photo,) = await obstacle_photos.of_report(session, report.id)
    return photo


async def pixels(circle: Circle, photo: Photo) -> Image.Image:
    """The picture as it is kept."""
    async with circle.database.transaction() as session:
        _state, body = await media.body(session, photo.media_id)
    assert body is not None
    return Image.open(BytesIO(body)).convert("L")


@channels
async def test_a_photo_is_added_and_only_moderators_can_open_it(circle: Circle, channel: str) -> None:
    olha, photo = await with_photo(circle, channel)
    assert f"Photo {photo.number}: only moderators can open it." in olha.texts[-1]
    assert (await pixels(circle, photo)).size == (40, 30)


@channels
async def test_squares_become_black_after_a_look_at_the_result(circle: Circle, channel: str) -> None:
    olha, photo = await with_photo(circle, channel)
    await olha.presses("Black out names")
    assert any(message.picture for message in olha.messages), "the squares are shown"
    await olha.says("1-48")
    assert "is everything covered that should be?" in olha.screen.text
    assert olha.screen.picture
    assert (await pixels(circle, photo)).getextrema()[1] > 50  # type: ignore[operator]
    await olha.presses("Yes, keep this one")
    assert "What was under the black squares is deleted." in olha.screen.text
    after = await the_photo(circle, olha)
    assert (await pixels(circle, after)).getextrema()[1] < 20  # type: ignore[operator]
    async with circle.database.transaction() as session:
        assert await media.body(session, photo.media_id) == (media.FAILED, None)


async def test_what_is_no_square_is_refused_and_the_question_stays(circle: Circle) -> None:
    olha, photo = await with_photo(circle)
    await olha.presses("Black out names")
    for words in ("49", "the name", "3-1", "9" * 500):
        await olha.says(words)
        assert "Which squares" in olha.screen.text or "characters long" in olha.screen.text
    await olha.presses("Skip")
    assert "stays as it was" in olha.screen.text
    assert await the_photo(circle, olha) == photo


async def test_one_can_choose_again_or_leave_it_as_it_was(circle: Circle) -> None:
    olha, photo = await with_photo(circle)
    await olha.presses("Black out names")
    await olha.says("1")
    await olha.presses("Choose again")
    await olha.says("2")
    await olha.presses("Leave it as it was")
    assert await the_photo(circle, olha) == photo


async def test_a_result_is_kept_once_and_only_ones_own(circle: Circle) -> None:
    olha, photo = await with_photo(circle)
    petro, other = await with_photo(circle)
    await olha.sends_payload(f"a:photo-keep:{photo.id}:{other.media_id}")
    assert "not here any more" in olha.screen.text
    for action in ("photo", "photo-black", "photo-drop", "photo-keep"):
        await petro.sends_payload(f"a:{action}:{photo.id}:{other.media_id}")
        assert "This photo is not here any more" in petro.screen.text
    assert await the_photo(circle, olha) == photo
    assert await the_photo(circle, petro) == other


async def test_a_deleted_photo_is_gone_with_its_picture(circle: Circle) -> None:
    olha, photo = await with_photo(circle)
    await olha.presses("Delete the photo")
    async with circle.database.transaction() as session:
        assert await obstacle_photos.get(session, photo.id) is None
        assert await media.body(session, photo.media_id) == (media.FAILED, None)


async def test_four_photos_are_enough(circle: Circle) -> None:
    olha, _photo = await with_photo(circle)
    found = await stand.now(circle)
    assert found is not None
    for _time in range(3):
        await olha.sends_payload(f"a:photo-add:{found.id}")
        await olha.sends_photo()
    await olha.sends_payload(f"a:obstacle-photos:{found.id}")
    assert "Add a photo" not in olha.screen.labels
    await olha.sends_payload(f"a:photo-add:{found.id}")
    assert "There are 4 photos already" in olha.screen.text


async def test_a_photo_stays_as_long_as_the_report(circle: Circle) -> None:
    olha, photo = await with_photo(circle)
    for _week in range(8):
        await circle.chat.passes(days=2)
    assert (await pixels(circle, await the_photo(circle, olha))).size == (40, 30)
    assert await the_photo(circle, olha) == photo


async def test_a_photo_that_waited_too_long_in_a_draft_is_said_to_be_deleted(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/obstacle")
    for _question in range(3):
        await olha.presses("Skip")
    await olha.presses("They refused")
    await olha.says("they did not even look")
    await olha.presses("Add more")
    for _question in range(2):
        await olha.presses("Skip")
    await olha.sends_photo()
    await circle.chat.passes(days=4)
    await olha.presses("No")
    await olha.presses("Send")
    assert "The photo waited too long and is deleted" in olha.screen.text
    (report,) = await stand.reports(circle)
    async with circle.database.transaction() as session:
        assert await obstacle_photos.of_report(session, report.id) == []


async def test_more_than_40_megapixels_are_kindly_refused(circle: Circle) -> None:
    side = int(MOST_PIXELS**0.5) + 1
    huge = BytesIO()
    Image.new("1", (side, side)).save(huge, "PNG")

    async def fetch(source: str) -> bytes:
        return huge.getvalue()

    circle.chat.jobs = jobs({"telegram": fetch, "viber": fetch}, {})
    olha = await circle.joins()
    known = await tells(circle, olha)
    await olha.sends_payload(f"a:photo-add:{known.id}")
    await olha.sends_photo()
    await circle.chat.work()
    assert heard(olha, "40 megapixels are the most") == 1
