"""Why a talk is reported: what one of the two can choose."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Msg, _

REASONS: Final[Mapping[str, Msg]] = {
    "money": _("Money or cards"),
    "threats": _("Threats"),
    "data": _("Asks for personal data"),
    "other": _("Something else"),
}
