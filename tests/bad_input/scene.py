"""The scene of bad input: a circle at work (an offer, a match, a check-in, a request), and newcomers beside it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.conversation import Draft
from bot.domain import outcomes
from bot.domain.announcements import Audience
from bot.domain.authority.drafting import Draft as JointDraft
from bot.domain.matching import Ask, Skills
from bot.domain.new_cases import MOST
from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import Facts, Story
from bot.sandbox.phones import Phone
from handlers import flood
from storage import (
    announced,
    announcements,
    card_marks,
    card_texts,
    cards,
    check_ins,
    code_tries,
    correspondences,
    danger_alerts,
    groups,
    hand_over_notes,
    helper_words,
    helpers,
    how_are_you_questions,
    inbox,
    joinings,
    joint_changes,
    joint_requests,
    letters,
    matches,
    media,
    obstacle_photos,
    obstacle_questions,
    obstacle_reports,
    obstacle_tasks,
    obstacle_ways,
    obstacles,
    offers,
    persons,
    phone_messages,
    requests,
    talk_reports,
)
from storage.database import Session
from storage.helpers import APPROVED, PENDING
from storage.tables import METADATA
from tests.app.town import Town, said
from tests.conftest import NOON

TOKEN = "abc123"
PAPERS = Ask("documents", "documents.passport", words="the passport was lost at the border")
ANSWERS = {
    "need": "talk",
    "subneed": "talk.chat",
    "region": "GE",
    "meeting": "afar",
    "urgency": "today",
    "times": None,
    "who": "any",
}
NOTHING_TOLD = {"region": None, "office": None, "promised": None, "happened": None}
STORY = Story(Facts("UA-21", "translator", "translation", "refused"), words="they refuse a free translation")
ELSEWHERE = Story(Facts("UA-63", "pension", "payment", "queue"), words="forty people stand before me")
OBSTACLE = {**asdict(STORY.facts), "words": STORY.words, "more": "enough"}
STATES: dict[str, dict[str, Any]] = {
    "at the menu": {},
    "asked for a need": {"draft": asdict(Draft("ask_for_help", TOKEN))},
    "asked for a time zone": {"draft": asdict(Draft("settings_zone", TOKEN))},
    "asked for own words": {"draft": asdict(Draft("ask_for_help", TOKEN, ANSWERS))},
    "has told nothing of an obstacle": {"draft": asdict(Draft("report_obstacle", TOKEN, NOTHING_TOLD))},
    "asked whether it is one of these": {"draft": asdict(Draft("report_obstacle", TOKEN, OBSTACLE))},
    "asked what to search for": {"draft": asdict(Draft("search_obstacles", TOKEN))},
    "asked for a letter": {"draft": asdict(Draft("letter", TOKEN))},
    "asked which squares": {"draft": asdict(Draft("black_out", TOKEN))},
    "has sent many of late": {
        "draft": asdict(Draft("ask_for_help", TOKEN, {**ANSWERS, "words": None})),
        "made": dict.fromkeys(MOST, [NOON.timestamp()] * 10),
    },
}
# What changes with every message, and is no answer of anybody: when the person was here, what the phone shows;
# in the conversation, how much came of late.
PASSING = {"seen_at", "live_message", "shown", "free_until", "used_at"}
COUNTED = {
    inbox.InboxRow.__tablename__,
    code_tries.CodeTryRow.__tablename__,
    phone_messages.PhoneMessageRow.__tablename__,
}
Look = tuple[str, str, str]


@dataclass
class Scene:
    """The town with its circle; `ids` are rows of others, for tampered buttons."""

    town: Town
    ids: dict[str, int] = field(default_factory=dict)

    async def set(self) -> None:
        """Anna asks twice; Bohdan helps her with one, is asked about another, and Anna is asked how it goes."""
        anna, bohdan = await self.town.person("telegram", "Anna"), await self.town.person("viber", "Bohdan")
        self.anna, self.bohdan = self.town.people[anna.id].id, self.town.people[bohdan.id].id
        async with self._transaction() as session:
            await helpers.volunteer(session, self.bohdan, Skills(("documents",), ("uk",)), 5)
            await helpers.move(session, self.bohdan, (PENDING,), APPROVED)
            self.ids["match"] = await self._match(session, self.anna, self.bohdan)
            now = session.now
            await check_ins.plan(
                session, self.ids["match"], self.anna, "first", now, f"{now:%F}", check_ins.SENT
            )
            self.ids["checkin"] = await self._newest(session, "check_ins")
            how = await how_are_you_questions.ask(session, self.anna, "question", f"{now:%F}", None)
            assert how is not None
            self.ids["how"] = how
            self.ids["danger"] = (await danger_alerts.see(session, self.anna, ["danger"])).id
            await self._letters(session)
            waiting = await requests.add(session, self.anna, "uk", 0, PAPERS, held=False)
            request = await requests.by_number(session, waiting)
            assert request is not None
            self.ids["request"] = request.id
            await self._groups(session)
            await self._handed_over(session)
            told, _new = await talk_reports.add(session, self.anna, 1, "money")
            self.ids["told"] = told.id
            await self._obstacle(session)
            await self._together(session)
            await self._announced(session)
        await self.town.app.scheduler.run_all_now()
        async with self._transaction() as session:
            (offer,) = await offers.of_helper(session, self.bohdan, offers.OPEN)
            self.ids["offer"] = offer.id

    async def _handed_over(self, session: Session) -> None:
        """Bohdan has handed a match of Anna's on, and left a note that she has not answered; another is closed."""
        self.ids["over"] = await self._match(session, self.anna, self.bohdan)
        await matches.close(session, self.ids["over"], outcomes.LEFT)
        match = await matches.get(session, self.ids["over"])
        assert match is not None
        note = await hand_over_notes.add(
            session, match.id, match.request_id, self.bohdan, self.anna, "the appeal is written"
        )
        assert note is not None
        self.ids["note"] = note
        word = await helper_words.once(session, self.bohdan, helper_words.MONTH, f"{session.now:%F}")
        assert word is not None
        self.ids["word"] = word

    async def _letters(self, session: Session) -> None:
        held = await correspondences.open_with(session, self.anna, "first")
        self.ids["letters"] = held.id
        self.ids["letter"] = await letters.add(session, held, "Good day.", by_person=False)

    async def _groups(self, session: Session) -> None:
        """Bohdan coordinates a group that Anna asks to join; another is closed."""
        group, closed = await groups.add(session, "Коло", "GE"), await groups.add(session, "Давнє", "GE")
        self.ids["group"], self.ids["closed"] = group.id, closed.id
        await groups.join(session, self.bohdan, group.id)
        await groups.appoint(session, self.bohdan, group.id, groups.COORDINATOR)
        await groups.close(session, closed.id)
        joining = await joinings.ask(session, self.anna, group.id)
        assert joining is not None
        self.ids["joining"] = joining.id

    async def _obstacle(self, session: Session) -> None:
        """Anna met an obstacle, has a photo of the refusal, and is asked whether it still stands."""
        obstacle = await obstacles.add(session, STORY.facts, 0)
        report = await obstacle_reports.add(session, obstacle.id, self.anna, STORY, 0)
        asked = await obstacle_questions.ask(session, obstacle.id, self.anna, f"{session.now:%F}", 0)
        assert report is not None
        assert asked is not None
        picture = await media.keep(session, b"", self.anna)
        photo = await obstacle_photos.add(session, report.id, self.anna, picture)
        shown, hidden = [await cards.add(session, STORY.facts, obstacle.id) for _time in range(2)]
        for card in (shown, hidden):
            await card_texts.put(session, card.id, "uk", Content("Пенсія", ("Запишіться",)))
        await cards.show(session, shown.id, True)
        await card_marks.say(session, shown.id, self.anna, card_marks.WORKED)
        self.ids.update(card=shown.id, hidden=hidden.id)
        self.ids.update(obstacle=obstacle.id, question=asked.id, photo=photo.id, picture=picture)

    async def _together(self, session: Session) -> None:
        """Bohdan's group works on an obstacle: a way, a task, a draft of a request with a question proposed for it."""
        obstacle = await obstacles.add(session, ELSEWHERE.facts, self.ids["group"])
        await obstacle_reports.add(session, obstacle.id, self.bohdan, ELSEWHERE, 0)
        open_, chosen = [
            await obstacle_ways.add(session, obstacle.id, self.ids["group"], self.bohdan, "ask in writing")
            for _time in range(2)
        ]
        way = await obstacle_ways.get(session, chosen)
        assert way is not None
        await obstacle_ways.move(session, way, obstacle_ways.CHOSEN)
        self.ids["task"] = await obstacle_tasks.add(session, chosen, self.bohdan)
        request = await joint_requests.add(session, obstacle.id, self.ids["group"], JointDraft("", (), ()))
        await joint_changes.propose(session, request.id, self.bohdan, "And who answers for it?")
        (change,) = await joint_changes.of(session, request.id)
        self.ids.update(grouped=obstacle.id, way=open_, joint=request.id, change=change.id)

    async def _announced(self, session: Session) -> None:
        """Anna was sent an announcement."""
        one = await announcements.add(session, Audience())
        await announcements.write(session, one, one.audience, {"uk": "Центр зачинено."})
        await announced.plan(session, one.id, {self.anna: session.now})
        await announced.claim(session, one.id, [self.anna], announced.PUT)
        self.ids["news"] = one.id

    async def _own_obstacle(self, session: Session, person_id: int) -> None:
        """The newcomer told of one obstacle, and joined Anna's."""
        own = await obstacles.add(session, STORY.facts, 0)
        for id in (own.id, self.ids["obstacle"]):
            assert await obstacle_reports.add(session, id, person_id, STORY, 0) is not None
        self.ids["own"] = own.id

    async def _own_mark(self, session: Session, person_id: int) -> None:
        """The newcomer said that the card worked."""
        await card_marks.say(session, self.ids["card"], person_id, card_marks.WORKED)

    async def newcomer(self, channel: str, place: str) -> Phone:
        """A person who agreed to everything, and is where the row says."""
        if place == "in a group":
            return self._with_a_button(self.town.telegram.new_group("Neighbours", ["Ivan", "Olha"], role="x"))
        phone = await self.town.person(channel)
        person = self.town.people[phone.id]
        async with self._transaction() as session:
            state = STATES.get(place) or {}
            if place == "asked how it goes":
                await self._asked(session, person.id)
            if place == "in a talk":
                state = {"talk": await self._match(session, person.id, self.bohdan)}
            if place == "asked whether it is one of these":
                await self._own_obstacle(session, person.id)
            if place == "said that a card worked":
                await self._own_mark(session, person.id)
            (arrival,) = (await persons.arrive(session, channel, [phone.user_id])).values()
            arrival.state.update(state)
            await persons.remember(session, [arrival])
        return self._with_a_button(phone)

    async def _asked(self, session: Session, person_id: int) -> None:
        """Questions of the newcomer's own: answered, of long ago, overtaken by a newer one, and about a closed talk."""
        match_id = await self._match(session, person_id, self.bohdan)
        long_ago, on = session.now - timedelta(days=40), f"{session.now:%F}"
        for name, kind, status, at in (
            ("answered", "match", check_ins.ANSWERED, session.now),
            ("old", "old", check_ins.SENT, long_ago),
            ("overtaken", "overtaken", check_ins.LAPSED, session.now),
            ("goes_on", "holds", check_ins.SENT, session.now),
        ):
            await check_ins.plan(session, match_id, person_id, kind, at, on, status)
            self.ids[name] = await self._check_in(session, match_id, kind)
        closed_id = await self._match(session, person_id, self.bohdan)
        await check_ins.plan(session, closed_id, person_id, "match", session.now, on, check_ins.SENT)
        self.ids["over"] = await self._check_in(session, closed_id, "match")
        await matches.close(session, closed_id, "solved")
        closed = await matches.get(session, closed_id)
        assert closed is not None
        await requests.move(
            session, closed.request_id, (requests.MATCHED,), requests.CLOSED, outcome="solved"
        )

    async def _check_in(self, session: Session, match_id: int, kind: str) -> int:
        table = METADATA.tables["check_ins"].c
        found = await session.scalars(select(table.id).where(table.match_id == match_id, table.kind == kind))
        return int(found.one())

    def _with_a_button(self, phone: Phone) -> Phone:
        """A phone with a message whose button can be pressed."""
        if phone.channel == "telegram":
            world = self.town.telegram.world
            world.add_message(world.by_phone[phone.id], world.bot, {"text": "?"})
        return phone

    async def everything(self) -> dict[str, list[Any]]:
        """Every row of every table but what is COUNTED; conversations are opened, other sealed values are not."""
        found: dict[str, list[Any]] = {}
        async with self._transaction() as session:
            for table in METADATA.sorted_tables:
                if table.name in COUNTED:
                    continue
                rows = (await session.execute(select(table))).mappings()
                found[table.name] = sorted((_readable(session, dict(row)) for row in rows), key=str)
        return found

    def _transaction(self) -> AbstractAsyncContextManager[Session]:
        return self.town.app.database.transaction()

    async def _match(self, session: Session, asks: int, helps: int) -> int:
        number = await requests.add(session, asks, "uk", 0, PAPERS, held=True)
        request = await requests.by_number(session, number)
        assert request is not None
        await requests.move(session, request.id, (requests.HELD,), requests.MATCHED)
        await matches.add(session, request.id, (asks, "Klen"), (helps, "Osyka"))
        match = await matches.of_request(session, request.id)
        assert match is not None
        return match.id

    async def _newest(self, session: Session, table: str) -> int:
        id: int = (await session.scalars(select(METADATA.tables[table].c.id))).all()[-1]
        return id


Way = Callable[[Scene, Phone], Awaitable[int]]
"""How something comes; returns the status that a caller of a webhook gets, 0 where a person did something."""


def _readable(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    if "conversation" in row:
        row["conversation"] = session.vault.open_json(
            row["conversation"], f"persons.conversation:{row['id']}"
        )
        for counted in (flood.METERS, flood.SINCE):
            row["conversation"].pop(counted, None)
    return {name: value for name, value in row.items() if name not in PASSING}


def changes(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    """Say what differs: rows that came and went, without what is the same in both."""
    return [
        f"{name}: {sign}{row}"
        for name in before
        for sign, rows, others in (("-", before[name], after[name]), ("+", after[name], before[name]))
        for row in rows
        if row not in others
    ]


def looks(phone: Phone) -> set[Look]:
    """What the bot's messages on a phone look like; one that is rewritten looks different."""
    keys = [[button.text for button in row] for row in phone.keyboard]
    return {
        (bubble.id, bubble.text, str([[b.text for b in row] for row in bubble.buttons] or keys))
        for bubble in said(phone)
    }
