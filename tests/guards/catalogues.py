"""The texts that the code says, and what the catalogues make of them; as a program, it counts gaps."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import polib
from babel.messages.extract import extract_from_dir

from tests.guards.sources import CODE, ROOT

LANGUAGES = {"uk": 3, "ru": 3, "en": 2}  # and how many plural forms each has
TEMPLATE = ROOT / "locales" / "messages.pot"
# The same as in the Makefile's `texts`.
KEYWORDS = {"_": None, "plural": (1, 2), "ctx": ((1, "c"), 2)}


class Key(NamedTuple):
    """What makes a text itself: where it stands, the English, and the English of several."""

    context: str | None
    text: str
    plural: str | None


def said_by_the_code() -> set[Key]:
    """Return every text that is marked for translation anywhere in the code."""
    found = set()
    for folder in CODE:
        texts = extract_from_dir(ROOT / folder, keywords=KEYWORDS, method_map=[("**.py", "python")])
        for _file, _line, message, _comments, context in texts:
            text, plural = message if isinstance(message, tuple) else (message, None)
            found.add(Key(context, text, plural))
    return found


def template() -> polib.POFile:
    """Read the template."""
    return polib.pofile(str(TEMPLATE))


def catalogue(language: str) -> polib.POFile:
    """Read what one language says."""
    return polib.pofile(str(ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"))


def keys(file: polib.POFile) -> set[Key]:
    """Return the texts that a catalogue has an entry for, with or without a translation."""
    return {
        Key(entry.msgctxt, entry.msgid, entry.msgid_plural or None) for entry in file if not entry.obsolete
    }


def forms(entry: polib.POEntry) -> list[str]:
    """Return the translations of an entry: one, or as many as there are plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    """Return the `{names}` in a text; a doubled brace stands for itself."""
    return set(re.findall(r"\{[^{}]*\}", text.replace("{{", "").replace("}}", "")))


def spoken(language: str) -> Iterator[str]:
    """Yield every text that people read in `language`, from its catalogue and from the domain's data."""
    for entry in catalogue(language):
        if language == "en":
            yield from (entry.msgid, entry.msgid_plural)
        yield from forms(entry)
    for path in sorted((ROOT / "bot" / "domain" / "data").glob("*.json")):
        yield from _labels(json.loads(path.read_text()), language)


def _labels(data: object, language: str) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _labels(each, language)
    elif isinstance(data, dict):
        if data.keys() >= LANGUAGES.keys() and isinstance(data[language], str):
            yield data[language]
        for key, each in data.items():
            if key != "name":  # an organisation's own name keeps its own punctuation
                yield from _labels(each, language)


def main() -> None:
    """Print how much each language still has to say."""
    for language in LANGUAGES:
        entries = [entry for entry in catalogue(language) if not entry.obsolete]
        gaps = sum(not all(forms(entry)) for entry in entries) if language != "en" else 0
        print(f"{language}: {len(entries)} texts, {gaps} to translate")


if __name__ == "__main__":
    main()
