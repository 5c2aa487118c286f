"""The page by keyboard alone, and by finger on a narrow screen."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.sandbox.conftest import listen
from tests.sandbox.table import Table, on, write

pytestmark = pytest.mark.asyncio(loop_scope="module")

SMALLEST_TARGET = 44
MOST_TABS = 40


@pytest_asyncio.fixture(loop_scope="module")
async def narrow(chromium: Browser, table: Table, complaints: list[str]) -> AsyncIterator[Page]:
    """The page on a phone held upright."""
    context = await chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    listen(page, table, complaints)
    await page.goto(table.url)
    await expect(page.locator("[data-phone]")).to_have_count(3)
    yield page
    await context.close()
    assert not complaints


async def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_TABS):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


async def test_a_person_can_write_and_press_by_keyboard_alone(page: Page, table: Table) -> None:
    await tab_to(page, on(page, table.oksana).locator("[name=text]"))
    await page.keyboard.type("Допоможіть")
    await page.keyboard.press("Enter")
    await expect(on(page, table.oksana).locator("article.mine")).to_contain_text("Допоможіть")
    await table.telegram_says(table.oksana, "Що потрібно?", [["Житло"]])
    button = on(page, table.oksana).get_by_role("button", name="Житло")
    await expect(button).to_be_visible()
    await page.locator("body").press("Home")
    await page.evaluate("document.activeElement.blur()")
    await tab_to(page, button)
    assert await button.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    async with page.expect_response("**/press"):
        await page.keyboard.press("Enter")
    assert (await table.telegram_updates())[-1]["callback_query"]["data"] == "Житло"


async def test_arrows_walk_through_the_messages_and_enter_answers_one(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    await table.telegram_says(table.oksana, "Перше")
    await table.telegram_says(table.oksana, "Друге")
    await expect(on(page, table.oksana).locator("article")).to_have_count(3)
    await tab_to(page, on(page, table.oksana).locator(".log"))
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.keyboard.type("Це відповідь")
    await page.keyboard.press("Enter")
    await expect(on(page, table.oksana).locator("article.mine .quote")).to_contain_text("Перше")


async def test_the_arrow_up_changes_the_last_message(page: Page, table: Table) -> None:
    await write(page, table.oksana, "Помилка")
    await expect(on(page, table.oksana).locator("article.mine")).to_have_count(1)
    await page.keyboard.press("ArrowUp")
    await expect(on(page, table.oksana).locator("[name=text]")).to_have_value("Помилка")
    await write(page, table.oksana, "Правильно")
    await expect(on(page, table.oksana).locator("article.mine .words")).to_have_text("Правильно")
    assert [list(update)[1] for update in await table.telegram_updates()] == ["message", "edited_message"]


async def test_escape_leaves_the_answer_and_keeps_the_words(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    await expect(on(page, table.oksana).locator("article.mine")).to_have_count(1)
    await on(page, table.oksana).locator("article.mine .words").click()
    await expect(on(page, table.oksana).locator(".answering")).to_be_visible()
    await page.keyboard.type("Чернетка")
    await page.keyboard.press("Escape")
    await expect(on(page, table.oksana).locator(".answering")).to_have_count(0)
    await expect(on(page, table.oksana).locator("[name=text]")).to_have_value("Чернетка")


async def test_a_narrow_screen_shows_one_phone_and_tabs_to_the_others(narrow: Page, table: Table) -> None:
    await expect(on(narrow, table.oksana)).to_be_in_viewport(ratio=0.9)
    await expect(on(narrow, table.taras)).not_to_be_in_viewport()
    await narrow.locator(".tab", has_text="Тарас").tap()
    await expect(on(narrow, table.taras)).to_be_in_viewport(ratio=0.9)
    await expect(narrow.locator(".tab[aria-current=true]")).to_contain_text("Тарас")
    assert await narrow.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_tab_counts_what_came_while_another_phone_was_in_front(narrow: Page, table: Table) -> None:
    await expect(on(narrow, table.oksana)).to_be_in_viewport(ratio=0.9)
    await write(narrow, table.oksana, "/start")
    await narrow.locator(".tab", has_text="Тарас").tap()
    await expect(narrow.locator(".tab[aria-current=true]")).to_contain_text("Тарас")
    await table.telegram_says(table.oksana, "Новини")
    await expect(narrow.locator(".tab", has_text="Оксана").locator(".badge")).to_have_text("1")
    await narrow.locator(".tab", has_text="Оксана").tap()
    await expect(narrow.locator(".tab", has_text="Оксана").locator(".badge")).to_have_count(0)


async def test_a_tap_does_not_answer_and_a_long_press_does(narrow: Page, table: Table) -> None:
    await write(narrow, table.oksana, "Довго")
    words = on(narrow, table.oksana).locator("article.mine .words")
    await words.tap()
    await expect(on(narrow, table.oksana).locator(".answering")).to_have_count(0)
    await words.dispatch_event("pointerdown", {"pointerType": "touch"})
    await expect(on(narrow, table.oksana).locator(".answering")).to_be_visible()


async def test_everything_to_press_is_large_enough_for_a_finger(narrow: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    await table.telegram_says(table.oksana, "Що?", [["А", "Б", "В", "Г"]])
    await on(narrow, table.oksana).get_by_role("button", name="Прикріпити").tap()
    small = await narrow.evaluate(
        """least => [...document.querySelectorAll("button, select, textarea")]
          .filter((one) => one.checkVisibility())
          .map((one) => [one.textContent.trim() || one.ariaLabel, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
          .map(([name, box]) => `${name} ${box.width} x ${box.height}`)""",
        SMALLEST_TARGET,
    )
    assert not small
