"""How a request reaches an authority: article 19 leaves the way to those who ask."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Msg, ctx

WAYS: Final[Mapping[str, Msg]] = {
    "email": ctx("way of sending", "by e-mail"),
    "post": ctx("way of sending", "by post"),
    "hand": ctx("way of sending", "handed over"),
    "site": ctx("way of sending", "on its website"),
}
