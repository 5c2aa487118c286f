"""The page's HTTP side: who may call it, what it refuses and how, what it serves."""

import hashlib
import json
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import ClientSession

from bot.sandbox.server.app import FILES
from tests.sandbox.table import Table

VENDORED = {
    "lit-html.js": "b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2",
    "directive.js": "3344c4f41c69cd0701d3937e8f9ef90bd845614bf6456d0b8314b7c51d415b9d",
    "directive-helpers.js": "f7fb1154b8f72ed2cc08b05eaeed71c99270e9ad2d48620ed24688a1af4c2b62",
    "directives/repeat.js": "083140026ecd8665fedd15b17769f9d516252a9f1502f1e91e6967686ee82626",
    "LICENSE": "2b66f9390afde29edfe4314daff93f01fb182e1178053e228120178987e5db75",
}
"""SHA-256 of each file of lit-html 3.3.3, as its package on npm holds it."""


@pytest.fixture
async def laid() -> AsyncIterator[Table]:
    async with Table().laid() as table:
        yield table


@pytest.fixture
async def browser() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def test_the_vendored_library_is_untouched() -> None:
    folder = FILES / "vendor"
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == VENDORED


def test_the_page_names_no_other_address() -> None:
    own = [path for path in FILES.rglob("*") if path.is_file() and "vendor" not in path.parts]
    assert not [path.name for path in own if "https://" in path.read_text()]


async def test_the_page_forbids_whatever_is_not_its_own(laid: Table, browser: ClientSession) -> None:
    async with browser.get(laid.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert policy.startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
    )
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "rebound.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
async def test_a_foreign_page_cannot_write(
    laid: Table, browser: ClientSession, headers: dict[str, str], status: int
) -> None:
    own = {"Content-Type": "application/json", "Origin": laid.url}
    url = f"{laid.url}/phones/{laid.oksana.id}/write"
    async with browser.post(url, data=b'{"text": "?"}', headers=own | headers) as answer:
        assert answer.status == status
        assert set(await answer.json()) == {"error"}
    assert not laid.oksana.bubbles


async def test_a_rebound_name_cannot_listen(laid: Table, browser: ClientSession) -> None:
    async with browser.get(f"{laid.url}/events", headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "path, body, status",
    [
        ("/phones/nobody/write", {"text": "?"}, 404),
        ("/phones/telegram-returnee/write", {"text": 7}, 400),
        ("/phones/telegram-returnee/write", {"text": "?", "reply_to": "77"}, 404),
        ("/phones/telegram-returnee/write", {"text": "?", "reply_to": "seven"}, 400),
        ("/phones/telegram-returnee/write", [], 400),
        ("/phones/telegram-returnee/press", {"bubble": "1", "row": 0, "column": 0}, 404),
        ("/phones/telegram-returnee/press", {"row": -1, "column": 0}, 400),
        ("/phones/telegram-returnee/photo", {"data": "%"}, 400),
        ("/phones/telegram-returnee/other", {"kind": "nothing"}, 404),
        ("/phones/viber-helper/edit", {"bubble": "1", "text": "?"}, 400),
        ("/phones", {"channel": "pigeon", "role": "helper"}, 400),
        ("/phones", {"channel": "viber", "role": "helper", "language": "xx"}, 400),
        ("/clock", {"hours": 2}, 400),
    ],
)
async def test_what_cannot_be_done_is_refused_in_one_sentence(
    laid: Table, browser: ClientSession, path: str, body: object, status: int
) -> None:
    async with browser.post(laid.url + path, json=body) as answer:
        told = await answer.json()
        assert answer.status == status
    assert set(told) == {"error"}
    assert told["error"].endswith(".")
    assert len(told["error"]) < 80


async def test_a_body_that_is_too_large_is_refused(laid: Table, browser: ClientSession) -> None:
    body = BytesIO(b'{"data": "' + b"A" * 17_000_000 + b'"}')
    headers = {"Content-Type": "application/json"}
    async with browser.post(
        f"{laid.url}/phones/{laid.oksana.id}/photo", data=body, headers=headers
    ) as answer:
        assert answer.status == 413
        assert set(await answer.json()) == {"error"}


@pytest.mark.parametrize(
    "path", ["/page/%2e%2e/server/app.py", "/page/..%2fphones.py", "/page/none.js", "/pictures/1"]
)
async def test_only_the_pages_own_files_are_served(laid: Table, browser: ClientSession, path: str) -> None:
    async with browser.get(laid.url + path) as answer:
        assert answer.status == 404


async def test_the_stream_begins_with_all_phones_and_tells_the_time(
    laid: Table, browser: ClientSession
) -> None:
    async with browser.get(f"{laid.url}/events") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        name, data = [await stream.content.readline() for _ in range(2)]
    told = json.loads(data.removeprefix(b"data: "))
    assert name == b"event: snapshot\n"
    assert told["now"] == laid.clock.now().isoformat()
    assert [phone["title"] for phone in told["phones"]] == ["Модератори", "Оксана", "Тарас"]
