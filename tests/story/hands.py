"""A person of the story who sees nothing but the sandbox's page, and clicks."""

import io
import re
from dataclasses import dataclass, field

from PIL import Image
from playwright.async_api import Locator, Page

from bot.i18n import Text
from bot.sandbox.phones import Bubble
from bot.sandbox.story.actors import Actor

PATIENCE = 60_000  # milliseconds for one answer
# The first message of the bot on a phone that holds the wanted words and was not seen: [id, words, buttons, photo].
NEWS = """([phone, wanted, seen]) => [...document.querySelectorAll(`[data-phone="${phone}"] article.theirs`)]
  .map((one) => [
    one.dataset.bubble,
    one.querySelector(".words")?.textContent ?? "",
    [...one.querySelectorAll(".inline-button")].map((button) => button.textContent).join(" | "),
    one.querySelector("img")?.getAttribute("src") ?? null,
  ])
  .find(([id, words, buttons]) => words.includes(wanted) && !seen.includes([id, words, buttons].join(" "))) ?? false"""


@dataclass
class Hands(Actor):
    """The same person of the same story, at the page."""

    page: Page = field(kw_only=True)

    async def begins(self, invitation: str = "") -> None:
        """Follow a link: the card on a phone that was never used."""
        await self._on("[name=code]").fill(invitation)
        await self._on(".invitation button.strong").click()

    async def writes(self, text: str) -> None:
        """Type, and press Enter."""
        await self._on("[name=text]").fill(text)
        await self._on("[name=text]").press("Enter")

    async def sends_photo(self) -> None:
        """Choose a picture file."""
        picture = io.BytesIO()
        Image.new("RGB", (320, 200), "#7BA7BC").save(picture, "JPEG")
        await self._on("[name=file]").set_input_files(
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
        )

    async def sees(self, text: Text) -> Bubble:
        """Wait until the page shows it on the phone."""
        asked = [self.phone.id, self.said(text), list(self.seen)]
        news = await self.page.wait_for_function(NEWS, arg=asked, timeout=PATIENCE)
        id, words, buttons, photo = await news.json_value()
        self.seen.add(f"{id} {words} {buttons}")
        return Bubble(id, False, words, self.sandbox.clock.now(), photo=photo)

    async def presses(self, label: Text) -> None:
        """Click the newest button whose label begins so."""
        await self._button(label).last.click(timeout=PATIENCE)

    async def shows(self, label: Text) -> bool:
        """Whether the page shows such a button."""
        return await self._button(label).count() > 0

    async def waits(self, hours: int) -> None:
        """Move the clock by the page's buttons: a day, an hour, as often as it takes."""
        for name, times in (("+1 день", hours // 24), ("+1 год", hours % 24)):
            for _time in range(times):
                async with self.page.expect_response("**/clock"):
                    await self.page.locator(".clock button", has_text=name).click()

    def _button(self, label: Text) -> Locator:
        named = re.compile("^" + re.escape(self.said(label)))
        kind = ".key" if self.phone.channel == "viber" else ".inline-button"
        return self._on(kind).filter(has_text=named)

    def _on(self, part: str) -> Locator:
        return self.page.locator(f'[data-phone="{self.phone.id}"] {part}')
