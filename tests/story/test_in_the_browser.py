"""The story by clicks on the sandbox's page, in a real browser, with the real bot behind it, in Ukrainian."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.data_keys import new_key
from bot.sandbox.launch import Sandbox, open_sandbox
from bot.sandbox.story import plot, tell
from bot.settings import Settings
from tests.story.hands import Hands

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The sandbox as `make run` starts it, with a phone for each of the two."""
    url = f"sqlite+aiosqlite:///{tmp_path}/kolo.db"
    sandbox = await open_sandbox(Settings(_env_file=None), 0, url, new_key())
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The page; a word on the console, an error, or a call to any other address fails the test."""
    complaints: list[str] = []
    home = f"http://127.0.0.1:{sandbox.port}"
    context = await chromium.new_context(viewport={"width": 1400, "height": 900})
    page = await context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda call: None if call.url.startswith(home) else complaints.append(call.url))
    await page.goto(home)
    yield page
    await context.close()
    assert not complaints


async def test_the_whole_story_can_be_played_by_clicks(page: Page, sandbox: Sandbox) -> None:
    olena = sandbox.telegram.new_phone("Олена", "returnee")
    serhii = sandbox.viber.new_phone("Сергій", "helper")
    returnee = Hands(sandbox, olena, "uk", "Олена", page=page)
    helper = Hands(sandbox, serhii, "uk", "Сергій", page=page)
    moderator = Hands(sandbox, sandbox.desk, "uk", sandbox.desk.authors[0], page=page)
    await tell(moderator, returnee, helper)
    passed_on = page.locator(f'[data-phone="{serhii.id}"] article.theirs img')
    assert await passed_on.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    await expect(page.locator(f'[data-phone="{olena.id}"]')).not_to_contain_text(plot.PHONE)
    await expect(page.locator(".violations")).to_have_count(0)
    assert not [*sandbox.telegram.violations, *sandbox.viber.violations]
