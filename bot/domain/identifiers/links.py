"""Finds addresses on the net: links, e-mail, names on messengers; also spelled out or spaced apart."""

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

Address: TypeAlias = Literal["link", "email", "name"]

_WORD_DOT: Final = r"(?:dot|точка|крапка|тчк|крпк)"
_DOT: Final = rf"(?:\.|\s?[\[({{]\s?(?:\.|{_WORD_DOT})\s?[\])}}]\s?|\s+{_WORD_DOT}\s+)"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PATH: Final = r"(?:(?:[:/?#]|\s+(?:slash|слеш|слэш)\s+)\S*)?"

# Endings that no word of our languages can be after a forgotten space ("дома.de" is not written).
_ENDINGS: Final = (
    "com|net|org|info|biz|gov|edu|mil|int|ua|укр|ru|su|рф|рус|kz|md|ge|pl|de|cz|sk|lt|lv|ee|eu|uk|fr|es|ro|bg"
    "|hu|fi|se|dk|nl|il|io|co|app|dev|xyz|tv|cc|ai|gg|gl|gd|ly|ph|pro|club|shop|store|site|online|website|icu"
    "|gle|бел"
)
# Endings that are also words ("I came home.me and ..."): a link only when a path follows.
_WORDY_ENDINGS: Final = (
    "me|in|is|it|at|to|be|so|no|us|am|as|by|do|go|my|top|one|live|life|help|work|today|link|space|group|chat"
)

_ME: Final = rf"\s?{_DOT}\s?(?:me|ме|ми|мі)"
_HOSTS: Final = (
    rf"(?:(?:[a-z0-9_-]+\.)?t|т|те|тэ|ти|tx|wa|m|fb|vk|viber|вайбер|vb|telegram|телеграм){_ME}"
    + "".join(
        rf"|{name}\s?{_DOT}\s?{ending}"
        for name, ending in (
            ("telegram", "dog"),
            ("telegra", "ph"),
            ("youtu", "be"),
            ("bit", "ly"),
            ("is", "gd"),
            ("linktr", "ee"),
        )
    )
)

_START: Final = r"(?<![\w.+%@-])"
_AT_SPELLED: Final = r"(?:\s?[\[(]\s?(?:at|@|собака)\s?[\])]\s?|\s+(?:@|собака|собачка|равлик)\s+)"
_EMAIL: Final = (
    rf"{_START}(?:[\w.+%-]+@[\w-]+(?:\.[\w-]+)*"
    rf"|[a-z0-9_.+%-]{{2,}}{_AT_SPELLED}[^\W\d][\w-]*(?:{_DOT}[\w-]{{2,}})?"
    rf"|[\w.+%-]+\s+(?:at|собака|собачка)\s+[\w-]+"
    rf"(?:{_DOT}(?:com|net|org|ua|ru|me)\b|\s+{_WORD_DOT}\s+\w{{2,4}}\b))"
)
_SCHEME: Final = (
    r"\b(?:h(?:tt|xx)ps?|ftp|tg|ton|viber|whatsapp|sgnl|skype|mailto|tel|sms)\s?:/{0,2}(?=\S*\w)\S{3,}"
)
_SITE: Final = (
    rf"{_START}(?:(?:{_LABEL}|[а-яіїєґё0-9-]{{2,63}}){_DOT}){{1,4}}(?:{_ENDINGS})(?![\w-]|{_DOT}\w){_PATH}"
)
_NICKNAME: Final = (
    r"\b(?:нік|ник|нікнейм|никнейм|юзернейм|username|nick(?:name)?|логін|логин|login)\b\W{1,3}"
    r"(?:(?:в|у|in|on)\s\w+\W{1,3}(?!name\b)[a-z]|(?:is|це|это)\s(?=[a-z.]*[0-9_])[a-z]|(?!name\b|is\b|in\b|on\b)[a-z])"
    r"[a-z0-9_.]{2,31}"
)
_MESSENGER_CYRILLIC: Final = (
    r"(?:телеграм\w*|т[ее]ле[гз]\w|т[єе]л[єе][гз]\w|тг|інст\w+|инст\w+|скайп\w*|сигнал\w*|дискорд\w*|фейсбу[кц]\w*|вайбер\w*|т[іи]кток\w*"
    r"|вк|вконтакт\w*|однокла\w+)"
)
_MESSENGER: Final = (
    rf"\b(?:{_MESSENGER_CYRILLIC}|telegram|tg|insta(?:gram)?|skype|signal|discord|facebook|fb|viber|tiktok)\b"
)
_NAME_THERE: Final = (
    r"(?:\s?[:=-]\s?|\s)(?:[a-z](?=[a-z.]*[0-9_#])[a-z0-9_.#]{3,31}|(?<=[:=-]\s)[a-z][a-z0-9_.]{4,31})"
)
_LATIN_NAME: Final = r"[a-z][a-z0-9_.]{3,31}"
_SEEK: Final = r"\b(?:знайд\w+|шукай\w*|найд\w+|ищи\w*|пиши\w*|пишіть|додай\w*|добав\w+)"

_PATTERNS: Final[tuple[tuple[Address, str], ...]] = (
    ("email", _EMAIL),
    ("link", _SCHEME),
    ("link", rf"\bwww\s?{_DOT}\s?\w\S*"),
    ("link", r"\b[tт],(?:me|ме)/\S+"),
    ("link", rf"{_START}{_LABEL}(?:,|[.,] )(?:com|ua|ru)\b"),
    ("link", rf"{_START}(?:{_HOSTS})\b(?:\s?/\s?\S+|{_PATH})"),
    ("link", _SITE),
    ("link", rf"{_START}[\w-]+\s+{_WORD_DOT}\s+(?:ком|орг|юа|ру)\b"),
    ("link", rf"{_START}(?:{_LABEL}\.){{1,4}}(?:{_WORDY_ENDINGS})/\S+"),
    ("name", r"(?<![\w@/.])@\s?[a-z][a-z0-9_.]{2,31}"),
    ("name", _NICKNAME),
    ("name", r"\blive:[a-z0-9_.]{3,31}"),
    ("name", _MESSENGER + _NAME_THERE),
    ("name", rf"{_MESSENGER}\W{{1,3}}(?:я|мій|мой|моя|як|как|as|this)\W{{1,3}}{_LATIN_NAME}"),
    ("name", rf"{_SEEK}\W[^.!?\n]{{0,20}}?\b{_MESSENGER_CYRILLIC}\s{_LATIN_NAME}"),
    ("name", rf"\b{_MESSENGER_CYRILLIC}\W{{1,3}}[a-z]{{3,}}\s[a-z]{{3,}}(?:\s?\d{{1,4}})?\b"),
    ("name", rf"\b(?:собак[аи]|собачк[аи]|равлик)\s(?!at\b){_LATIN_NAME}"),
    ("name", r"(?<!\w)@\s?(?:[a-z0-9_.]\s){2,}[a-z0-9_]\b"),
    ("name", rf"\bmy (?:username|nick(?:name)?|handle)\b[^.!?\n]{{0,20}}\bis\s{_LATIN_NAME}"),
    ("name", _MESSENGER + r"\W{1,3}(?:\w{1,4}\W{1,3}){1,2}[a-z](?=[a-z.]*[0-9_])[a-z0-9_.]{3,31}"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


def find_addresses(text: str) -> Iterator[tuple[Address, int, int]]:
    """Yield the kind, start and end of every address; `text` is the Latin reading."""
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(text):
            yield kind, found.start(), found.end()
