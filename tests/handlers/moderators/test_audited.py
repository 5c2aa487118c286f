"""Everything that moderators do is in the audit, in the same transaction."""

from datetime import timedelta
from zlib import crc32

import pytest
from sqlalchemy import select, text

from bot.domain.announcements import Audience
from bot.domain.cadence import AGREE_WITHIN
from bot.domain.obstacles.facts import Facts, Story
from bot.domain.obstacles.states import NEW
from handlers.moderators import alerts
from handlers.moderators.registry import ACTIONS, COMMANDS
from storage import (
    agreements,
    announcements,
    danger_alerts,
    desks,
    duty,
    groups,
    helpers,
    joinings,
    matches,
    media,
    moderators,
    obstacle_photos,
    obstacle_reports,
    obstacles,
    offers,
    requests,
    talk_reports,
)
from storage.database import Session
from storage.groups import Group
from storage.letter_drafts import LetterDraftRow
from tests.chat import Chat, Phone, photo as picture
from tests.handlers.moderators import stand

# Each command and each button once, as it is meant; {first} and {second} are the ids of two volunteers,
# {joining} of somebody who asks to join group 1; alert 1 is of somebody in danger, {refused} of a message.
DONE = (
    "/queue", "/request 1", "/words 1 to find the right helper",
    "/approve 1", "/refuse 2", "/match 2", "/assign 2 1", "/gaps", "/score need 210",
    "/newgroup Tbilisi, Georgia", "/groups",
    "/invite 1", "/stats", "/stats week", "/stats kherson year", "a:m-stats:0-t.365",
    "/jobs", "/budget", "/audit", "/language en",
    "/group 1", "/mode 1 peers", "/newgroup Kyiv, Kyiv", "/neighbours 1 2", "/coordinator 1 1",
    "/describe 1 We meet at the border.", "/closegroup 2",
    "a:m-queue:", "a:m-list:held-0", "a:m-request:1", "a:m-words:1", "a:m-open:1-place", "a:m-away:1",
    "a:m-release:1", "a:m-choose:3", "a:m-pair:3-1", "a:m-pin:3-1", "a:m-lift:3-1", "a:m-forbid:3-1", "a:m-lift:3-1",
    "a:m-approve:{second}", "a:m-assign:3-2", "a:m-override:4-1-agreed", "a:m-seen:1",
    "a:m-confirm:{offer}", "a:m-another:{other}", "a:m-close:1", "a:m-end:1-solved", "a:m-helper:{first}",
    "a:m-refuse:{third}", "a:m-groups:0", "a:m-invite:1",
    "a:m-group:1", "a:m-mode:1-seen", "a:m-kind:1-women", "a:m-near:1", "a:m-link:1-2", "a:m-lead:1",
    "a:m-relieve:1-1", "a:m-appoint:1-1", "a:m-asking:1", "a:m-join:{joining}-yes", "a:m-shut:2", "a:m-end-group:2",
    "/board", "/alerts", "a:m-alerts:all-0", "a:m-alert:1", "a:m-take:1", "a:m-done:1", "/take 2", "a:m-jobs:",
    "a:m-refused:0", "a:m-message:{refused}", "a:m-again:{refused}", "a:m-let-go:{refused_too}", "a:m-language:en",
    "/pause 1", "/unpause 1", "a:m-pause:1", "a:m-unpause:1",
    "/obstacle 1", "/blackout 1 1-6 13", "a:m-obstacle:1", "a:m-states:1", "a:m-tellings:1", "a:m-told:1-authority",
    "a:m-sentence:{report}-yes", "a:m-photo:1-held-{shown}", "a:m-squares:1", "a:m-blackened:1-{black}",
    "/obstacles", "/obstacles kherson", "a:m-obstacles:0-", "/merge 2 1", "a:m-join-with:2", "a:m-join-ask:2-1",
    "a:m-join-two:2-1", "a:m-unjoin:2", "/split 3 1", "a:m-part:3-1", "a:m-part-off:3-1-{chosen}",
    "a:m-public:1", "a:m-publish:1-yes", "a:m-hide:1-yes", "/redact 1 secret",
    "a:m-out:{report}-words-names", "/heat", "a:m-heat:-mo",
    "/reveal request 1 a life is in danger", "a:m-reveal:helper-1-law",
    "a:m-agree:{wish}", "a:m-disagree:{other_wish}",
    "/export obstacles csv", "a:m-export:json", "a:m-redact:{report}-", "a:m-move:1-asked",
    "/newcard 1 uk\nTitle\nStep +380 67 123 45 67", "/card 1", "/card 1 en\nTitle\nStep", "/cards",
    "a:m-cards:0", "a:m-card:1-uk", "a:m-card-new:1", "a:m-card-how:1", "a:m-card-out:1-sure", "a:m-card-out:1-no",
    "a:m-card-place:1-any",
    "a:m-give:1", "a:m-given:1-3", "a:m-joint:1",
    "a:m-report:1", "a:m-report-why:1", "a:m-report-open:1-complaint", "a:m-hand-on:5",
    "/announce", "/announce new", "/announce 4 uk\nsecret words", "/announce 4 to helping", "/announce 4",
    "a:m-newses:", "a:m-news:1", "a:m-news-for:1", "a:m-news-for:4-all", "a:m-news-safe:1", "a:m-news-safe:4-no",
    "a:m-news-see:1-uk", "a:m-news-ask:1", "a:m-news-count:4", "a:m-news-stop:2", "a:m-news-drop:3-yes",
    "/requests", "/requests urgent Київ", "a:m-requests:0-", "/helpers documents", "a:m-helpers:0-s.pending",
    "/people", "/people asks", "a:m-people:0-s.asks", "/person 1", "a:m-person:1", "a:m-who:1",
    "/ban 1", "a:m-ban:1", "a:m-banned:1-spam", "/unban 1", "a:m-banned:1-harm", "a:m-unban:1",
    "/close 2", "/reassign 7", "a:m-reassign:7", "a:m-onward:7",
    "/coordinators", "a:m-uninvite:1", "/mergegroups 3 1", "a:m-one-group:3-1",
    "/contacts", "/contacts old", "a:m-contacts:0-", "a:m-contact:1", "/verify 1", "/verify 1 called by phone",
    "a:m-verify:2-read", "a:m-help:people",
    "a:m-write:request-1", "a:m-saved:{draft}-0", "a:m-use:{draft}-1", "a:m-letter-anew:{draft}",
    "/write 1 Words for you", "a:m-letter-send:{draft}", "/write helper 1 Words for you", "a:m-letter-drop:{draft}",
    "/letters", "/letters 1", "a:m-letters:0", "a:m-letter:1",
    "a:m-letter-open:1-answer", "/letters 1 the person asked again", "a:m-letters-end:1",
    "/templates", "/templates 3", "/templates new en Words", "a:m-templates:0", "a:m-template:1",
    "a:m-template-out:1-yes",
    "/duty", "a:m-duty:", "a:m-duty-accept:{duty}", "a:m-duty-give:{duty}", "a:m-duty-offer:{duty}-0", "/handover",
    "a:m-duty-stay:{duty}", "a:m-bell:on", "a:m-bell:off", "a:m-duty-off:{duty}", "a:m-duty-on:now",
    "8 a:m-duty-take:{duty}",
    "/proof", "/proof 482193", "/hush wrong words", "a:m-hush:", "/unhush", "a:m-unhush:",
)  # fmt: skip
LATER = {"draft": "{draft}", "duty": "{duty}"}  # not known beforehand
NOTARY = Facts("UA-65", "notary")
ONLY_ASKS = {
    "a:m-words",
    "a:m-report-why",
    "a:m-close",
    "a:m-states",
    "a:m-tellings",
    "a:m-redact",
    "a:m-card-new",
    "a:m-card-how",
    "a:m-give",
    "a:m-help",
    "a:m-duty-give",
    "a:m-unhush",
}  # these show nothing of anybody


