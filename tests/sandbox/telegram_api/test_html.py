"""Reading parse_mode HTML: which entities come of which tags."""

from typing import Any

import pytest

from bot.sandbox.telegram_api.html import parse_html
from bot.sandbox.telegram_api.text import message_text

TAGS: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("<b>a</b>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
    ("<STRONG >a</strong >", "a", [{"type": "bold", "offset": 0, "length": 1}]),
    ("🌻<i>a</>", "🌻a", [{"type": "italic", "offset": 2, "length": 1}]),
    ("<b></b>a", "a", []),
    (
        "<b>a<i>b</i></b>",
        "ab",
        [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
    ),
    ('<span class="tg-spoiler">a</span>', "a", [{"type": "spoiler", "offset": 0, "length": 1}]),
    (
        "<blockquote expandable>a</blockquote>",
        "a",
        [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
    ),
    (
        '<pre><code class="language-python">a</code></pre>',
        "a",
        [{"type": "pre", "language": "python", "offset": 0, "length": 1}],
    ),
    ('<code class="language-python">a</code>', "a", [{"type": "code", "offset": 0, "length": 1}]),
    (
        '<a href="https://x.org/?a=1&amp;b=2">a</a>',
        "a",
        [{"type": "text_link", "url": "https://x.org/?a=1&b=2", "offset": 0, "length": 1}],
    ),
    ("<a href='nonsense'>a</a>", "a", []),
    ("<a>x.org</a>", "x.org", [{"type": "text_link", "url": "http://x.org/", "offset": 0, "length": 5}]),
    ("<tg-time unix='5'>a</tg-time>", "a", [{"type": "date_time", "unix_time": 5, "offset": 0, "length": 1}]),
    ("&lt;b&gt; &#1110; &#x456; &amp;amp; &nbsp; & &#0;", "<b> і і &amp; &nbsp; & &#0;", []),
]


@pytest.mark.parametrize("source, text, entities", TAGS)
def test_tags_become_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


def test_a_text_is_trimmed_and_its_entities_move_along() -> None:
    read = message_text({"text": " \n<b> a</b>\r ", "parse_mode": "HTML"})
    assert (read.text, read.entities) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


def test_nothing_is_searched_inside_code() -> None:
    read = message_text({"text": "<code>/menu</code> /menu", "parse_mode": "HTML"})
    assert [(one["type"], one["offset"]) for one in read.entities] == [("code", 0), ("bot_command", 6)]


def test_given_entities_are_kept() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    assert message_text({"text": "ab", "entities": [bold]}).entities == [bold]
