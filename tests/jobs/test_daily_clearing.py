"""Chats that clear themselves: one that fails keeps no other from it, and a run that finds nothing does nothing."""

from sqlalchemy import update

from jobs import daily_clearing
from storage.accounts import AccountRow
from tests.circle import Circle
from tests.handlers.test_daily import turns_it_on


async def test_one_chat_that_fails_keeps_no_other_from_being_cleared(circle: Circle) -> None:
    broken, olha = await circle.joins(), await circle.joins()
    for phone in (broken, olha):
        await turns_it_on(phone)
    async with circle.database.transaction() as session:
        theirs = AccountRow.person_id == circle.id(broken)
        await session.execute(update(AccountRow).where(theirs).values(address=b"damaged"))
    await circle.chat.passes(hours=25)
    assert (len(broken.messages), len(olha.messages)) == (1, 0)


async def test_what_went_once_does_not_go_again(circle: Circle) -> None:
    olha = await circle.joins()
    await turns_it_on(olha)
    await circle.chat.passes(hours=25)
    assert await daily_clearing.run(circle.database) == 0