@pytest.fixture
async def ids(chat: Chat, desk: Phone) -> dict[str, int]:
    await stand.request(chat, chat.person(), held=True)
    await stand.request(chat, chat.person())
    await stand.request(chat, chat.person())
    names = ("first", "second", "third")
    ids = {name: (await stand.volunteer(chat, chat.person())).person_id for name in names}
    ids["fourth"] = (await stand.approved(chat, chat.person())).person_id
    for name in ("", "offer", "other", "match"):
        one = await stand.request(chat, chat.person())
        async with chat.database.transaction() as session:
            until = session.now + timedelta(hours=8)
            if name == "match":
                await requests.move(session, one.id, (requests.WAITING,), requests.MATCHED)
                pair = (one.person_id, "Klen"), (ids["third"], "Osyka")
                await matches.add(session, one.id, *pair, review=matches.DUE)
            elif name:
                proposed = await offers.add(session, one.id, ids["fourth"], until, offers.PROPOSED)
                ids[name] = proposed.id
    await stand.person(chat, chat.person(address="7"))
    async with chat.database.transaction() as session:
        group = await groups.add(session, "Batumi", "GE")
        joining = await joinings.ask(session, ids["third"], group.id)
        assert joining is not None
        await alerts.danger_seen(session, await danger_alerts.see(session, ids["third"], ["danger"]))
        await alerts.coordinator_left(session, group)
        (chat_of,) = await desks.every(session)
        other_moderator = chat_of.id, (await moderators.known(session, "8")).number
        await on_duty(session, other_moderator[1])
        wishes = [
            await agreements.ask(session, "export", form, other_moderator, "", AGREE_WITHIN)
            for form in ("csv", "json")
        ]
    await reported(chat)
    refused = dict(zip(("refused", "refused_too"), await stand.refused(chat, 2), strict=True))
    return {
        **ids,
        "joining": joining.id,
        **refused,
        "wish": wishes[0].id,
        "other_wish": wishes[1].id,
        **await obstacles_told(chat, ids["first"], ids["second"]),
        **await announcements_written(chat),
    }


