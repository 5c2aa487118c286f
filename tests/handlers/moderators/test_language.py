"""The language of the moderators' chat, and its help."""

from bot.i18n import LANGUAGES, Msg, translate
from handlers.moderators.registry import COMMANDS, described
from tests.chat import Chat, Phone


async def test_the_chat_changes_its_language_by_command_and_by_button(chat: Chat, desk: Phone) -> None:
    title = Msg("What the bot does by itself")
    await desk.says("/language UK")
    assert (await desk.says("/jobs")).text.startswith(translate(title, "uk"))
    await desk.says("/language")
    await desk.presses("Русский")
    assert (await desk.says("/jobs")).text.startswith(translate(title, "ru"))
    await desk.says("/language en")
    assert (await desk.says("/jobs")).text.startswith("What the bot does by itself")


async def test_an_unknown_language_is_explained_by_example(chat: Chat, desk: Phone) -> None:
    assert "/language uk" in (await desk.says("/language de")).text
    assert "/language uk" in (await desk.says("/language uk ru")).text


async def test_help_shows_every_command_with_an_example(chat: Chat, desk: Phone) -> None:
    overview = await desk.says("/help")
    names = overview.text.split()
    groups = [data for row in overview.rows for _label, data, _style in row if data.startswith("a:m-help:")]
    told = [(await desk.sends("press", text=data, press="press")).text for data in groups]
    for command in COMMANDS.values():
        assert f"/{command.name}" in names
        assert any(translate(command.example, "en") in text for text in told), command.name


def test_the_messenger_lists_every_command() -> None:
    assert [name for name, _says in described()] == list(COMMANDS)
    assert all(len(translate(says, language)) <= 256 for _n, says in described() for language in LANGUAGES)
