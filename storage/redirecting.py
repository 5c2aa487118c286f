"""What waits for one account of a person goes to another: that one is closed, cut off, or nobody pays for it."""

from collections.abc import Collection

from sqlalchemy import select

from bot.screens import Rendered
from storage import desks, outbox, talk_messages
from storage.accounts import Account
from storage.database import Session
from storage.ids import ordered_id
from storage.outbox import OutboxRow, Outgoing


async def redirect(
    session: Session, account_id: int, to: Account, ids: Collection[int] | None = None
) -> None:
    """Send what waits for an account (all, or these `ids`) to another one of the same person instead.

    What would change a message on the old phone is dropped. A moderators' chat keeps what waits for it.
    """
    if await desks.is_desk(session, account_id):
        return
    wanted = [OutboxRow.account_id == account_id, *([] if ids is None else [OutboxRow.id.in_(ids)])]
    found = (await session.scalars(select(OutboxRow.id).where(*wanted).order_by(OutboxRow.id))).all()
    fresh = [] if ids is not None else [out for out in session.outgoing if out.account.id == account_id]
    session.outgoing = [out for out in session.outgoing if out not in fresh]
    for old in (*await outbox.load(session, found), *fresh):
        if "delete" not in old.body:
            await _send_to(session, old, to)
    await outbox.delivered(session, found)


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