async def on_duty(session: Session, number: int) -> None:
    """A moderator is on duty, and has offered it to anybody."""
    await duty.begin(session, number)
    on = await duty.now(session)
    assert on is not None
    await duty.offer(session, on.id, duty.ANYBODY)


async def announcements_written(chat: Chat) -> dict[str, int]:
    """Announcement 1 is counted, 2 is being sent, 3 is a draft."""
    async with chat.database.transaction() as session:
        for state in ("counted", announcements.GOING, announcements.DRAFT):
            one = await announcements.add(session, Audience())
            await announcements.write(session, one, one.audience, {"uk": "secret words"})
            written = await announcements.get(session, one.id)
            assert written is not None
            if state == "counted":
                await announcements.count(session, written)
                await announcements.counted(session, written)
            elif state == announcements.GOING:
                await announcements.move(session, written, (announcements.DRAFT,), state, at_work=True)
    return {}


async def obstacles_told(chat: Chat, person_id: int, other_id: int) -> dict[str, int]:
    """Let a person tell of an obstacle, with a sentence for all, a photo without names beside it; and of two more."""
    async with chat.database.transaction() as session:
        obstacle = await obstacles.add(session, Facts("UA-21", "court"), 0)
        story = Story(obstacle.facts, words="secret words", public="A sentence for all.")
        report = await obstacle_reports.add(session, obstacle.id, person_id, story, 0)
        assert report is not None
        ids = [await media.keep(session, picture(), person_id) for _time in range(2)]
        await obstacle_photos.add(session, report.id, person_id, ids[0])
        await obstacle_reports.add(
            session, (await obstacles.add(session, NOTARY, 0)).id, person_id, Story(NOTARY), 0
        )
        both = await obstacles.add(session, Facts("UA-65"), 0)
        chosen = [
            await obstacle_reports.add(session, both.id, id, Story(NOTARY), 0) for id in (person_id, other_id)
        ]
        assert chosen[0] is not None
    return {
        "chosen": crc32(str(chosen[0].id).encode()),
        "report": report.id,
        "shown": ids[0],
        "black": ids[1],
    }


