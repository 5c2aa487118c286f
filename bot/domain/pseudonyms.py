"""Names to be called by: an adjective and a thing, kind in three languages, telling nothing about a person.

No word of war or prison, none that their slang uses (colours are left out for that), no person, no animal.
"""

from collections.abc import Collection, Iterator
from dataclasses import astuple
from functools import cache
from itertools import count
from random import Random
from typing import Final, TypeAlias

from bot.i18n import Label

# Masculine in Ukrainian and Russian; the other forms follow from the ending.
_ADJECTIVES: Final = """
тихий тихий Quiet | теплий тёплый Warm | світлий светлый Bright | ясний ясный Clear
спокійний спокойный Calm | м’який мягкий Soft | ранній ранний Early | літній летний Summer
весняний весенний Spring | осінній осенний Autumn | зимовий зимний Winter | вечірній вечерний Evening
ранковий утренний Morning | далекий далёкий Distant | високий высокий Tall | широкий широкий Wide
сонячний солнечный Sunny | місячний лунный Moonlit | золотий золотой Golden | срібний серебряный Silver
бурштиновий янтарный Amber | медовий медовый Honey | м’ятний мятный Mint | затишний уютный Cosy
новий новый New | добрий добрый Kind | щирий искренний Sincere | легкий лёгкий Light
чистий чистый Pure | свіжий свежий Fresh | дзвінкий звонкий Ringing | лагідний ласковый Gentle
великий большой Big | маленький маленький Little | давній давний Ancient | веселий весёлый Merry
просторий просторный Spacious | гірський горный Mountain | морський морской Sea | річковий речной River
лісовий лесной Forest | степовий степной Steppe | садовий садовый Garden | південний южный Southern
смарагдовий изумрудный Emerald | перловий жемчужный Pearl | кришталевий хрустальный Crystal
бузковий сиреневый Lilac | оксамитовий бархатный Velvet | пухнастий пушистый Fluffy
ніжний нежный Tender | духмяний душистый Fragrant | безмежний бескрайний Boundless
неспішний неспешный Unhurried | надійний надёжный Steady | рідкісний редкий Rare
"""

# Each with its gender in Ukrainian and in Russian.
_THINGS: Final = """
берег m берег m Shore | міст m мост m Bridge | човен m лодка f Boat | маяк m маяк m Lighthouse
острів m остров m Island | пагорб m холм m Hill | долина f долина f Valley | камінь m камень m Stone
криниця f колодец m Well | струмок m ручей m Brook | озеро n озеро n Lake | затока f залив m Bay
гай m роща f Grove | луг m луг m Meadow | стежка f тропинка f Path | хмаринка f облако n Cloud
роса f роса f Dew | веселка f радуга f Rainbow | вітер m ветер m Wind | туман m туман m Mist
дощ m дождь m Rain | сніг m снег m Snow | ромашка f ромашка f Daisy | волошка f василёк m Cornflower
мальва f мальва f Mallow | верба f ива f Willow | береза f берёза f Birch | клен m клён m Maple
сосна f сосна f Pine | яблуко n яблоко n Apple | груша f груша f Pear | слива f слива f Plum
горіх m орех m Walnut | суниця f земляника f Strawberry | листок m листок m Leaf | пісок m песок m Sand
книга f книга f Book | пісня f песня f Song | мелодія f мелодия f Melody | скрипка f скрипка f Violin
гітара f гитара f Guitar | флейта f флейта f Flute | дзвіночок m колокольчик m Bell
ліхтарик m фонарик m Lantern | лампа f лампа f Lamp | свічка f свеча f Candle | чашка f чашка f Cup
глечик m кувшин m Jug | кошик m корзина f Basket | ковдра f одеяло n Blanket | килим m ковёр m Carpet
подушка f подушка f Pillow | шарф m шарф m Scarf | парасолька f зонтик m Umbrella
компас m компас m Compass | вітрило n парус m Sail | якір m якорь m Anchor | альбом m альбом m Album
олівець m карандаш m Pencil | картина f картина f Picture | ганок m крыльцо n Porch
млин m мельница f Mill | сонях m подсолнух m Sunflower | хліб m хлеб m Bread | пиріг m пирог m Pie
каштан m каштан m Chestnut | мозаїка f мозаика f Mosaic
"""

# The masculine ending, and what takes its place by gender.
Endings: TypeAlias = tuple[tuple[str, dict[str, str]], ...]

_UK_ENDINGS: Final[Endings] = (
    ("ий", {"m": "ий", "f": "а", "n": "е"}),
    ("ій", {"m": "ій", "f": "я", "n": "є"}),
)
_RU_ENDINGS: Final[Endings] = (
    *((f"{hard}ий", {"m": f"{hard}ий", "f": f"{hard}ая", "n": f"{hard}ое"}) for hard in "гкх"),
    *(
        (f"{hissing}ий", {"m": f"{hissing}ий", "f": f"{hissing}ая", "n": f"{hissing}ее"})
        for hissing in "жшщч"
    ),
    ("ый", {"m": "ый", "f": "ая", "n": "ое"}),
    ("ой", {"m": "ой", "f": "ая", "n": "ое"}),
    ("ий", {"m": "ий", "f": "яя", "n": "ее"}),
)
_TRIES: Final = 30


def pick(random: Random, taken: Collection[str] = frozenset()) -> Label:
    """Return a name of which no language's form is in `taken`; numbered only when most names are taken.

    `random` should be a SystemRandom: a name must never follow from who somebody is.
    """
    return next(name for name in _offered(random) if all(said not in taken for said in astuple(name)))


def _offered(random: Random) -> Iterator[Label]:
    yield from random.choices(names(), k=_TRIES)
    for power in count(2):
        for name in random.choices(names(), k=_TRIES):
            number = random.randrange(2, 10**power)
            yield Label(f"{name.uk} {number}", f"{name.ru} {number}", f"{name.en} {number}")


@cache
def names() -> tuple[Label, ...]:
    """Return every name that has no number."""
    return tuple(
        Label(
            uk=f"{_form(uk, _UK_ENDINGS, uk_gender)} {uk_thing}".capitalize(),
            ru=f"{_form(ru, _RU_ENDINGS, ru_gender)} {ru_thing}".capitalize(),
            en=f"{en} {en_thing}",
        )
        for uk, ru, en in _entries(_ADJECTIVES)
        for uk_thing, uk_gender, ru_thing, ru_gender, en_thing in _entries(_THINGS)
    )


def _entries(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield from (entry.split() for entry in line.split("|"))


def _form(adjective: str, endings: Endings, gender: str) -> str:
    for masculine, forms in endings:
        if adjective.endswith(masculine):
            return adjective.removesuffix(masculine) + forms[gender]
    raise ValueError(adjective)
