"""Finds where somebody lives: street and house, house and flat, coordinates; addresses of offices are no secret."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.identifiers.spoken import NUMBER_WORD

_STREET: Final = (
    r"(?:вул(?:иц\w{1,3})?|ул(?:иц\w{1,3})?|просп(?:ект\w{0,2})?|пр-?к?т|пр|пров(?:ул\w{2,4})?|пер(?:еул\w{2,4})?"
    r"|бульв(?:ар\w{0,2})?|бул|б-р|площ[аіиу]\w{0,2}|площадь|пл|шосе|шоссе|набережн\w{1,3}|наб|узв(?:[іо]з\w{0,2})?|тупик\w?"
    r"|квартал\w?|м[іи]крорайон\w?|мкрн?|м-н|ж/м|vul(?:yts\w{1,2})?|vulic\w{1,2}|ul(?:its\w{1,2})?|prosp(?:ekt)?)"
)
_NUMBER: Final = (
    rf"(?:\d{{1,4}}(?:\s?[а-яіїєa-z](?![\w']))?(?:\s?[/-]\s?\d{{1,4}})?|{NUMBER_WORD}(?:\s{NUMBER_WORD})?)"
)
# After a number these make it something else than a house.
_NO_HOUSE: Final = (
    r"(?!\d|\s?(?:хв|мин|min|год|час(?!т)|hour|м\b|метр|км|km|кілом|килом|грн|гр\b|гривен|гривн|руб|дол|зупин|останов|раз"
    r"|люд|чол|дн[іяе]|ден|тиж|недел|місяц|месяц|рок|рік|лет\b|год[уа]\b|тис|тыс|%)|[:.]\d\d)"
)
_HOUSE_WORD: Final = r"(?:буд(?:ин\w{2,4})?\.?|дом[уае]?|д\.|б\.|house|№|номер)?"
_SMALL: Final = (
    r"(?:о|об|в|у|на|до|за|з|із|зі|с|со|по|від|от|для|через"
    r"|біля|близько|десь|где|де|около|после|після|є|есть|там|и|і|та)"
)
_PART: Final = rf"(?!{_SMALL}\b|\d)[^\W_][\w'-]*\.?"
_NAME: Final = rf"{_PART}(?:\s{_PART}){{0,2}}"
_CAPITAL: Final = r"(?-i:[А-ЯІЇЄҐA-Z])[\w'-]+(?:\s(?-i:[А-ЯІЇЄҐ])[\w'-]+)?"
_FLAT: Final = r"(?:кв(?:арт\w{2,4})?\b\.?|п[іо]д['ьъ]?[їеєи]зд\w?|apt\.?|apartment|flat|kv\.?)"
_DWELLS: Final = (
    r"\b(?:жив(?:у|емо?|ем|ём|е|ет|ёт|уть|ут|ш)|мешка\w+|прожива\w+|прописан\w*|зареєстрован\w*|зарегистрирован\w*"
    r"|(?:ви|з)найма\w+|зніма\w+|снима\w+|орендую|арендую|адрес[аиу]?|хат[аиу]|гуртожит\w+|общежити\w+|ночую|zhyvu|live)\b"
)
_ROAD: Final = r"(?:street|st\.?|avenue|ave\.?|road|rd\.?|lane|boulevard|blvd\.?)"

_HOMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w-]){_STREET}\b\.?,?\s*{_NAME}\s?,?\s*{_HOUSE_WORD}\s*{_NUMBER}\b{_NO_HOUSE}",
        rf"\b{_CAPITAL}\s?,?\s(?:{_HOUSE_WORD}\s?)\d{{1,4}}\s?[а-яіїє]?\b[^!?\n]{{0,30}}?\b{_FLAT}\s?№?\s?\d",
        rf"\b(?:буд(?:ин\w{{2,4}})?\.?|дом|house)\s?№?\s?{_NUMBER}[,\s]{{1,3}}{_FLAT}\s?№?\s?{_NUMBER}\b",
        rf"{_DWELLS}[^!?\n]{{0,40}}?\b{_CAPITAL}\s?,?\s{_HOUSE_WORD}\s?\d{{1,3}}\s?[а-яіїє]?\b{_NO_HOUSE}",
        rf"\b\d{{1,4}}[a-z]?,?\s(?:[a-z][\w'-]+\s){{1,3}}{_ROAD}(?!\w)",
        rf"\b{_CAPITAL}\s{_ROAD}\s?,?\s?\d{{1,4}}\b",
        r"\b[a-zäöü]{3,}(?:strasse|straße|strase|str\.)\s?\d{1,4}\b",
        r"(?<![\d.])\d{1,2}\.\d{3,8}\s?[,;\s]\s?\d{1,3}\.\d{3,8}(?![\d.])",
    )
)
_OFFICE = re.compile(
    r"цнап|м[іи]грац|\bдмс\b|лікарн|больниц|поліклін|поликлин|амбулатор|госп[іи]тал|шпитал|відділенн|отделени|банк|ощад|приват"
    r"|пошт|почт|соцзах|собес|нотар|\bсуд|консул|посольств|пенс[іи]йн|пенсион|школ|садок|садик|центр|станц|зупинк|останов"
    r"|вокзал|аптек|магазин|управл|\bтцк|військкомат|военкомат|сервісн|сервисн|церкв|храм|б[іи]бл[іи]отек|музей|кафе|пункт"
    r"|\bхаб|штаб|пол[іи]ц|оф[іи]с|притул|приют|столов|їдальн|\bфонд|рацс|загс|прокурат|адвокат|юрист|місц\w+ видачі"
    r"|office|hospital|clinic|consulate|embassy|bank|school|church|cent(?:re|er)\b|station|police|court|library|shelter|tsnap",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"{_DWELLS}|\b(?:мо[яєїій]|моє[їй]|мой|мою|наш\w*|до мене|ко мне|у мене|домофон|my|our|home|{_FLAT}\s?№?\s?\d)",
    re.IGNORECASE,
)


def find_homes(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every address, but of those in a text that speaks of an office and of nobody's home."""
    homes = [found.span() for pattern in _HOMES for found in pattern.finditer(text)]
    if homes and (_OWN.search(text) or not _OFFICE.search(text)):
        yield from homes
