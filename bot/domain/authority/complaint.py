"""The complaint after silence, a refusal or half an answer, in Ukrainian: to the head, or to the Ombudsman.

Law of Ukraine "On Access to Public Information" (2939-VI): 17 (the Ombudsman watches over it), 22 (when a request
may be refused, with its ground), 23 (complaints: of no answer, of a refusal, of what is incomplete).
Code of Administrative Offences, 212-3 (fines). Code of Administrative Court Procedure, 122 (six months for the court).
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from bot.domain.authority.document import LAW, LINE, SENDER, SIGNED, one_line
from bot.domain.authority.drafting import Draft

HEAD, OMBUDSMAN = "head", "ombudsman"  # to whom a complaint goes; the third way, a court, needs a lawyer
SILENCE, REFUSAL, INCOMPLETE = "silence", "refusal", "incomplete"  # of what
OF: Final[Mapping[str, str]] = {
    "refused": REFUSAL,
    "half": INCOMPLETE,
}  # an answer, and what it gives ground to


class Sent(NamedTuple):
    """When a request went out, how (in Ukrainian), its number there, and when the answer was due."""

    on: date
    way: str
    number: str
    due: date


class _Words(NamedTuple):
    title: str
    happened: str
    against: str
    head: str
    ombudsman: str


def complaint(draft: Draft, sent: Sent, to: str, today: date, of: str = SILENCE) -> str:
    """Return a complaint about silence, a refusal or half an answer, to the head of the authority or the Ombudsman."""
    number = f", номер {one_line(sent.number)}" if sent.number else ""
    words, head, authority = _ABOUT[of], to == HEAD, one_line(draft.authority) or LINE
    addressee = f"Керівнику: {authority}" if head else OMBUDSMAN_IS
    happened = words.happened.format(law=LAW, due=_day(sent.due), today=_day(today), line=LINE)
    return "\n\n".join(
        (
            f"Кому: {addressee}",
            SENDER,
            f"СКАРГА\nна {words.title}",
            f"{_day(sent.on)} до органу «{authority}» надіслано запит на публічну інформацію "
            f"({sent.way}{number}). Копія додається.",
            happened,
            f"Згідно зі статтею 23 {LAW} {words.against} можна оскаржити до керівника розпорядника, "
            "вищого органу або суду.",
            words.head if head else BY_ARTICLE_17.format(wish=words.ombudsman),
            SIGNED,
        )
    )


OMBUDSMAN_IS: Final = "Уповноваженому Верховної Ради України з прав людини"
BY_ARTICLE_17: Final = (
    "На підставі статті 17 цього Закону просимо перевірити дотримання права на доступ до інформації, домогтися "
    "{wish} і, якщо є підстави, скласти протокол за статтею 212-3 Кодексу України про адміністративні "
    "правопорушення."
)
_ABOUT: Final[Mapping[str, _Words]] = {
    SILENCE: _Words(
        "ненадання відповіді на запит на публічну інформацію",
        "Строк відповіді за статтею 20 {law} минув {due}. Станом на {today} відповіді немає.",
        "ненадання відповіді",
        "Просимо надати відповідь по суті запиту, повідомити причину затримки і вжити заходів, щоб вона "
        "не повторилася.",
        "відповіді",
    ),
    REFUSAL: _Words(
        "відмову в задоволенні запиту на публічну інформацію",
        "Відповідь (дата і номер: {line}): у задоволенні запиту відмовлено. Копія відповіді додається. Вважаємо "
        "відмову необґрунтованою: підстави для відмови визначає стаття 22 {law}.",
        "відмову в задоволенні запиту",
        "Просимо переглянути відмову і надати відповідь по суті запиту. Якщо в частині запиту є законні підстави "
        "для відмови, просимо назвати їх щодо кожного питання окремо, а на решту відповісти.",
        "відповіді по суті запиту",
    ),
    INCOMPLETE: _Words(
        "надання неповної інформації на запит на публічну інформацію",
        "Відповідь (дата і номер: {line}) неповна. Копія відповіді додається. Без відповіді залишилися питання "
        "запиту (номери): {line}.",
        "надання неповної інформації",
        "Просимо надати повну відповідь по суті питань, які залишилися без відповіді.",
        "повної відповіді",
    ),
}


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
