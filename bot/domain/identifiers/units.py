"""Finds the military unit that somebody serves or served in, and where it stands."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.identifiers.spoken import NUMBER_WORD, ORDINAL_WORD

_CIVIL: Final = (
    r"(?!\s+(?:швидк|скор|л[іи]кар|врач|медик|буд[іи]в|стро[иі]т|ремонт|рят|спас"
    r"|електр|электр|енерг|газов|сантех|вантаж|груз))"
)
_NO_COUNT: Final = (
    r"(?!\d|[:.,]\d|\s?(?:люд|чол|ос[іо]б|год|час|хв|мин|дн|ден"
    r"|м[іе]с|рок|рік|лет|раз|грн|жив|people|men|hour))"
)
_NUMBER: Final = r"\d{1,3}(?!\d)"
_ORDINAL: Final = (
    rf"(?:{_NUMBER}\s?-\s?[а-яіїє]{{1,3}}|{_NUMBER}(?:ої|ій|ої|ою|ма|му|ая|ой)\b|{ORDINAL_WORD})"
)
_BRANCH: Final = (
    r"(?:окрем|отдельн|механ[іи]з|мотоп[іе]х|мотострел|танков|штурмов|десант|артил|г[іо]р(?:ськ|н)о|морськ|морск|п[іе]хотн|аеромоб"
    r"|аэромоб|[єе]герс|ракетн|зен[іи]тн|[іи]нженер|президент|спец|розв[іи]д|развед|реактивн|теробор|стрілец|стрелков|п[іо]рикордон"
    r"|marine|tank|assault|mechani[sz]ed|airborne|separate|motori[sz]ed)[\w-]*"
)
_NOT_ALONE: Final = (
    r"спец|[іи]нженер|президент|морс|окрем|отдельн"  # such words follow a number in other lives too
)
_BODY: Final = (
    r"(?:бригад\w{0,3}|батальй?он\w{0,3}|полк(?:у|а|ом|ові|ах)?|див[іи]з[іи]\w{0,2}|рот[аиіуыеою]{1,2}|взвод\w{0,2}"
    r"|brigade|battalion|regiment|division|bryhad\w{1,2}|brygad\w{1,2})\b"
)
_TROOPS: Final = (
    r"(?:наш\w*|м[оі]\w{1,2}|[йїі]хн?я?|його|його|его|our|my|his)\s(?:част(?:ина|ь)|бригада|батальй?он|полк|рота|п[іо]дрозділ"
    r"|подразделение|хлопці|ребята|парни|unit|brigade|battalion|company|boys)"
)
_STANDS: Final = (
    r"(?:стоїть|стоїмо|стоять|стоят|стоит|сто[иі]м|тримає\w{0,2}|тримають"
    r"|держит|держат|базується|базируется|holds?|stands?|is\sstationed)"
)
_AT: Final = r"(?:в|у|біля|під|під|возле|около|под|на|near|at|in|around)\s(?-i:[А-ЯІЇЄҐA-Z])\w+"
_SHORT: Final = (
    r"(?:о?(?:м|т|дш|пд|гш|а|ш|є|пм|гп|е|аем|к|с|р|тр|мех)+бр(?:мп|тро?|сп)?|обр(?:мп|тро?|спп?)?|омпб|ошб|отб|обмп|бртро?|тро|обтро?"
    r"|[оo]mbr|дшв|осб)"
)
_AZOV: Final = (
    r"[«\"]?(?:азов|айдар|кракен|едельвейс|эдельвейс|донбас|холодн\w+ яр|хартія|хартия|магура|рубіж)"
)

_UNITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w-])(?-i:[АA])\d{4}(?![\d\w])",
        r"(?<!\w)(?:в\s?[/.]\s?ч|вч|(?:військ|войск)\w+\sчаст\w+|military\sunit)\W{0,3}(?:№|номер)?\s?[аa]?\s?\d(?:\s?\d){3}(?!\d)",
        rf"\b(?:част(?:ин)?\w{{0,3}}|chast\w+|unit)\W{{1,3}}(?:№|номер)?\s?[аa]\s?-?(?:\d(?:\s?\d){{3}}(?!\d)|{NUMBER_WORD}\s{NUMBER_WORD})",
        rf"(?<![\d.,/-])(?:{_ORDINAL}|{_NUMBER})\s?(?:{_BRANCH}[\s-]){{0,4}}{_BODY}{_CIVIL}",
        rf"(?<![\d.,/-])(?:{_ORDINAL}|{_NUMBER})\s(?:окрем\w+\s|отдельн\w+\s)?(?!{_NOT_ALONE}){_BRANCH}(?!\w)",
        r"\b\d{1,2}(?:st|nd|rd|th)\s(?:\w+\s){0,3}(?:brigade|battalion|regiment|division)\b",
        rf"(?<![\d.,/-]){_NUMBER}(?:\s?-\s?\w{{1,3}})?\s?{_SHORT}\b",
        rf"\b(?:я|він|он|син|сын|брат|чоловік|муж)\s(?:зі?|із|из|со?|в|у)\s{_NUMBER}\s?-?\s?(?:[їоий]{{1,2}})\b"
        r"(?=[^!?\n]{0,30}(?:десант|п[іе]хот|штурм|танк|артил|служ|вою|воев|фронт|бо[єе]ць|полон|плен)|\W*$)",
        rf"\b(?:{_BODY}|прикордонн\w+\sзаг[ію]н|пограничн\w+\sотряд)\s?(?:[:-]|це|это|№|номер)?\s?(?:{_NUMBER}{_NO_COUNT}\b)",
        rf"\b{_BODY}\s?(?:-|:|це|это|номер)\s?(?:{NUMBER_WORD}\s)?{ORDINAL_WORD}",
        rf"\b(?:бригад\w{{1,3}}|батальй?он\w{{0,3}}|полк[уа]?|рот[аиіуы]|заг[оі]н\w{{0,2}})\s[«\"]?(?:(?-i:[А-ЯІЇЄҐ])[\w-]+|{_AZOV})",
        rf"\b(?:служ|вою|воев|воюв)\w*\s(?:в|у|зі?|с)\s{_AZOV}",
        rf"\b{_TROOPS}\s(?:зараз\s|тепер\s|сейчас\s|щас\s|now\s)?{_STANDS}[^.!?\n]{{0,25}}?\b{_AT}",
    )
)


def find_units(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every number or name of a unit, and of every place where one stands."""
    for pattern in _UNITS:
        yield from (found.span() for found in pattern.finditer(text))
