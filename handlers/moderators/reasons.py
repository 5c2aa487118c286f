"""Reasons that moderators give before something of a person is opened: chosen from a list, or in their own words."""

from collections.abc import Mapping
from typing import Final

from bot.errors import Refused
from bot.i18n import Msg, _

REVEALING: Final[Mapping[str, Msg]] = {
    "life": _("A life is in danger"),
    "asked": _("The person asks for it"),
    "law": _("A law obliges us"),
}
BLACKENING: Final[Mapping[str, Msg]] = {"blacken": _("To black out what names somebody")}
SHORTEST, LONGEST = 8, 200  # characters of a reason in own words


def stated(words: str) -> str:
    """Return a reason as it is kept; raise Refused when it says too little or too much."""
    reason = " ".join(words.split())
    if not SHORTEST <= len(reason) <= LONGEST or not any(sign.isalpha() for sign in reason):
        raise Refused(
            _("Please say why in a few words, at most {n} characters. Nothing was opened.").format(n=LONGEST)
        )
    return reason
