"""/help: groups of commands that fit a phone, each by example, and one command explained."""

import pytest

from bot.i18n import LANGUAGES, translate
from handlers.moderators.help import GROUPS, REST
from handlers.moderators.registry import COMMANDS
from tests.chat import Chat, Phone


async def test_every_command_is_named_once_and_found_by_a_button(chat: Chat, desk: Phone) -> None:
    await desk.says("/help")
    named = [word for word in desk.screen.text.split("With examples")[0].split() if word.startswith("/")]
    assert sorted(named) == sorted(f"/{name}" for name in COMMANDS)
    for name, (says, _names) in GROUPS.items():
        await desk.says("/help")
        await desk.presses(translate(says, "en"))
        told = desk.screen.text
        assert all(translate(COMMANDS[one].example, "en") in told for one in GROUPS[name][1])
        assert len(told) < 1600
        await desk.presses("All commands")
    assert desk.screen.text.startswith("Commands of the moderators.")


@pytest.mark.parametrize("typed", ["/help requests", "/help /requests", "/help REQUESTS"])
async def test_one_command_is_explained(chat: Chat, desk: Phone, typed: str) -> None:
    await desk.says(typed)
    assert desk.screen.text.startswith("/requests kherson urgent\nRequests: by place")
    assert "any order" in desk.screen.text


def test_the_groups_name_only_commands_that_there_are() -> None:
    assert {name for _says, names in GROUPS.values() for name in names} <= COMMANDS.keys()
    assert not GROUPS[REST][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_short_in_every_language(language: str) -> None:
    spoken = next(one for one in LANGUAGES if one == language)
    assert all(len(translate(one.example, spoken)) <= 80 for one in COMMANDS.values())
