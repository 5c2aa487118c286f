"""Finds words of danger in what a person writes, by turns of speech that a volunteer can read and correct.

A first version, for Ukrainian, Russian, their mixture and English; the turns of speech are in
data/distress.csv. What it finds only opens the card with crisis contacts and tells the moderators; it never
labels a person. Thoughts of death are sought widely, the rest narrowly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final, Literal, TypeAlias

from bot.domain.data import table
from bot.domain.identifiers.reading import read

Kind: TypeAlias = Literal["self_harm", "danger", "medical"]
ENOUGH: Final = 20  # of one turn of speech in one clause: words that were only pasted again and again
KINDS: Final[tuple[Kind, ...]] = ("self_harm", "danger", "medical")


@dataclass(frozen=True, slots=True)
class Sign:
    """A turn of speech that was found, and the name of the rule that found it."""

    kind: Kind
    words: str
    rule: str


# Words that stand in the turns of speech by these names, in braces.
_WORDS: Final = {
    "live": "(?:жити|жить|життя|жизни)",
    "die": "(?:померти|вмерти|умерти|помирати|вмирати|здохнути|здохти|умереть|помереть|умирать|сдохнуть"
    "|подохнуть)",
    "more": "(?:більше|больше|вже|уже|так|далі|дальше|просто|взагалі|вообще|мені|мне)",
    "self": "(?:себе|собі|себя|сам себе)",
    "want": "(?:хочу|хочеться|хочется|хотів би|хотіла б|хотел бы|хотела бы|мрію|мечтаю)",
    "them": "(?:він|вона|син|донька|дочка|брат|сестра|чоловік|дружина|мама|мати|тато|батько|друг|подруга"
    "|сусід|он|она|сын|муж|жена|отец|мать|папа|сосед|he|she|(?:son|brother|sister|husband|wife|friend|mother|father))",
}

# Why a turn of speech may mean nothing. Each looks at the words before it, or at the whole clause.
_DENIED = re.compile(
    r"\b(?:не|ні|нет|немає|нема|без|ніколи|никогда|жодних|no|not|never|don'?t|doesn'?t|without|won'?t)"
    r"(?: (?:\w+)){0,2} ?$"
)
_BEGINS_WITH_DENIAL = re.compile(r"не|no|do|can|нема|won")
_CANNOT_BUT = re.compile(r"\bне (?:можу|могу) не\b")
_IDIOM = re.compile(
    r"\b(?:від|зі|зо|од|от|со|с|of|from|with) (?:\w+ )?(?:сміху|сорому|нудьги|щастя|смеху|стыда|скуки|счастья"
    r"|laughter|laughing|boredom|shame|embarrassment)\b|\b(?:струмом|током)\b"
)
_TOPIC = re.compile(
    r"\b(?:профілакт\w+|запобіганн\w+|лін[іи]\w+|профилакт\w+|предотвращен\w+|фільм|фильм|книг\w|стат[тьі]\w+"
    r"|сериал|серіал|squad|prevention|hotline|film|book|series)\b"
)
# "I do not want to live" is no sign when it goes on "there", "in a dormitory", "with him".
_SOMEWHERE = re.compile(
    r" (?:(?:в|у|на|in|at|on) (?!цьому світі|этом мире|этом свете|this world)|(?:тут|там|здесь|here|there)\b"
    r"|(?:з|із|с|with) (?:ним|нею|ней|ними|батьк|чоловік|муж|жен|дружин|родич|him|her|them|my|parents))"
)
_OVER = re.compile(
    r"\b(?:раніше|колись|тоді|раньше|когда то|тогда|used to|in the past|back then)\b.*"
    r"\b(?:минуло|відпустило|краще|легше|прошло|отпустило|лучше|легче|better|no longer|not any ?more)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:рок(?:и|ів|у)? тому|рік тому|лет назад|год\w? назад|years? ago|у дитинстві|в детстве|перен[іе]с\w*"
    r"|(?:у|в|in) (?:19|20)\d\d)\b"
)
_THEIRS = re.compile(rf"\b{_WORDS['them']}\b")
_MINE = re.compile(r"\b(?:я|мене|мені|меня|мне|собою|собой|себе|себя|i|i'm|me|my life|myself)\b")

_CLAUSE = re.compile(r"[^.!?;\n]+")
_GAPS = re.compile(r"[ :()\"«»-]+")


def signs(text: str) -> tuple[Sign, ...]:
    """Return what was found, thoughts of death first; each rule once."""
    found = {(sign.kind, sign.rule): sign for sign in reversed([*_signs(text)])}
    return tuple(sorted(found.values(), key=lambda sign: KINDS.index(sign.kind)))


def _signs(text: str) -> Iterator[Sign]:
    plain = read(text).plain.lower().replace("ё", "е")
    for clause in _CLAUSE.findall(_GAPS.sub(" ", plain)):
        for kind, rule, turn in _turns():
            for words in islice(turn.finditer(clause), ENOUGH):
                if not _means_nothing(kind, rule, words):
                    yield Sign(kind, words[0], rule)
                    break


def _means_nothing(kind: Kind, rule: str, words: re.Match[str]) -> bool:
    clause, before, after = words.string, words.string[: words.start()], words.string[words.end() :]
    if _IDIOM.search(clause) or _OVER.search(clause) or _is_denied(words[0], before):
        return True
    if rule == "no wish to live":
        return _SOMEWHERE.match(after) is not None
    if rule == "suicide named":
        return _TOPIC.search(clause) is not None or _is_of_others(clause)
    return kind != "self_harm" and _LONG_AGO.search(clause) is not None


def _is_denied(words: str, before: str) -> bool:
    """Say whether the words before deny; not where the turn itself begins with a denial ("не хочу")."""
    if _BEGINS_WITH_DENIAL.match(words) or _CANNOT_BUT.search(before):
        return False
    return _DENIED.search(before) is not None


def _is_of_others(clause: str) -> bool:
    return _THEIRS.search(clause) is not None and _MINE.search(clause) is None


@cache
def _turns() -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    rows = table("distress")
    return tuple(
        (kind, row["rule"], _compiled(row["turn"])) for kind in KINDS for row in rows if row["kind"] == kind
    )


def _compiled(turn: str) -> re.Pattern[str]:
    for name, words in _WORDS.items():
        turn = turn.replace(f"{{{name}}}", words)
    turn = turn.replace(" ", "[ ,]+")  # a comma is often forgotten, and often too many
    return re.compile(rf"\b(?:{turn})")