async def reported(chat: Chat) -> None:
    """Helper 5 is paused, for somebody reported a talk and showed what was written in it."""
    asks, helps = await stand.request(chat, chat.person()), await stand.approved(chat, chat.person())
    async with chat.database.transaction() as session:
        await requests.move(session, asks.id, (requests.WAITING,), requests.MATCHED)
        pair = (asks.person_id, "Klen"), (helps.person_id, "Osyka")
        match = await matches.add(session, asks.id, *pair)
        report, _new = await talk_reports.add(session, asks.person_id, match.number, "money")
        await talk_reports.show(session, report.id, asks.person_id, ["my secret evidence"])
        await helpers.move(session, helps.person_id, helpers.ACTIVE_OR_RESTING, helpers.PAUSED)


async def do(desk: Phone, act: str) -> None:
    """Type a command or press a button, as moderator 7 or, where "8 " stands before it, as another one."""
    act = act.format(**await made(desk.chat)) if "{" in act else act
    if act.startswith("8 "):
        await desk.sends("press", text=act[2:], press="p", sender="8")
    elif act.startswith("/"):
        await desk.says(act)
    else:
        await desk.sends_payload(act)


async def test_every_act_leaves_one_row(chat: Chat, desk: Phone, ids: dict[str, int]) -> None:
    for act in DONE:
        before = len(await stand.acts(chat))
        await do(desk, act.format(**ids, **LATER))
        name = act.rpartition(":")[0]
        expected = before + (name not in ONLY_ASKS) + (name == "a:m-agree")  # that, and what was agreed to
        assert len(await stand.acts(chat)) == expected, act


def test_the_list_of_acts_is_whole() -> None:
    done = {act.split()[0] if act.startswith("/") else act.split(":")[1] for act in DONE}
    known = {f"/{name}" for name in COMMANDS} | ACTIONS.keys()
    assert done | {"/help"} == known


async def test_without_its_row_nothing_is_done(chat: Chat, desk: Phone, ids: dict[str, int]) -> None:
    before, opened = await stand.requests_now(chat), await open_groups(chat)
    await fill_up(chat)
    await do(desk, "/approve 1")
    assert "Something went wrong" in desk.screen.text
    for act in DONE:
        await do(desk, act.format(**ids, **LATER))
    assert await stand.requests_now(chat) == before
    assert await stand.states(chat) == {"pending": 3, "approved": 1, "paused": 1}
    assert await open_groups(chat) == opened
    async with chat.database.transaction() as session:
        obstacle = await obstacles.by_number(session, 1)
        assert obstacle is not None
        assert obstacle.status == NEW
    assert not any("secret" in text for text in desk.texts)


async def made(chat: Chat) -> dict[str, int]:
    """The ids of what came to be on the way: the letter that is drafted, the turn of duty that is on."""
    async with chat.database.transaction() as session:
        drafts = select(LetterDraftRow.id).order_by(LetterDraftRow.words.is_(None))
        return {
            "draft": await session.scalar(drafts.limit(1)) or 1,
            "duty": current.id if (current := await duty.now(session)) is not None else 1,
        }


async def open_groups(chat: Chat) -> list[Group]:
    """All groups as they are now, with their sizes."""
    async with chat.database.transaction() as session:
        return await groups.all_open(session)


async def fill_up(chat: Chat) -> None:
    """Let the database take no further row of the audit."""
    is_sqlite = chat.database.is_sqlite
    refusing = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"
    async with chat.database.engine.begin() as connection:
        await connection.execute(
            text(refusing if is_sqlite else "ALTER TABLE audit ADD CHECK (false) NOT VALID")
        )
