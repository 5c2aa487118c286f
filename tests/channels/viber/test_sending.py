"""What goes to Viber, and what its statuses mean for a message."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.base import Buttons, Parcel
from bot.channels.viber.sending import LARGEST_FILE, ViberChannel, keyboard, welcome
from bot.errors import Halted, TryLater, Undeliverable, Unpaid, Unreachable
from bot.sandbox.viber_api.checks import LARGEST_JSON
from tests.channels.scripted import Scripted
from tests.sandbox.viber_api.stand import TOKEN, Stand, standing

ROWS: Buttons = ((("Так", "f:abcdef:voice:keep", "primary"), ("Ні", "f:abcdef:voice:drop", "")),)
PARCEL = Parcel("01234567890A=", "Вітаю", ROWS)


@pytest.fixture
async def channel(server: Scripted) -> AsyncIterator[ViberChannel]:
    channel = ViberChannel(TOKEN, server.url, "Kolo", "https://kolo.example")
    yield channel
    await channel.close()


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as one:
        await one.set_webhook()
        yield one


@pytest.fixture
async def phone_channel(stand: Stand) -> AsyncIterator[ViberChannel]:
    channel = ViberChannel(TOKEN, stand.url, "Kolo", stand.hook_url.removesuffix("/viber/webhook"))
    yield channel
    await channel.close()


def status(code: Any) -> dict[str, Any]:
    return {"status": code, "status_message": "x"}


TROUBLES: list[tuple[int, Any, type[Exception], float | None]] = [
    *((200, status(code), Unreachable, None) for code in (5, 6, 21)),
    *((200, status(code), Halted, None) for code in (2, 7, 8, 9, 15)),
    *((200, status(code), Undeliverable, None) for code in (3, 4, 11, 13, 14)),
    (200, status(12), TryLater, 60),
    (200, status(23), Unpaid, None),
    (200, status(24), Unpaid, None),
    *((200, status(code), TryLater, None) for code in (1, 10, 16, 17, 18, 19, 20, 22, 99, "0", None)),
    (200, {}, TryLater, None),
    (200, [], TryLater, None),
    (200, b"<html>", TryLater, None),
    (502, b"<html>502</html>", TryLater, None),
    (500, status(0), TryLater, None),
    (0, b"", TryLater, None),
]


@pytest.mark.parametrize("code, body, expected, seconds", TROUBLES)
async def test_each_status_means_one_thing_for_the_message(
    code: int,
    body: Any,
    expected: type[Exception],
    seconds: float | None,
    server: Scripted,
    channel: ViberChannel,
) -> None:
    server.will_answer(code, body)
    for parcel in (PARCEL, replace(PARCEL, text="слово " * 3000), replace(PARCEL, picture_page="abc")):
        with pytest.raises(expected) as raised:
            await channel.send(parcel)
        assert type(raised.value) is expected
        assert getattr(raised.value, "seconds", None) == seconds
        said = f"{raised.value!r} {raised.value} {raised.value.__cause__}"
        assert not [secret for secret in (TOKEN, PARCEL.address, "Вітаю", "слово") if secret in said]


async def test_the_token_of_the_last_part_names_the_message(server: Scripted, channel: ViberChannel) -> None:
    server.will_answer(200, {**status(0), "message_token": 2**64 - 1})
    assert await channel.send(PARCEL) == str(2**64 - 1)


@pytest.mark.parametrize("sign", ["щ", "🌻", "ღ", '"', "\\", "<"])
async def test_the_longest_message_stays_below_30_kilobytes(
    sign: str, server: Scripted, channel: ViberChannel
) -> None:
    server.will_answer(200, status(0))
    await channel.send(replace(PARCEL, text=sign * 20_000, rows=ROWS * 8))
    assert len(server.calls) > 1
    assert all(len(raw) <= LARGEST_JSON for _path, raw in server.calls)
    assert "".join(body["text"] for body in server.bodies) == sign * 20_000


async def test_every_message_carries_a_keyboard_so_that_the_last_one_stays(
    stand: Stand, phone_channel: ViberChannel
) -> None:
    phone = await stand.person()
    for parcel in (PARCEL, replace(PARCEL, rows=()), replace(PARCEL, text="слово " * 3000)):
        await phone_channel.send(replace(parcel, address=phone.user_id))
        assert phone.keyboard
    assert [[button.text for button in row] for row in phone.keyboard] == [["Так", "Ні"]]
    assert stand.api.violations == []


async def test_an_old_app_gets_the_buttons_as_a_numbered_list(
    stand: Stand, phone_channel: ViberChannel
) -> None:
    phone = await stand.person()
    stand.api.answer_next(13)
    await phone_channel.send(replace(PARCEL, address=phone.user_id))
    assert phone.bubbles[-1].text == "Вітаю\n\n1. Так\n2. Ні"
    stand.api.answer_next(11, times=1)
    await phone_channel.send(replace(PARCEL, address=phone.user_id, text="слово " * 3000))
    assert phone.bubbles[-1].text.rstrip().endswith("слово")
    assert phone.keyboard


async def test_a_picture_is_fetched_from_our_page_and_long_words_come_before_it(
    stand: Stand, phone_channel: ViberChannel
) -> None:
    phone = await stand.person()
    long = "слово " * 300
    await phone_channel.send(replace(PARCEL, address=phone.user_id, picture_page="f" * 32, text=long))
    shown = [bubble for bubble in phone.bubbles if not bubble.mine]
    assert "".join("".join(bubble.text for bubble in shown).split()) == "".join(long.split())
    assert shown[-1].kind != "text"


async def test_what_was_sent_cannot_be_taken_back_and_nobody_is_asked(
    server: Scripted, channel: ViberChannel
) -> None:
    assert await channel.send(replace(PARCEL, delete="77")) == "77"
    assert server.calls == []


async def test_a_long_name_of_the_bot_is_cut(server: Scripted) -> None:
    channel = ViberChannel(TOKEN, server.url, "К" * 50, "")
    server.will_answer(200, status(0))
    await channel.send(PARCEL)
    await channel.close()
    assert server.bodies[0]["sender"] == {"name": "К" * 28}


async def test_no_names_and_no_photos_of_people_are_asked_for(
    server: Scripted, channel: ViberChannel
) -> None:
    server.will_answer(200, status(0))
    await channel.set_webhook("https://kolo.example/viber/webhook")
    asked = server.bodies[0]
    assert (asked["send_name"], asked["send_photo"]) == (False, False)
    assert not {"seen", "delivered"} & set(asked["event_types"])


def test_words_on_a_button_are_no_html() -> None:
    button = keyboard(((("<b>&", "c:menu", ""),),))["Buttons"][0]
    assert "&lt;b&gt;&amp;" in button["Text"]


def test_a_welcome_has_no_receiver_and_fits() -> None:
    said = welcome({"text": "щ" * 9000, "rows": [[("Меню", "c:menu", "")]]}, "К" * 50)
    assert "receiver" not in said
    assert (len(said["text"]), len(said["sender"]["name"])) == (7000, 28)


async def test_a_file_is_read_to_its_end(server: Scripted, channel: ViberChannel) -> None:
    picture = b"\xff\xd8" + bytes(range(256)) * 8_000  # two megabytes come in many pieces
    server.will_answer(200, picture)
    assert await channel.fetch(f"{server.url}/1.jpg") == picture


@pytest.mark.parametrize(
    "code, body, expected",
    [
        (404, b"", Undeliverable),
        (403, b"", Undeliverable),
        (410, b"", Undeliverable),
        (200, bytes(LARGEST_FILE + 1), Undeliverable),
        (500, b"", TryLater),
        (0, b"", TryLater),
    ],
)
async def test_a_file_that_is_gone_is_given_up_and_one_that_may_come_is_asked_for_later(
    code: int, body: bytes, expected: type[Exception], server: Scripted, channel: ViberChannel
) -> None:
    server.will_answer(code, body)
    with pytest.raises(expected):
        await channel.fetch(f"{server.url}/1.jpg")


@pytest.mark.parametrize("source", ["", "file:///etc/passwd", "http://10.0.0.1/x", "ftp://x/y", "//x/y"])
async def test_only_links_of_viber_are_fetched(source: str, channel: ViberChannel) -> None:
    with pytest.raises(Undeliverable):
        await channel.fetch(source)


@pytest.mark.parametrize(
    "source", ["http://127.0.0.1:1/a.jpg", "http://127.0.0.1.evil.example/a.jpg", "file:///etc/passwd"]
)
async def test_with_the_real_viber_nothing_is_fetched_from_our_own_machine(source: str) -> None:
    channel = ViberChannel(TOKEN, "https://chatapi.viber.com/pa", "Kolo", "https://kolo.example")
    with pytest.raises(Undeliverable):
        await channel.fetch(source)
