"""Fifty marked words as people write them, and every way in which one could lie in a file or in a line of a log."""

import base64
import json
from collections.abc import Iterable
from functools import cache
from itertools import count
from urllib.parse import quote

NAMES = (
    *("Ластівченко", "Синичук", "Горобейко", "Лелеченко", "Канарковська", "Чижевич", "Снегирёва", "Зозулька"),
    *("Ptashkivska", "Robinovych", "Wrenfield", "Soroczynski"),
)
ADDRESSES = ("555000111", "555000333", "555000444", "555000555", "kv7Zozulka222", "kv7Zozulka666")
PHONES = ("+380 67 765 43 21", "0507654329", "+995 599 76 54 32")
IDS = ("ФА765432", "7654321098", "МВ-2022/7651", "в/ч А7654")
PLACES = ("Пташинівка", "Воробйова Гора", "Ластівка-на-Дністрі", "Чижове", "Kanarkivtsi", "корпус 7-Зяблик")
ILLNESSES = ("зяблоцитоз", "синицелінова", "дроздопатія", "туканоліт 75", "finchalgia")
FREE = (
    *(
        "пташка сидить на дроті",
        "дві сороки за вікном",
        "никому не говорил про дятла",
        "щеглик не спить уночі",
    ),
    *("the robin left at dawn", "сова бачила все", "про журавля ні слова", "п’ять яструбів"),
)
FILES = (
    "file-kanarka-1",
    "file-kanarka-2",
    "AgACzozulka",
    "довідка-щиглик.jpg",
    "voice-siskin.ogg",
    "robin.pdf",
)
CANARIES = (*NAMES, *ADDRESSES, *PHONES, *IDS, *PLACES, *ILLNESSES, *FREE, *FILES)
CUT = (0, 2, 3)  # how many characters of base64 depend on the bytes before, of which 0, 1 or 2 are over


@cache
def shapes(word: str) -> tuple[bytes, ...]:
    """Return how a word could lie somewhere: in three codings, hex, base64, JSON, Python, an address on the web."""
    plain = word.encode()
    cases = {word, word.lower()}
    # Without its last byte it is also what the other order of bytes holds, without its first.
    both_orders = {written.encode("utf-16-le")[:-1] for written in cases}
    asked = {*(written.encode() for written in cases), *both_orders, plain.hex().encode()}
    asked |= {json.dumps(word)[1:-1].encode(), repr(plain)[2:-1].encode(), quote(word).encode()}
    for over, cut in enumerate(CUT):
        whole = len(plain) - (len(plain) + over) % 3  # the last characters depend on the bytes behind
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            asked.add(encode(bytes(over) + plain[:whole])[cut:])
    return tuple(asked)


def in_clear(words: Iterable[str], *places: bytes) -> set[str]:
    """Return those of the words that stand somewhere in clear."""
    return {word for word in words if any(shape in place for shape in shapes(word) for place in places)}


class Told:
    """Gives what to write: each time other canaries, so that all of them go everywhere."""

    def __init__(self) -> None:
        """Begin with the first; `signed` ends all words, so that it is known whose they are."""
        self._at, self.signed, self.given = count(), "", set[str]()

    def words(self) -> str:
        """Return three canaries that are no addresses: a name, a place and an illness, say."""
        spoken = (*NAMES, *PHONES, *IDS, *PLACES, *ILLNESSES, *FREE)
        three = [spoken[(next(self._at) * 7 + step * 13) % len(spoken)] for step in range(3)]
        self.given.update(three)
        return ", ".join([*three, self.signed] if self.signed else three)

    def word(self) -> str:
        """Return one name or place, short enough for every question."""
        return (*NAMES, *PLACES[:-1])[next(self._at) % 17]

    def file(self) -> str:
        """Return the name of a file at a messenger."""
        file = FILES[next(self._at) % len(FILES)]
        self.given.add(file)
        return file
