"""The question for a day that is not long gone: pressed, or written as 24.11.2026."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.conversation import Choice, Said, View
from bot.domain.authority.days import written
from bot.errors import Refused
from bot.i18n import Text, _

NOT_A_DAY: Final = _("This is not a day of the last two months. Please write it like this: 24.11.2026.")
BACK: Final = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Day(Choice):
    """A day of the last two months: one of those that are offered, or a written one."""

    today: date

    def hear(self, said: Said, view: View) -> Any:
        day = None if said.media else written(said.words, self.today)
        if day is None:
            return super().hear(said, view)
        if not self.today - BACK <= day <= self.today:
            raise Refused(NOT_A_DAY)
        return day.isoformat()

    def value(self, stored: Any) -> Any:
        try:
            day = date.fromisoformat(stored)
        except (TypeError, ValueError):
            return super().value(None)
        return stored if self.today - BACK <= day <= self.today else super().value(None)

    def shown(self, stored: Any) -> Text:
        return f"{date.fromisoformat(stored):%d.%m.%Y}"
