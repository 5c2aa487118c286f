"""What each command is called in Ukrainian and Russian: typed so it works as well as in English.

Telegram lists Latin names only, and only these can be tapped. The others reach the bot since it is an administrator of
the chat, or in a private one.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.typed import folded
from bot.i18n import Label, Text, everywhere

# Several for one command are divided by "|": the first is shown, all are understood.
NAMES: Final = (
    Label("дошка", "доска", "board"),
    Label("черга", "очередь", "queue"),
    Label("сигнали", "сигналы", "alerts"),
    Label("взяти|беру", "взять|беру", "take"),
    Label("запити|заявки", "запросы|заявки", "requests"),
    Label("запит|заявка", "запрос|заявка", "request"),
    Label("слова", "слова", "words"),
    Label("підбір", "подбор", "match"),
    Label("спитати|призначити", "спросить|назначить", "assign"),
    Label("передати", "передать", "reassign"),
    Label("закрити", "закрыть", "close"),
    Label("люди", "люди", "people"),
    Label("людина", "человек", "person"),
    Label("помічники", "помощники", "helpers"),
    Label("схвалити", "одобрить", "approve"),
    Label("відхилити", "отклонить", "refuse"),
    Label("пауза", "пауза", "pause"),
    Label("продовжити", "продолжить", "unpause"),
    Label("бан", "бан", "ban"),
    Label("розбан", "разбан", "unban"),
    Label("групи", "группы", "groups"),
    Label("новагрупа", "новаягруппа", "newgroup"),
    Label("група", "группа", "group"),
    Label("довіра", "доверие", "mode"),
    Label("опис", "описание", "describe"),
    Label("сусіди", "соседи", "neighbours"),
    Label("координатори", "координаторы", "coordinators"),
    Label("координатор", "координатор", "coordinator"),
    Label("запросити", "пригласить", "invite"),
    Label("бракує", "нехватка", "gaps"),
    Label("перешкоди", "препятствия", "obstacles"),
    Label("перешкода", "препятствие", "obstacle"),
    Label("об’єднати", "объединить", "merge"),
    Label("розділити", "разделить", "split"),
    Label("мапа", "карта", "heat"),
    Label("файл", "файл", "export"),
    Label("розкрити", "раскрыть", "reveal"),
    Label("картки", "карточки", "cards"),
    Label("картка", "карточка", "card"),
    Label("новакартка", "новаякарточка", "newcard"),
    Label("зафарбувати", "закрасить", "blackout"),
    Label("викреслити", "вычеркнуть", "redact"),
    Label("чергування", "дежурство", "duty"),
    Label("зміна", "смена", "handover"),
    Label("написати", "написать", "write"),
    Label("листи", "письма", "letters"),
    Label("шаблони", "шаблоны", "templates"),
    Label("бали", "баллы", "score"),
    Label("приєднати", "присоединить", "mergegroups"),
    Label("закритигрупу", "закрытьгруппу", "closegroup"),
    Label("оголошення", "объявление|объявления", "announce"),
    Label("контакти", "контакты", "contacts"),
    Label("перевірено", "проверено", "verify"),
    Label("числа|статистика", "числа|статистика", "stats"),
    Label("автоматика", "автоматика", "jobs"),
    Label("бюджет", "бюджет", "budget"),
    Label("звірка", "сверка", "proof"),
    Label("тиша|стоп", "тишина|стоп", "hush"),
    Label("говорити", "говорить", "unhush"),
    Label("журнал", "журнал", "audit"),
    Label("мова", "язык", "language"),
    Label("довідка|допомога", "справка|помощь", "help"),
)


def plain(typed: str) -> str:
    """Return a name in small letters, without what phones write differently or people leave out."""
    return folded(typed).replace("’", "")


_MEANT: Final[Mapping[str, str]] = {
    plain(one): name.en for name in NAMES for said in (name.uk, name.ru) for one in said.split("|")
}
_SHOWN: Final[Mapping[str, Sequence[str]]] = {
    name.en: [said.partition("|")[0] for said in everywhere(name)] for name in NAMES
}


def meant(typed: str) -> str:
    """Return the English name of the command that is called so, or what was typed, in small letters."""
    return _MEANT.get(plain(typed), plain(typed))


def example(name: str, says: Text) -> Label:
    """Return an example under the name in the reader's language, with the English name, to be tapped, beside it."""
    return Label(
        *(_under(name, said, text) for said, text in zip(_SHOWN[name], everywhere(says), strict=True))
    )


def named(name: str) -> Label:
    """Return the English name, to be tapped, with the one in the reader's language beside it."""
    return Label(*(f"/{name}" if said == name else f"/{name} {said}" for said in _SHOWN[name]))


def _under(name: str, said: str, text: str) -> str:
    if said == name:
        return text
    example = re.sub(rf"/{name}\b", f"/{said}", text)
    return f"{example} (/{name})"
