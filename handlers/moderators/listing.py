"""A long list: looked through by words in any language and order, paged by buttons, and honest about unknown words."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.filtering import named, wanted
from bot.domain.filtering.vocabulary import Vocabulary, phrases
from bot.domain.filtering.wanted import Wanted
from bot.domain.typed import folded
from bot.i18n import Text, _, everywhere, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators import called
from handlers.moderators.base import DeskTurn, Misread, queue_button
from storage.database import Session

PAGE: Final = 6
MOST_WORDS: Final = 12
ROW: Final = re.compile(r"([0-9]{1,6})-([!-~]{0,44})")
LONGEST: Final = 42  # characters of a search on a button, which holds 64 bytes
UNKNOWN: Final = _("This list does not know “{word}”.")
PERHAPS: Final = _("Perhaps one of these was meant:")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of moderators: the action that pages it, its words, an example, and how a page of it is shown."""

    action: str
    example: Text
    vocabulary: Callable[[Session], Awaitable[Vocabulary]]
    show: Callable[[DeskTurn, Wanted, int], Awaitable[Screen]]

    @property
    def _example(self) -> Text:
        return called.example(self.action.removeprefix("m-"), self.example)

    async def typed(self, turn: DeskTurn) -> Screen:
        """Answer the command: the list, or which word is unknown."""
        if len(turn.args) > 200 or len(turn.args.split()) > MOST_WORDS:
            raise Misread
        known = await self.vocabulary(turn.session)
        little, everything = (_words(says) for says in (named.LITTLE, named.EVERYTHING))
        told = " ".join(word for word in folded(turn.args).split() if word not in little)
        found = [
            (said, values) for said, values in phrases(told, known.meant) if values or said not in everything
        ]
        look = Wanted(tuple(dict.fromkeys(values for _said, values in found if values)))
        unknown = [said for said, values in found if not values]
        return self._unknown(unknown, look, known) if unknown else await self.show(turn, look, 0)

    async def paged(self, turn: DeskTurn, row: str) -> Screen:
        """Show one page; the search is on the button."""
        found = ROW.fullmatch(row)
        if found is None:
            raise Misread
        known = await self.vocabulary(turn.session)
        try:
            return await self.show(turn, wanted.decoded(found[2], known.knows), int(found[1]))
        except KeyError:
            raise Misread from None

    def button(self, says: Text, look: Wanted, offset: int = 0) -> Button | None:
        """The button to a page of a search; None when the search is too long for one."""
        if len(look.code) > LONGEST:
            return None
        return action_button(says, self.action, f"{offset}-{look.code}")

    def _unknown(self, words: list[str], look: Wanted, known: Vocabulary) -> Screen:
        near = [value for word in words[:2] for value in known.nearest(word)]
        meant = [self.button(known.called.get(value, value[1]), look.with_one(value)) for value in near]
        text = paragraphs(
            lines(*(UNKNOWN.format(word=word[:24]) for word in words[:3])),
            PERHAPS if near else None,
            lines(_("For instance:"), self._example),
        )
        return Screen(text, stacked(*meant, queue_button()))

    async def said(self, session: Session, look: Wanted) -> Text | None:
        """Return what is looked for, a line for each test; None when it is everything."""
        known = (await self.vocabulary(session)).called
        tests = [
            lines(*(known.get(one, one[1]) for one in sorted(test)), separator=" / ") for test in look.tests
        ]
        return lines(*tests) if tests else None

    async def page(
        self,
        turn: DeskTurn,
        look: Wanted,
        offset: int,
        counted: Text,
        items: Sequence[tuple[Text, Button]],
        total: int,
    ) -> Screen:
        """Return a page of `items` (those from `offset` on, PAGE at most) out of `total`."""
        if offset and not items:  # they went meanwhile: what still fits stands before
            return await self.show(turn, look, 0)
        more = self.button(_("Further"), look, offset + PAGE) if total > offset + PAGE else None
        back = self.button(_("Back"), look, max(0, offset - PAGE)) if offset else None
        nothing = None if items else lines(_("Nothing fits. For instance:"), self._example)
        text = paragraphs(
            lines(counted, await self.said(turn.session, look)), *(text for text, _button in items), nothing
        )
        buttons = tuple(button for _text, button in items)
        turned = tuple(one for one in (back, more) if one is not None)
        return Screen(text, (*grid(buttons, 3), *((turned,) if turned else ()), (queue_button(),)))


def _words(says: Text) -> set[str]:
    return {folded(word) for one in everywhere(says) for word in one.split("|")}
