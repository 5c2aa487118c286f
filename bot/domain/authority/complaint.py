"""The complaint after silence, in Ukrainian: to the head of the authority, or to the Ombudsman.

Law of Ukraine "On Access to Public Information" (2939-VI): 17 (the Ombudsman watches over it), 23 (complaints).
Code of Administrative Offences, 212-3 (fines). Code of Administrative Court Procedure, 122 (six months for the court).
"""

from datetime import date
from typing import Final, NamedTuple

from bot.domain.authority.document import LAW, LINE, SENDER, SIGNED
from bot.domain.authority.drafting import Draft

HEAD, OMBUDSMAN = "head", "ombudsman"  # to whom a complaint goes; the third way, a court, needs a lawyer


class Sent(NamedTuple):
    """When a request went out, how (in Ukrainian), its number there, and when the answer was due."""

    on: date
    way: str
    number: str
    due: date


def complaint(draft: Draft, sent: Sent, to: str, today: date) -> str:
    """Return a complaint about silence, to the head of the authority or to the Ombudsman."""
    number = f", номер {sent.number}" if sent.number else ""
    addressee, wish = _TO[to]
    return "\n\n".join(
        (
            f"Кому: {addressee.format(authority=draft.authority or LINE)}",
            SENDER,
            "СКАРГА\nна ненадання відповіді на запит на публічну інформацію",
            f"{_day(sent.on)} до органу «{draft.authority or LINE}» надіслано запит на публічну інформацію "
            f"({sent.way}{number}). Копія додається.",
            f"Строк відповіді за статтею 20 {LAW} минув {_day(sent.due)}. Станом на {_day(today)} відповіді немає.",
            f"Згідно зі статтею 23 {LAW} ненадання відповіді можна оскаржити до керівника розпорядника, "
            "вищого органу або суду.",
            wish,
            SIGNED,
        )
    )


_TO: Final = {
    HEAD: (
        "Керівнику: {authority}",
        "Просимо надати відповідь по суті запиту, повідомити причину затримки і вжити заходів, щоб вона "
        "не повторилася.",
    ),
    OMBUDSMAN: (
        "Уповноваженому Верховної Ради України з прав людини",
        "На підставі статті 17 цього Закону просимо перевірити дотримання права на доступ до інформації, домогтися "
        "відповіді і, якщо є підстави, скласти протокол за статтею 212-3 Кодексу України про адміністративні "
        "правопорушення.",
    ),
}


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
