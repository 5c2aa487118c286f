"""/help says what Kolo is and is not, and lists everything that can be asked of it."""

import pytest

from bot.i18n import Language, translate
from handlers.registry import COMMANDS
from tests.chat import Chat
from tests.circle import Circle


async def test_help_names_every_command_with_what_it_does(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/help")
    for command in COMMANDS.values():
        assert f"/{command.name} · {translate(command.describe, 'en')}" in olha.screen.text


async def test_help_says_what_kolo_is_not(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("help")
    assert "not an emergency service" in olha.screen.text
    assert {"Menu", "SOS numbers"} <= set(olha.screen.labels)


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_help_works_before_consent(chat: Chat, language: Language) -> None:
    olha = chat.person(language=language)
    await olha.says("/help")
    assert "/sos" in olha.screen.text
    assert "/forget" in olha.screen.text
