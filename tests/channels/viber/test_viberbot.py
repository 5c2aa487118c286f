"""Of viberbot only its message classes and names are used: no call of its own, no line in the log."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.sources import CODE, modules, name

FROM_VIBERBOT = {
    "viberbot.api.consts": {"BOT_API_ENDPOINT"},
    "viberbot.api.event_type": {"EventType"},
    "viberbot.api.message_sender": set(),
    "viberbot.api.messages": {"PictureMessage", "TextMessage"},
    "viberbot.api.messages.message_type": {"MessageType"},
}


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every (module, name) that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_nothing_of_viberbot_that_calls_the_network_is_imported() -> None:
    used = [
        (name(path), module, what)
        for path in modules(*CODE)
        for module, what in imports(path)
        if module.split(".")[0] == "viberbot"
    ]
    assert used, "the message classes are used"
    assert not [each for each in used if each[2] not in FROM_VIBERBOT.get(each[1], set())]


def test_no_code_of_ours_imports_requests() -> None:
    assert not [
        name(path) for path in modules(*CODE) for module, _name in imports(path) if module == "requests"
    ]


@pytest.mark.parametrize("logger", ["viber.bot.api"])
def test_viberbots_logger_says_nothing(
    logger: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    from viberbot import Api, BotConfiguration

    import bot.channels.viber  # noqa: F401

    silenced = logging.getLogger(logger)
    caplog.set_level(logging.DEBUG)
    Api(BotConfiguration(name="Kolo", avatar="", auth_token="SECRET"))  # takes the same logger
    for level in (logging.DEBUG, logging.ERROR, logging.CRITICAL):
        silenced.log(level, "SECRET %s", "words")
    assert not caplog.records
    assert "SECRET" not in "".join(capfd.readouterr())
    assert silenced.disabled
    assert not silenced.propagate
    assert not [each for each in silenced.handlers if type(each) is logging.StreamHandler]
