"""What waits for one account of a person goes to another: that one is closed, cut off, or nobody pays for it."""

from typing import Final

from sqlalchemy import delete, or_, select, update

from bot.screens import Rendered
from storage import desks, outbox, talk_messages
from storage.accounts import Account
from storage.database import Session
from storage.ids import ordered_id
from storage.outbox import OutboxRow, Outgoing

LIST: Final = "list"  # the topic of the message that names what was held back


async def redirect(session: Session, account_id: int, to: Account) -> None:
    """Send what waits for an account to another one of the same person instead, also what was held back.

    What would change a message on the old phone is dropped. A moderators' chat keeps what waits for it.
    """
    if await desks.is_desk(session, account_id):
        return
    await _let_go(session, account_id, to)
    waiting = select(OutboxRow.id).where(OutboxRow.account_id == account_id).order_by(OutboxRow.id)
    found = (await session.scalars(waiting)).all()
    fresh = [out for out in session.outgoing if out.account.id == account_id]
    session.outgoing = [out for out in session.outgoing if out not in fresh]
    for old in (*await outbox.load(session, found), *fresh):
        if "delete" not in old.body and old.topic != LIST:
            await _send_to(session, old, to)
    await outbox.delivered(session, found)


async def _let_go(session: Session, account_id: int, to: Account) -> None:
    """What was held back comes by day, one by one: a list would name what is not there any more."""
    day = await outbox.by_day(session, to.person_id or 0, session.now)
    theirs = OutboxRow.account_id == account_id
    useless = or_(OutboxRow.topic == LIST, OutboxRow.useless_at <= session.now)
    await session.execute(delete(OutboxRow).where(theirs, useless))
    held = update(OutboxRow).where(theirs, OutboxRow.held != "")
    await session.execute(held.values(held="", due_at=day))


async def _send_to(session: Session, old: Outgoing, to: Account) -> None:
    due_at = max(old.due_at, session.now)
    new = Outgoing(ordered_id(), to, old.priority, due_at, _bare(old.body), old.topic, old.useless_at)
    session.outgoing.append(new)
    if "relay" in old.body:
        await talk_messages.redirect(session, old.body["relay"], to.id, new.id)


def _bare(body: Rendered) -> Rendered:
    """Return a message without what refers to others on the phone for which it was made."""
    shown: Rendered = {**body}
    for refers in ("edit", "freeze", "live", "reply_to"):
        shown.pop(refers, None)  # type: ignore[misc]
    return shown
