"""The help contacts: how old each is, what may be shown, and what is too old and waits to be verified."""

from datetime import date
from typing import Final

from bot.domain.contacts import CONTACTS, TOPICS, Contact
from bot.domain.filtering import named
from bot.domain.filtering.named import COUNTRY, spoken
from bot.domain.filtering.vocabulary import Vocabulary, names
from bot.domain.filtering.wanted import Wanted
from bot.i18n import Text, _, ctx, lines, plural
from bot.screens import Button, Screen, action_button
from handlers.moderators import contact_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.contact_card import OLD, STATES, state
from handlers.moderators.listing import PAGE, Listing
from storage import contact_checks
from storage.database import Session

EXAMPLE: Final = _("/contacts ukraine old")
STATE, TOPIC = "s", "o"
_SAID: Final = {
    contact_card.SHOWN: ctx("filter", "shown"),
    contact_card.CALL_FIRST: ctx("filter", "to call|not called"),
    contact_card.HIDDEN: ctx("filter", "hidden|not shown"),
    OLD: ctx("filter", "old|too old"),
}


async def vocabulary(session: Session) -> Vocabulary:
    """What can be said of contacts: state, topic, country."""
    topics = [name for topic, says in TOPICS.items() for name in names((TOPIC, topic), topic, says)]
    called: dict[tuple[str, str], Text] = {
        **named.called(),
        **{(STATE, code): says for code, says in STATES.items()},
        **{(TOPIC, code): says for code, says in TOPICS.items()},
    }
    countries = [name for name in named.place_names() if name.value[0] == COUNTRY]
    return Vocabulary((*spoken(STATE, _SAID), *topics, *countries), called)


async def show(turn: DeskTurn, look: Wanted, offset: int) -> Screen:
    """Show one page of the contacts that fit, what is too old first."""
    await turn.record("browse", "contacts")
    checks, today = await contact_checks.dates(turn.session), contact_card.today(turn.session)
    stated = [(one, state(one, checks.get(one.id, one.checked_on), today)) for one in CONTACTS]
    found = [(one, how) for one, how in stated if look.fits(_values(one, how))]
    found.sort(key=lambda pair: (pair[1] != OLD, pair[0].number))
    items = [
        _item(one, how, checks.get(one.id, one.checked_on)) for one, how in found[offset : offset + PAGE]
    ]
    old = sum(how == OLD for _one, how in found)
    waits = plural("{n} is too old and waits for /verify", "{n} are too old and wait for /verify", old)
    counted = lines(plural("{n} contact", "{n} contacts", len(found)), waits if old else None)
    return await LISTING.page(turn, look, offset, counted, items, len(found))


def _values(one: Contact, how: str) -> dict[str, tuple[str, ...]]:
    return {STATE: (how,), TOPIC: (one.group,), COUNTRY: (one.country,) if one.country else ()}


def _item(one: Contact, how: str, on: date) -> tuple[Text, Button]:
    name = lines(str(one.number), one.name, separator=" · ")
    return lines(name, _checked(on), STATES[how]), action_button(str(one.number), "m-contact", one.number)


def _checked(on: date) -> Text:
    return _("verified {date}").format(date=f"{on:%d.%m.%Y}")


LISTING: Final = Listing("m-contacts", EXAMPLE, vocabulary, show)
COMMANDS = (DeskCommand("contacts", EXAMPLE, _("Help contacts: how old, what may be shown"), LISTING.typed),)
ACTIONS = (DeskAction(LISTING.action, LISTING.paged),)
