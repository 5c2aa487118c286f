"""What each alert says at a later moment: everything about it is read anew, None where it is gone."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from bot.domain import alerts as kinds
from bot.i18n import Msg, Text
from bot.screens import Screen
from handlers.moderators import (
    agreement_card,
    alert_posts,
    alert_screens as screens,
    correspondence,
    duty_news,
    handing_over,
    helper_card,
    hushed_card,
    obstacle_card,
    person_card,
    proposals,
    report_card,
    request_card,
)
from handlers.together import standing
from storage import (
    agreements,
    alerts,
    cards,
    correspondences,
    danger_alerts,
    desk_posts,
    desks,
    duty,
    groups,
    helpers,
    joinings,
    joint_requests,
    matches,
    obstacles,
    offers,
    outbox,
    persons,
    requests,
    talk_reports,
)
from storage.alerts import Alert
from storage.database import Session
from storage.outbox import Priority

Place: TypeAlias = tuple[int, str]  # a desk's account, and a message in it
NOWHERE: Final[Place] = (0, "")
Read: TypeAlias = Callable[[Session, Alert], Awaitable[Screen | None]]


async def screen(session: Session, alert: Alert) -> Screen | None:
    """Return the card of an alert as it is now."""
    return await SCREENS[alert.kind](session, alert)


async def bring_up(session: Session, alert: Alert, pressed: Place = NOWHERE) -> list[Place]:
    """Rewrite what stands in the desks, so that it shows how the alert is now; return which messages.

    All but the one that was `pressed` go behind what moderators wait for: one that was said all night stands often.
    """
    posts = await desk_posts.bring_up(session, alert.id, alert.status)
    card = await screen(session, alert) if posts and alert.status != alerts.DONE else None
    known = {desk.id: desk for desk in await desks.every(session)} if posts else {}
    for post in posts:
        if (desk := known.get(post.account_id)) is not None:
            said = alert_posts.shown(session, alert, card)
            soon = Priority.REPLY if (desk.id, post.message) == pressed else Priority.CHECK_IN
            outbox.push_to(session, desk, said, soon, edit=post.message, only_edit=True)
    return [(post.account_id, post.message) for post in posts]


def _request(note: Msg) -> Read:
    async def read(session: Session, alert: Alert) -> Screen | None:
        request = await requests.by_number(session, alert.about)
        return await request_card.card(session, request, note) if request is not None else None

    return read


def _helper(note: Msg) -> Read:
    async def read(session: Session, alert: Alert) -> Screen | None:
        helper = await helpers.by_number(session, alert.about)
        return helper_card.card(helper, note) if helper is not None else None

    return read


def _obstacle(note: Msg) -> Read:
    async def read(session: Session, alert: Alert) -> Screen | None:
        obstacle = await obstacles.by_number(session, alert.about)
        return await obstacle_card.card(session, obstacle, note) if obstacle is not None else None

    return read


def _person(text: Text) -> Read:
    async def read(session: Session, alert: Alert) -> Screen | None:
        person_id = await alerts.person_of(session, alert.id)
        return await screens.person(session, person_id, text) if person_id is not None else None

    return read


async def _appeal(session: Session, alert: Alert) -> Screen | None:
    person = await persons.get(session, await alerts.person_of(session, alert.id) or 0)
    return await person_card.card(session, person, screens.ASKS_AGAIN) if person is not None else None


async def _danger(session: Session, alert: Alert) -> Screen | None:
    found = await danger_alerts.get(session, alert.about)
    return await screens.danger(session, found) if found is not None else None


async def _silent(session: Session, alert: Alert) -> Screen | None:
    match = await matches.by_number(session, alert.about)
    return await screens.silent(session, match) if match is not None else None


async def _report(session: Session, alert: Alert) -> Screen | None:
    report = await talk_reports.by_number(session, alert.about)
    note = screens.IS_SHOWN if alert.detail == alerts.SHOWN else screens.IS_REPORTED
    return await report_card.card(session, report, note) if report is not None else None


async def _unreached(session: Session, alert: Alert) -> Screen | None:
    match = await matches.by_number(session, alert.about)
    return await screens.unreached(session, match, alert.detail) if match is not None else None


async def _letter(session: Session, alert: Alert) -> Screen | None:
    """The words are shown to whoever takes it; what is said again has none."""
    held = await correspondences.by_number(session, alert.about)
    if held is None:
        return None
    taken = alert.status == alerts.TAKEN
    return await correspondence.card(session, held) if taken else correspondence.reminder(session, held)


async def _proposed(session: Session, alert: Alert) -> Screen | None:
    offer = await offers.get(session, alert.about)
    return await proposals.shown(session, offer) if offer is not None else None


async def _joining(session: Session, alert: Alert) -> Screen | None:
    joining = await joinings.get(session, alert.about)
    group = await groups.get(session, joining.group_id) if joining is not None else None
    return screens.joining(group, alert.about) if group is not None else None


async def _unled(session: Session, alert: Alert) -> Screen | None:
    group = await groups.by_number(session, alert.about)
    return screens.unled(group) if group is not None else None


async def _card(session: Session, alert: Alert) -> Screen | None:
    card = await cards.by_number(session, alert.about)
    return screens.card_failed(card) if card is not None else None


async def _joint(session: Session, alert: Alert) -> Screen | None:
    request = await joint_requests.by_number(session, alert.about)
    obstacle = await obstacles.current(session, request.obstacle_id) if request is not None else None
    if request is None or obstacle is None:
        return None
    return screens.joint(obstacle, standing.reminder(request, obstacle, alert.detail).text)


async def _agreement(session: Session, alert: Alert) -> Screen | None:
    wish = await agreements.get(session, alert.about)
    return agreement_card.reminder(wish) if wish is not None else None


async def _offered(session: Session, alert: Alert) -> Screen | None:
    current = await duty.get(session, alert.about)
    if current is None or current.offered_to == duty.NOBODY:
        return None
    return await handing_over.card(session, current, current.offered_to)


async def _still_on(session: Session, alert: Alert) -> Screen | None:
    current = await duty.get(session, alert.about)
    return duty_news.asked(session, current) if current is not None else None


async def _off_duty(_session: Session, _alert: Alert) -> Screen:
    return duty_news.off_duty()


async def _hushed(session: Session, _alert: Alert) -> Screen:
    return await hushed_card.card(session)


SCREENS: Final[Mapping[str, Read]] = {
    kinds.DANGER: _danger,
    kinds.HELD: _request(screens.IS_HELD),
    kinds.NOBODY: _request(screens.NOBODY_FOUND),
    kinds.PROPOSED: _proposed,
    kinds.SILENT: _silent,
    kinds.REPORT: _report,
    kinds.UNREACHED: _unreached,
    kinds.LETTER: _letter,
    kinds.VOLUNTEER: _helper(screens.NEW_VOLUNTEER),
    kinds.TIRED: _helper(screens.IS_TIRED),
    kinds.PAUSED: _helper(screens.STILL_PAUSED),
    kinds.APPEAL: _appeal,
    kinds.UNANSWERED: _person(screens.NO_ANSWER),
    kinds.HARD: _person(screens.IS_HARD),
    kinds.JOINING: _joining,
    kinds.UNLED: _unled,
    kinds.AGREEMENT: _agreement,
    kinds.OFFERED: _offered,
    kinds.STILL_ON: _still_on,
    kinds.OFF_DUTY: _off_duty,
    kinds.HUSHED: _hushed,
    kinds.OBSTACLE: _obstacle(screens.NEW_OBSTACLE),
    kinds.RETURNED: _obstacle(screens.IS_BACK),
    kinds.CARD: _card,
    kinds.JOINT: _joint,
}
