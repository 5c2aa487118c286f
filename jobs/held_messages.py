"""Lets go what was held back for want of money, as far as there is money again: one message a person."""

from handlers import held_back as screens
from jobs.base import each
from storage import accounts, held_back, persons, spending
from storage.accounts import CHARGES
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Release as many people's messages as can be paid; return how many."""
    async with database.transaction() as session:
        paid = await spending.left(session, CHARGES, database.budget)
        waiting = await held_back.accounts_that_wait(session, paid) if paid else ()
    return await each(database, "held messages", waiting, release, held_back.put_off)


async def release(session: Session, account_id: int) -> bool:
    """Release what waits for one account; at night it waits for the day, and others go first."""
    account = await accounts.get(session, account_id)
    person = await persons.get(session, account.person_id or 0) if account is not None else None
    if account is None or person is None:
        return False
    if (day := person.profile.by_day(session.now)) > session.now:
        await held_back.put_off(session, account_id, day)
        return False
    await screens.release(session, account)
    return True
