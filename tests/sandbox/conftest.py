"""A real browser for the sandbox's page, and the page in it."""

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.machine import PATIENCE
from tests.sandbox.table import Table

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

expect.set_options(timeout=PATIENCE * 1_000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """The system's own Chromium, one for a module of tests that share a loop; in CI a skip is a failure."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("The page is tested in a real browser: please install chromium.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def table() -> AsyncIterator[Table]:
    """Three phones on the table, and their page served."""
    async with Table().laid() as table:
        yield table


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about; a test that expects a complaint takes it out."""
    return []


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser, table: Table, complaints: list[str]) -> AsyncIterator[Page]:
    """The open page on a wide screen; a complaint, or a call to any other address, fails the test."""
    context = await chromium.new_context(viewport={"width": 1400, "height": 900})
    async with await context.new_page() as page:
        listen(page, table, complaints)
        await page.goto(table.url)
        await expect(page.locator("[data-phone]")).to_have_count(3)
        yield page
    await context.close()
    assert not complaints


def listen(page: Page, table: Table, complaints: list[str]) -> None:
    """Note every word on the console, every error, and every call to somewhere else."""
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda call: None if call.url.startswith(table.url) else complaints.append(call.url))
