"""What stands around the phones of the page: the clock, new phones, the language, the line to the sandbox."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.sandbox.conftest import listen
from tests.sandbox.table import Table, on, write

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_jump_of_the_clock_is_a_new_day_in_the_chats(page: Page, table: Table) -> None:
    await write(page, table.oksana, "Перше")
    await expect(on(page, table.oksana).locator(".day")).to_have_text(["сьогодні"])
    await page.get_by_role("button", name="+1 тиждень").click()
    await expect(page.locator(".clock time")).to_contain_text("28 лист.")
    await write(page, table.oksana, "Друге")
    await expect(on(page, table.oksana).locator(".day")).to_have_text(["21 листопада", "сьогодні"])
    assert table.jumps == [168]


async def test_a_new_phone_starts_by_an_invitation(page: Page, table: Table) -> None:
    await page.get_by_role("button", name="Додати телефон").click()
    await page.get_by_role("dialog").get_by_text("допомагає").click()
    await page.get_by_role("button", name="Додати", exact=True).click()
    await expect(page.locator("[data-phone]")).to_have_count(4)
    phone = table.phones.all()[-1]
    await on(page, phone).get_by_label("Код або посилання").fill("https://t.me/kolo_bot?start=lviv")
    await on(page, phone).get_by_role("button", name="Почати").click()
    await expect(on(page, phone).locator("article.mine")).to_contain_text("/start lviv")
    assert (phone.channel, phone.role) == ("telegram", "helper")


async def test_the_menu_of_a_new_phone_is_in_the_language_of_its_app(page: Page, table: Table) -> None:
    for code, words in (("uk", "Допомога"), ("en", "Help")):
        commands = [{"command": "help", "description": words}]
        await table.call_telegram("setMyCommands", commands=commands, language_code=code)
    await page.get_by_role("button", name="Додати телефон").click()
    await page.get_by_role("dialog").get_by_text("Eng").click()
    await page.get_by_role("button", name="Додати", exact=True).click()
    await expect(page.locator("[data-phone]")).to_have_count(4)
    phone = table.phones.all()[-1]
    await on(page, phone).get_by_role("button", name="Меню").click()
    await expect(on(page, phone).locator(".menu li")).to_have_text(["Help /help"])


async def test_a_phone_that_blocked_the_bot_hears_nothing_until_it_lets_it_in(
    page: Page, table: Table
) -> None:
    for phone in (table.oksana, table.taras):
        await write(page, phone, "Вітаю")
        await on(page, phone).get_by_role("switch", name="Заблокувати бота").click()
        await expect(on(page, phone).get_by_role("switch")).to_have_attribute("aria-checked", "true")
        assert phone.blocked
        await on(page, phone).get_by_role("button", name="Розблокувати").click()
        await expect(on(page, phone).locator("[name=text]")).to_be_visible()
        assert not phone.blocked


async def test_the_page_speaks_three_languages_and_remembers_which(page: Page, table: Table) -> None:
    for code, message in (
        ("ru", "Сообщение"),
        ("en", "Message"),
        ("uk", "Повідомлення"),
        ("ru", "Сообщение"),
    ):
        await page.locator(".language").select_option(code)
        await expect(on(page, table.oksana).get_by_placeholder(message)).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", code)
    await page.reload()
    await expect(on(page, table.oksana).get_by_placeholder("Сообщение")).to_be_visible()


async def test_the_page_says_all_its_words_in_every_language(page: Page) -> None:
    keys = await page.evaluate(
        """() => import("/page/words.js").then(({ WORDS }) =>
           Object.values(WORDS).map((words) => Object.keys(words).sort().join()))"""
    )
    assert len(keys) == 3
    assert len(set(keys)) == 1


async def test_two_pages_see_the_same_phones(
    page: Page, chromium: Browser, table: Table, complaints: list[str]
) -> None:
    context = await chromium.new_context()
    other = await context.new_page()
    listen(other, table, complaints)
    await other.goto(table.url)
    await write(page, table.oksana, "Бачите?")
    await expect(on(other, table.oksana).locator("article.mine")).to_contain_text("Бачите?")
    await context.close()


async def test_a_lost_line_is_said_and_everything_is_read_anew(chromium: Browser) -> None:
    context = await chromium.new_context()
    page = await context.new_page()
    first = Table()
    async with first.laid() as table:
        await page.goto(table.url)
        await write(page, table.oksana, "До перерви")
        await expect(on(page, table.oksana).locator("article")).to_have_count(1)
    await expect(page.get_by_text("Немає зв’язку")).to_be_visible()
    async with Table().laid(port=int(first.url.rsplit(":", 1)[1])) as table:
        await expect(page.get_by_text("Немає зв’язку")).to_have_count(0)
        await expect(on(page, table.oksana).locator("article")).to_have_count(0)
        await write(page, table.oksana, "Після перерви")
        await expect(on(page, table.oksana).locator("article")).to_contain_text("Після перерви")
    await context.close()
