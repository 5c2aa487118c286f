"""The sandbox's page in a real browser, with the real emulated messengers behind it."""

from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData
from PIL import Image
from playwright.async_api import Page, expect

from tests.sandbox.table import TOKEN, Table, on, write

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_a_person_writes_appears_and_reaches_the_bot(page: Page, table: Table) -> None:
    await write(page, table.oksana, "Добрий день")
    await expect(on(page, table.oksana).locator("article.mine")).to_contain_text("Добрий день")
    assert [update["message"]["text"] for update in await table.telegram_updates()] == ["Добрий день"]


async def test_a_press_reaches_the_bot_and_its_answer_is_shown(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    await table.telegram_says(table.oksana, "Що потрібно?", [["Документи", "Житло"]])
    async with page.expect_response("**/press"):
        await on(page, table.oksana).get_by_role("button", name="Житло", exact=True).click()
    press = (await table.telegram_updates())[-1]["callback_query"]
    assert press["data"] == "Житло"
    await table.call_telegram("answerCallbackQuery", callback_query_id=press["id"], text="Записано")
    await expect(on(page, table.oksana).locator(".toast")).to_have_text("Записано")


async def test_an_edit_is_shown_in_place(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    message = await table.telegram_says(table.oksana, "Що потрібно?", [["Житло"]])
    bubble = on(page, table.oksana).locator(f'[data-bubble="{message}"]')
    await expect(bubble.get_by_role("button")).to_have_count(1)
    await table.telegram_edits(table.oksana, message, "Обрано: житло")
    await expect(bubble.locator(".words")).to_have_text("Обрано: житло")
    await expect(bubble.locator(".edited")).to_be_visible()
    await expect(bubble.get_by_role("button")).to_have_count(0)
    await expect(on(page, table.oksana).locator("[data-bubble]")).to_have_count(2)


async def test_a_message_is_always_text_and_never_markup(page: Page, table: Table) -> None:
    words = '<img src=x onerror="alert(1)"> &amp; <b>'
    await write(page, table.taras, words)
    await expect(on(page, table.taras).locator(".words")).to_have_text(words)
    await expect(on(page, table.taras).locator("article img")).to_have_count(0)


async def test_formatting_covers_what_its_entities_say(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    await table.call_telegram(
        "sendMessage", chat_id=table.oksana.chat_id, text="😀 <b>Важливо</b>: <i>так</i>", parse_mode="HTML"
    )
    await expect(on(page, table.oksana).locator(".as-bold")).to_have_text("Важливо")
    await expect(on(page, table.oksana).locator(".as-italic")).to_have_text("так")


async def test_viber_shows_the_keyboard_of_the_last_message_only(page: Page, table: Table) -> None:
    await write(page, table.taras, "Вітаю")
    await expect(on(page, table.taras).locator("article.mine")).to_have_count(1)
    await table.viber_says(table.taras, "Є запит", ["Беруся", "Не зараз"])
    await on(page, table.taras).get_by_role("button", name="Беруся", exact=True).click()
    await expect(on(page, table.taras).locator("article.mine").last).to_contain_text("Беруся")
    await table.viber_says(table.taras, "Дякуємо", ["Меню"])
    await expect(on(page, table.taras).locator(".key")).to_have_text(["Меню"])


async def test_a_photo_is_sent_with_its_words_and_shown(page: Page, table: Table, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "#1f6f78").save(tmp_path / "photo.png")
    for phone in (table.oksana, table.taras):
        await on(page, phone).locator("[name=text]").fill("Довідка")
        await on(page, phone).locator("[name=file]").set_input_files(tmp_path / "photo.png")
        picture = on(page, phone).locator("article.mine img")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 60
        await expect(on(page, phone).locator("article.mine")).to_contain_text("Довідка")
    assert (await table.telegram_updates())[-1]["message"]["caption"] == "Довідка"


async def test_a_document_is_shown_by_its_name_and_can_be_saved(
    page: Page, table: Table, tmp_path: Path
) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    form = FormData({"chat_id": str(table.oksana.chat_id), "caption": "Ось файл"})
    form.add_field("document", b"number;state", filename="obstacles-2026-11-21.csv")
    async with ClientSession() as session:
        await session.post(f"{table.url}/telegram/bot{TOKEN}/sendDocument", data=form)
    link = on(page, table.oksana).locator("a.file")
    await expect(link).to_have_text("obstacles-2026-11-21.csv")
    await expect(on(page, table.oksana).locator("article").last).not_to_contain_text("Файл ")
    async with page.expect_download() as saved:
        await link.click()
    download = await saved.value
    assert download.suggested_filename == "obstacles-2026-11-21.csv"
    await download.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == b"number;state"


async def test_a_refusal_is_said_in_words(
    page: Page, table: Table, tmp_path: Path, complaints: list[str]
) -> None:
    (tmp_path / "photo.png").write_text("not a picture")
    await on(page, table.oksana).locator("[name=file]").set_input_files(tmp_path / "photo.png")
    await expect(page.get_by_role("alert")).to_have_text("Застосунок на цьому телефоні такого не дозволяє.")
    assert "400" in complaints.pop()


async def test_a_reply_goes_to_the_message_that_was_clicked(page: Page, table: Table) -> None:
    await table.telegram.write(table.oksana.id, "/start")
    message = await table.telegram_says(table.oksana, "Як справи?")
    await on(page, table.oksana).locator(f'[data-bubble="{message}"] .words').click()
    await write(page, table.oksana, "Добре")
    await expect(on(page, table.oksana).locator("article.mine .quote")).to_contain_text("Як справи?")
    update = (await table.telegram_updates())[-1]
    assert update["message"]["reply_to_message"]["message_id"] == message


async def test_a_sticker_and_its_like_can_be_sent(page: Page, table: Table) -> None:
    await on(page, table.oksana).get_by_role("button", name="Прикріпити").click()
    await on(page, table.oksana).get_by_role("button", name="Наліпка").click()
    await expect(on(page, table.oksana).locator("article.mine .kind")).to_have_text("Наліпка")
    assert "sticker" in (await table.telegram_updates())[-1]["message"]


async def test_the_menu_holds_the_commands_that_the_bot_set(page: Page, table: Table) -> None:
    commands = [{"command": "ask", "description": "Попросити про допомогу"}]
    await table.call_telegram("setMyCommands", commands=commands, language_code="uk")
    await write(page, table.oksana, "/start")
    await on(page, table.oksana).get_by_role("button", name="Меню").click()
    await on(page, table.oksana).get_by_role("button", name="/ask").click()
    await expect(on(page, table.oksana).locator("article.mine").last).to_contain_text("/ask")


async def test_a_group_knows_who_of_the_moderators_writes_and_presses(page: Page, table: Table) -> None:
    group = on(page, table.moderators)
    await group.get_by_text("Олесь", exact=True).click()
    await write(page, table.moderators, "/queue")
    await expect(group.locator("article .author")).to_have_text("Олесь")
    await table.telegram_says(table.moderators, "У черзі", [["№ 12"]])
    async with page.expect_response("**/press"):
        await group.get_by_role("button", name="№ 12").click()
    written, pressed = await table.telegram_updates()
    assert written["message"]["from"]["first_name"] == "Олесь"
    assert pressed["callback_query"]["from"]["first_name"] == "Олесь"


async def test_a_moderator_leaves_the_group_and_comes_back(page: Page, table: Table) -> None:
    group = on(page, table.moderators)
    await group.get_by_text("Олесь", exact=True).click()
    await group.get_by_role("button", name="Вийти з групи").click()
    await expect(group.locator(".said-by-app").last).to_have_text("Олесь більше не в групі")
    await expect(group.locator(".peer")).to_contain_text("учасників: 2")
    await write(page, table.moderators, "/queue")
    await group.get_by_text("Марта", exact=True).click()
    await expect(group.get_by_role("button", name="Вийти з групи")).to_be_visible()
    await group.get_by_text("Олесь", exact=True).last.click()
    await group.get_by_role("button", name="Повернутися").click()
    await expect(group.locator(".said-by-app").last).to_have_text("Олесь у групі")
    left, late, came = await table.telegram_updates()
    assert left["message"]["left_chat_member"]["first_name"] == "Олесь"
    assert late["message"]["from"] == left["message"]["left_chat_member"]
    assert came["message"]["new_chat_members"] == [late["message"]["from"]]


async def test_broken_rules_are_shown_in_red(page: Page, table: Table) -> None:
    table.oksana.violations.append("sendMessage: text is too long")
    table.phones.changed(table.oksana)
    await expect(on(page, table.oksana).get_by_role("alert")).to_contain_text("text is too long")


async def test_a_phone_that_is_scrolled_up_counts_what_is_new(page: Page, table: Table) -> None:
    phone = on(page, table.oksana)
    await table.telegram.write(table.oksana.id, "/start")
    await table.telegram_says(table.oksana, "\n".join(["рядок"] * 60))
    await expect(phone.locator("[data-bubble]")).to_have_count(2)
    await phone.locator(".log").evaluate("log => { log.scrollTop = -500; }")
    await expect(phone.locator(".way-down")).to_be_visible()
    await table.telegram_says(table.oksana, "Нове")
    await expect(phone.locator(".way-down .badge")).to_have_text("1")
    await phone.get_by_role("button", name="До найновішого").click()
    await expect(phone.get_by_text("Нове", exact=True)).to_be_in_viewport()
    await expect(phone.locator(".way-down")).to_have_count(0)


async def test_people_stand_before_the_moderators_chat(page: Page, table: Table) -> None:
    names = page.locator("[data-phone]")
    await expect(names).to_have_count(3)
    ids = await names.evaluate_all("all => all.map((one) => one.dataset.phone)")
    assert ids == [table.oksana.id, table.taras.id, table.moderators.id]


async def test_what_is_pinned_stands_on_top_and_its_buttons_work_there(page: Page, table: Table) -> None:
    message = await table.telegram_says(table.moderators, "Дошка\n\nЧекають: 2", [["Чекають: 2"]])
    await table.call_telegram("pinChatMessage", chat_id=table.moderators.chat_id, message_id=int(message))
    top = on(page, table.moderators).locator(".pinned-top")
    await expect(top.locator(".pinned-line")).to_contain_text("Дошка · Чекають: 2")
    await top.locator(".pinned-line").click()
    async with page.expect_response("**/press"):
        await top.get_by_role("button", name="Чекають: 2", exact=True).click()
    assert (await table.telegram_updates())[-1]["callback_query"]["message"]["message_id"] == int(message)
    await top.locator(".pinned-line").click()
    await expect(top.locator(".pinned-whole")).to_have_count(0)
