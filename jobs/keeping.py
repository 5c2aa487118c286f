"""Forgets what has been kept long enough; what waits for a helper keeps its picture."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

import structlog

from bot.i18n import When, _
from bot.screens import Screen, command_button
from jobs.base import ROUNDS, each
from jobs.outcome import failed
from storage import (
    agreements,
    alerts,
    announced,
    audit_old,
    bans,
    closed_requests,
    code_tries,
    correspondences,
    danger_alerts,
    duty,
    groups,
    hand_over_notes,
    held_words,
    helper_words,
    how_are_you_questions,
    inbox,
    joinings,
    letter_drafts,
    link_codes,
    matches,
    media,
    obstacle_photos,
    obstacles_left,
    outbox,
    phone_messages,
    quarantine,
    requests,
    return_codes,
    talk_messages,
    talk_reports,
)
from storage.database import Database, Session

log = structlog.get_logger(__name__)
MENU: Final = command_button(_("Menu"), "menu")
NOT_ARRIVED: Final = _(
    "{name}: your message of {time} did not arrive within three days. It is deleted and waits no more."
)


async def run(database: Database) -> int:
    """Delete what is old, each kind on its own; return how many messages were given up and how many media went."""
    async with database.transaction() as session:
        late = await talk_messages.undelivered(session)
    gone = await each(database, "keeping", late, give_up, forget_untold)
    gone += await forget_closed(database)
    for forget in FORGETS:
        try:
            async with database.transaction() as session:
                gone += await forget(session) or 0
        except (
            Exception
        ) as error:  # one kind that fails does not keep the others; in an hour it is tried again
            failed("keeping", forget.__module__, error)
    gone += await forget_acts(database)
    if not await database.scrub():  # what was deleted stands in SQLite's log until then
        log.warning("log_not_scrubbed", error="busy")
    return gone


async def forget_closed(database: Database) -> int:
    """Delete the requests that were closed long ago, some at a time: others write in between."""
    gone = 0
    try:
        for _round in range(ROUNDS):
            async with database.transaction() as session:
                some = await closed_requests.forget_some(session)
            gone += some
            if some < closed_requests.AT_ONCE:
                break
    except Exception as error:  # in an hour it is tried again
        failed("keeping", closed_requests.__name__, error)
    return gone


async def give_up(session: Session, id: int) -> bool:
    """Forget words that did not arrive in time, and tell their author."""
    given_up = await talk_messages.give_up(session, id)
    if given_up is None:
        return False
    message, written = given_up
    match = await matches.get(session, message.match_id)
    if match is not None and not message.withdrawn:
        name = match.name_of(match.other(message.sender_id))
        screen = Screen(NOT_ARRIVED.format(name=name, time=When(written)), ((MENU,),))
        await outbox.push(session, message.sender_id, screen, outbox.Priority.TALK)
    return True


async def forget_untold(session: Session, id: int, _at: datetime) -> None:
    """Forget the words all the same when telling failed: nothing is kept longer than was promised."""
    await talk_messages.give_up(session, id)


async def forget_acts(database: Database) -> int:
    """Forget old acts in the audit, some in each transaction; return how many went."""
    gone, going = 0, 1
    try:
        while going:
            async with database.transaction() as session:
                going = await audit_old.forget_some(session)
            gone += going
    except Exception as error:
        failed("keeping", audit_old.__name__, error)
    return gone


async def forget_media(session: Session) -> int:
    """Keep the media of reports and of requests that still look for a helper; delete the others that are old."""
    in_use = await requests.media_in_use(session)
    if in_use:
        await media.keep_longer(session, in_use, session.now + media.KEPT)
    await obstacle_photos.keep(session)
    return len(await media.forget_old(session))


FORGETS: Final[tuple[Callable[[Session], Awaitable[int | None]], ...]] = (
    outbox.forget_old,
    inbox.forget_old,
    quarantine.forget_old,
    talk_messages.forget_old,
    phone_messages.forget_old,
    held_words.forget_old,
    talk_reports.forget_old,
    groups.forget_old_invitations,
    bans.forget_old,
    joinings.forget_old,
    helper_words.forget_old,
    hand_over_notes.forget_old,
    link_codes.forget_old,
    code_tries.forget_old,
    return_codes.forget_old,
    how_are_you_questions.forget_old,
    obstacles_left.forget_empty,
    alerts.forget_old,
    danger_alerts.forget_old,
    announced.forget_old,
    correspondences.forget_old,
    letter_drafts.forget_old,
    duty.forget_old,
    agreements.forget_old,
    audit_old.forget_unchained,
    forget_media,
)
