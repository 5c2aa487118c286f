"""What somebody writes is shown as it was written: no markup, no command, no placeholder, no formula, no log line."""

import csv
import io
import json
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot.domain.obstacles.export import Row, as_csv
from bot.sandbox.phones import Phone
from tests.app.process import ROOT
from tests.app.town import Town, said, texts, until
from tests.promises.talkers import meet

WORDS = (
    "<b>Оля</b> &amp; <i>&lt;кіт&gt;</i> <tg-spoiler>так</tg-spoiler>",
    "*жирно* _косо_ `код` ~ні~ ||так|| [слово](tg) ```py```",
    "replace_me_with_user_name replace_me_with_receiver_id replace_me_with_url_parameter_1",
    "{name} {0} {n} %(name)s %s $name ${name} \\u0041 \\n",
    "скажіть /forget і /approve 1, а 1/2 чи так/ні",
    '=1+1 =SUM(1) +cmd|x "; DROP TABLE persons; --',
    'так\n2026-11-27 [error] {"event": "event_failed", "level": "error"}',
    "a:m-approve:1 f:abc123:need:documents",
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", 'x"\n=1', "'=1")


async def test_what_is_written_in_a_talk_stands_there_as_it_was_written(alive: Town) -> None:
    for channels in (("telegram", "viber"), ("viber", "telegram")):
        two = await meet(alive, 1, channels)
        with capture_logs() as logged:
            for words in WORDS:
                await alive.write(two.one, words)
                await until(partial(has, two.other, words), f"not as it was written: {words!r}")
            await alive.quiet()
        assert not [bubble.text for bubble in said(two.other)[-len(WORDS) :] if bubble.entities]
        assert not [one for one in logged if any(words in json.dumps(one, default=str) for words in WORDS)]


def has(phone: Phone, words: str) -> bool:
    """Whether the newest message says this under a name; of a command the stroke is another one."""
    return bool(texts(phone)) and texts(phone)[-1].split("\n", 1)[-1] == words.replace(" /", " \u2215")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(words: str) -> None:
    row = Row(1, "UA", words, words, words, words, (words,), "2026-11", words, "3", (words, words))
    names = {name: name for name in Row.__dataclass_fields__}
    written = as_csv([row], names, lambda _name, code: code).decode("utf-8-sig")
    _header, cells = csv.reader(io.StringIO(written, newline=""))
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_no_call_of_a_messenger_replaces_placeholders_or_reads_markup() -> None:
    """Viber replaces them in broadcasts alone, and Telegram reads markup where a call says so."""
    for file in (*(ROOT / "bot" / "channels").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")):
        source = file.read_text()
        assert "broadcast_message" not in source.lower(), file
        assert "parse_mode" not in source, file
