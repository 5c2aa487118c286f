"""Asks helpers about waiting requests, a few at once when urgent; at the stated times says that nobody accepted yet."""

from functools import partial

from jobs.base import each
from jobs.offers import asking, opening, plan, telling
from storage import offers, requests
from storage.database import Database

ROUNDS = 100  # a run comes to an end whatever happens


async def run(database: Database) -> int:
    """Do everything that is due; return how many offers ended or were made and how many words were said."""
    total, in_vain = 0, False
    for _round in range(ROUNDS):
        async with database.transaction() as session:
            late, lost = await offers.past_deadline(session), await requests.abandoned(session)
            planned = await plan.made(session)
        done = await each(database, "offer time-outs", late, asking.expire, offers.prolong)
        done += await each(database, "lost matches", lost, asking.seek_again, requests.look_again)
        wider = partial(opening.open_wider, circles=planned.opened)
        done += await each(database, "circles", planned.opened, wider, requests.look_again)
        ask = partial(asking.ask, chosen=planned.chosen)
        done += await each(database, "offers", planned.chosen, ask, asking.set_aside)
        done += await each(database, "stated times", planned.told, telling.tell, requests.look_again)
        total += done
        if not (done or planned.more) and (in_vain or not planned.chosen):
            break  # whatever is left is tried again by the next run
        in_vain = not done  # once more: what failed is set aside, and its helper can be asked about others
    return total
