"""Lets go what was held back for want of money, as far as there is money again: one message a person."""

from handlers import held_back as screens
from jobs.base import each
from storage import accounts, held_back, spending
from storage.accounts import CHARGES
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Release as many people's messages as can be paid; return how many."""
    async with database.transaction() as session:
        paid = await spending.left(session, CHARGES, database.budget)
        waiting = await held_back.accounts_that_wait(session, paid) if paid else ()
    return await each(database, "held messages", waiting, release, held_back.put_off)


async def release(session: Session, account_id: int) -> bool:
    """Release what waits for one account."""
    account = await accounts.get(session, account_id)
    if account is not None:
        await screens.release(session, account)
    return account is not None
