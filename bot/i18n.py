"""Texts that know no language until they are translated once, for the one who reads them."""

import gettext
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, cast
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language: TypeAlias = Literal["uk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")
LOCALES = Path(__file__).parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Msg:
    """A message in English that stands for itself in every language; `{names}` are filled by `format`."""

    text: str
    plural: str | None = None
    n: int = 0
    context: str | None = None
    values: tuple[tuple[str, "Text | int | When"], ...] = ()

    def format(self, **values: "Text | int | When") -> "Msg":
        """Return the message with its placeholders filled; values are translated with it."""
        return replace(self, values=tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Label:
    """A text that lies in our data in all three languages."""

    uk: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Several texts one after another."""

    parts: tuple["Text", ...]
    separator: str = "\n"


@dataclass(frozen=True, slots=True)
class When:
    """A moment to be shown in the reader's language and in the zone of the person it concerns."""

    at: datetime
    zone: str = "Europe/Kyiv"
    pattern: str = "d MMMM, HH:mm"


LANGUAGE_NAMES: Mapping[str, Label] = {
    "uk": Label("українська", "украинский", "Ukrainian"),
    "ru": Label("російська", "русский", "Russian"),
    "en": Label("англійська", "английский", "English"),
}

# A plain str is a person's own words or a number: it is shown as it is, in every language.
Text: TypeAlias = Msg | Label | Joined | str


def _(text: str) -> Msg:
    """Mark a text for translation."""
    return Msg(text)


def plural(singular: str, plural: str, n: int) -> Msg:
    """Mark a text whose form depends on the number `n`; `{n}` is filled with it."""
    return Msg(singular, plural, n, values=(("n", n),))


def ctx(context: str, text: str) -> Msg:
    """Mark a text whose translation depends on where it stands."""
    return Msg(text, context=context)


def lines(*parts: Text | None, separator: str = "\n") -> Joined:
    """Join the texts that are there, leaving out None."""
    return Joined(tuple(part for part in parts if part is not None), separator)


def paragraphs(*parts: Text | None) -> Joined:
    """Join the texts that are there with an empty line between them."""
    return lines(*parts, separator="\n\n")


def language_or_default(code: str | None) -> Language:
    """Return the language that a messenger's code names ("ru-RU"), or Ukrainian."""
    short = (code or "")[:2].lower()
    return short if short in LANGUAGES else "uk"


def translate(text: Text, language: Language) -> str:
    """Return the text as `language` says it."""
    match text:
        case str():
            return text
        case Label():
            return cast(str, getattr(text, language))
        case Joined():
            return text.separator.join(translate(part, language) for part in text.parts)
        case Msg():
            said = _look_up(text, language)
            return said.format_map(_filled(text, language)) if text.values else said


def everywhere(text: Text) -> tuple[str, ...]:
    """Return the text in all languages, to recognise what a person typed."""
    return tuple(translate(text, language) for language in LANGUAGES)


def _look_up(msg: Msg, language: Language) -> str:
    catalogue = catalogues()[language]
    if msg.plural is not None:
        return catalogue.ngettext(msg.text, msg.plural, msg.n)
    if msg.context is not None:
        return catalogue.pgettext(msg.context, msg.text)
    return catalogue.gettext(msg.text)


def _filled(msg: Msg, language: Language) -> dict[str, str | int]:
    return {name: _shown(value, language) for name, value in msg.values}


def _shown(value: "Text | int | When", language: Language) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, When):
        return format_datetime(value.at, value.pattern, ZoneInfo(value.zone), locale=language)
    return translate(value, language)


@cache
def catalogues() -> dict[Language, gettext.NullTranslations]:
    """Read the catalogues (.po) into memory, once; no compiled file is ever written."""
    return {language: _read(language) for language in LANGUAGES}


def _read(language: Language) -> gettext.NullTranslations:
    compiled = io.BytesIO()
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def missing(texts: Iterable[Msg], language: Language) -> list[str]:
    """Return the English texts among `texts` that `language` has no translation for."""
    return [msg.text for msg in texts if language != "en" and _look_up(msg, language) == msg.text]
