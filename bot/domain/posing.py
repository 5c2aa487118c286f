"""Names under which somebody could be taken for the bot, its team or an office: swindlers choose them."""

import re
from typing import Final

from bot.domain.identifiers.reading import outline

_WHOLE: Final = "kolo коло bot бот sos сос mod team команда штаб"
_BEGINNINGS: Final = (
    "moderator модератор admin адмін админ support підтримк поддержк саппорт operator оператор"
    " coordinator координатор координац служб official офіційн официальн"
)
_WORD = re.compile(r"[^\W_]+")
_WHOLE_SEEN = frozenset(map(outline, _WHOLE.split()))
_BEGINNINGS_SEEN = tuple(map(outline, _BEGINNINGS.split()))


def poses(name: str) -> bool:
    """Whether a name pretends to be somebody whom people here would believe."""
    words = _WORD.findall(outline(name))
    return any(word in _WHOLE_SEEN or word.startswith(_BEGINNINGS_SEEN) for word in words)
