"""The log of a month: what was asked, offered and answered, in numbers and hours, without ids or words."""

from datetime import timedelta

from bot.domain.matching import Ask
from bot.domain.matching.snapshot import NOW
from bot.domain.simulation.past import ACCEPTED, Past
from storage import offer_log
from tests.chat import Chat
from tests.circle import PAPERS, Circle


async def read(chat: Chat, days: int = 30) -> Past:
    async with chat.database.transaction() as session:
        return await offer_log.read(session, session.now - timedelta(days=days))


async def test_a_match_is_read_with_its_request_its_offer_and_its_helper(chat: Chat) -> None:
    circle = Circle(chat)
    await circle.matched(await circle.joins(), await circle.helper(capacity=2))
    past = await read(chat)
    (helper,), (asking,), (offer,), (match,) = past.helpers, past.askings, past.offers, past.matches
    assert helper.needs == {"documents", "medical"}
    assert asking.waiting.need == "documents"
    assert asking.helped_at is not None
    assert (offer.status, offer.request, offer.helper) == (ACCEPTED, asking.waiting.id, helper.id)
    assert offer.answered_at is not None
    assert match.helper == helper.id
    assert asking.at == 720.0


async def test_what_was_before_the_month_is_left_out(chat: Chat) -> None:
    circle = Circle(chat)
    await circle.asks(await circle.joins())
    assert (await read(chat, days=0)).askings  # the clock stands: it is of this very second
    await chat.passes(days=2)
    assert not (await read(chat, days=1)).askings


async def test_no_id_of_a_row_and_no_word_of_a_person_is_in_it(chat: Chat) -> None:
    circle = Circle(chat)
    asks, helps = await circle.joins(), await circle.helper()
    match = await circle.matched(asks, helps)
    told = repr(await read(chat))
    assert not [id for id in (circle.id(asks), circle.id(helps), match) if str(id) in told]
    assert PAPERS.words not in told


async def test_urgency_and_who_may_help_are_read_from_the_sealed_ask(chat: Chat) -> None:
    circle = Circle(chat)
    await circle.asks(await circle.joins(), Ask("medical", "", urgency="now", wants="woman"))
    (asking,) = (await read(chat)).askings
    assert (asking.waiting.urgency, asking.waiting.wants) == (NOW, "woman")
    assert asking.waiting.group is None
