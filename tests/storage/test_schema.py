"""What a thief of the database can read: nothing but columns that stand here, each with its reason."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, String, UniqueConstraint

from storage.database import Hashed, Sealed
from storage.tables import METADATA

OURS = "a number of our own, random or counted, that means nothing elsewhere"
TIME = "when: a thief learns times"
STATE = "one of a few fixed words, or a yes or no, about our own work"
MESSENGER = "which messenger: it tells as much as that the bot is on both"
MESSAGE = "a messenger's number of a message, worthless without the chat, which is sealed"
LANGUAGE = "one of three languages: texts are chosen by it before anything is opened"
COUNT = "how many or how often"
BANNED = "why a person may take no part, one of four words of ours; nearly always empty"
CIRCLE = "how wide the circle of groups was: own, neighbouring, all"

CLEAR: dict[str, dict[str, str]] = {
    "accounts": {
        OURS: "id person_id",
        MESSENGER: "channel",
        STATE: "status",
        "whether what is a day old goes from this chat by itself": "clears_daily",
        LANGUAGE: "language",
        MESSAGE: "live_message",
        TIME: "free_until used_at joined_at",
    },
    "agreements": {
        OURS: "id account_id asker second",
        "what two moderators are needed for, as one of our words": "act",
        "for what, as one of our words or numbers": "about",
        STATE: "status",
        TIME: "at until",
    },
    "alert_persons": {OURS: "alert_id person_id"},
    "alerts": {
        OURS: "id number about taken_by",
        "for what moderators were called, and which side or reason, as our words": "kind detail",
        STATE: "status",
        COUNT: "rounds",
        TIME: "at due_at look_at taken_at done_at",
    },
    "announced": {OURS: "announcement_id person_id", STATE: "status", TIME: "due_at"},
    "announcements": {
        OURS: "id number reached",
        STATE: "status",
        COUNT: "revision",
        TIME: "look_at changed_at",
    },
    "audit": {
        OURS: "id",
        COUNT: "place",
        TIME: "at",
        "what a moderator did, as one of our words": "act",
        "to what, as one of our words and a number": "object",
    },
    "audit_end": {OURS: "id", COUNT: "place"},
    "banned_addresses": {BANNED: "reason", TIME: "until"},
    "card_marks": {
        OURS: "id card_id person_id",
        "the button that was pressed on a card, one of our words": "said",
        TIME: "at",
        STATE: "alerted",
    },
    "card_texts": {OURS: "id card_id revision", LANGUAGE: "language"},
    "cards": {OURS: "id number obstacle_id", TIME: "created_at shown_at"},
    "check_ins": {
        OURS: "id match_id person_id",
        STATE: "kind status",
        TIME: "local_date due_at",
        "the button that was pressed about a match, one of our words": "answer",
    },
    "contact_checks": {
        "which entry of our directory of help": "contact",
        "how it was verified, one of our words": "how",
        TIME: "checked_on",
    },
    "code_tries": {OURS: "id", TIME: "at"},
    "correspondences": {
        OURS: "id number person_id",
        "what a moderator began to write about, as one of our words and a number": "about",
        STATE: "status",
        COUNT: "rounds",
        TIME: "waiting_since opened_at due_at closed_at",
    },
    "counters": {"the kind of thing that is counted": "name", COUNT: "last"},
    "danger_alerts": {
        OURS: "id person_id",
        STATE: "status",
        "which kinds of danger, three words of ours": "kinds",
        "whether somebody should write, as the button says": "wish",
        COUNT: "rounds",
        TIME: "at due_at taken_at",
    },
    "desk_posts": {
        OURS: "id account_id alert_id",
        MESSAGE: "message",
        STATE: "says arrives",
        TIME: "said_at",
    },
    "desk_topics": {
        OURS: "account_id",
        "which alerts run there, one of our words": "stream",
        "a messenger's number of a topic, worthless without the chat": "thread",
    },
    "desks": {OURS: "account_id", STATE: "may_pin may_open_topics"},
    "gone": {
        "a day on which people asked who are here no more": "day",
        "a few fixed words of ours: what was counted, and what came of it": "kind came",
        COUNT: "count",
    },
    "duties": {
        OURS: "id moderator offered_to",
        STATE: "status asked",
        TIME: "since until offered_at due_at",
    },
    "group_neighbours": {OURS: "group_id neighbour_id"},
    "groups": {
        OURS: "id number",
        "where a group is; groups are public, but for their names": "region",
        STATE: "status kind mode",
        TIME: "created_at",
    },
    "hand_over_notes": {
        OURS: "id match_id request_id author_id requester_id",
        STATE: "status",
        TIME: "created_at",
    },
    "helper_words": {OURS: "id person_id", STATE: "kind status", TIME: "local_date due_at"},
    "helpers": {
        OURS: "person_id number",
        STATE: "status",
        COUNT: "capacity",
        TIME: "created_at asked_at rest_until word_at",
    },
    "how_are_you": {
        OURS: "person_id",
        "one of a few fixed words about when to ask, and what silence means": "every silence",
        COUNT: "hour",
        TIME: "next_on next_at",
        STATE: "slowed",
    },
    "how_are_you_questions": {
        OURS: "id person_id",
        STATE: "kind status offered",
        TIME: "local_date asked_at look_at",
        COUNT: "rung",
    },
    "hushes": {STATE: "turned_by", TIME: "since"},
    "inbox": {MESSENGER: "channel", TIME: "at"},
    "invitations": {OURS: "group_id", TIME: "expires_at"},
    "job_runs": {
        "which job": "name",
        TIME: "last_run next_run counted_at failed_at postponed_at",
        COUNT: "last_count postponed",
        STATE: "failing",
        "the kind of our error, without its words": "last_error",
    },
    "joinings": {OURS: "id person_id group_id", STATE: "status", TIME: "at hear_at heard_at"},
    "joint_changes": {OURS: "id request_id person_id", STATE: "taken"},
    "joint_requests": {
        OURS: "id number obstacle_id group_id",
        STATE: "status longer stage",
        COUNT: "revision",
        TIME: "created_at sent_on due_on look_at answered_at",
        "the state into which an answer brought the obstacle, one of our words": "answer",
    },
    "joint_signatures": {OURS: "id request_id person_id", COUNT: "revision", TIME: "tell_at"},
    "kept_apart": {OURS: "one_id other_id"},
    "keys": {"what the sealed key is for": "name"},
    "letter_drafts": {
        OURS: "id desk_id person_id moderator",
        MESSAGE: "message",
        "what a moderator began to write about, as one of our words and a number": "about",
        TIME: "at",
    },
    "letters": {OURS: "id correspondence_id person_id", STATE: "by_person", TIME: "at"},
    "link_codes": {OURS: "person_id claimed_by", TIME: "expires_at"},
    "matches": {
        OURS: "id number request_id requester_id helper_id",
        STATE: "status outcome requester_paused helper_paused review",
        TIME: "created_at first_word_at last_word_at closed_at",
    },
    "media": {
        OURS: "id person_id",
        "photo or voice": "kind",
        MESSENGER: "channel",
        STATE: "status",
        COUNT: "attempts",
        TIME: "try_at page_until expires_at",
    },
    "memberships": {OURS: "person_id group_id", STATE: "role"},
    "moderator_bells": {OURS: "number account_id"},
    "moderator_seats": {OURS: "number account_id", STATE: "here", TIME: "at"},
    "moderators": {OURS: "number", TIME: "since"},
    "obstacle_changes": {OURS: "id obstacle_id", COUNT: "step", STATE: "status", TIME: "at"},
    "obstacle_moved": {OURS: "move_id report_id"},
    "obstacle_moves": {
        OURS: "id from_id to_id",
        "whether obstacles were merged, split, or a merge was undone": "kind",
        TIME: "at",
    },
    "obstacle_photos": {OURS: "id number report_id person_id media_id", STATE: "status"},
    "obstacle_questions": {
        OURS: "id obstacle_id person_id",
        TIME: "local_date at",
        COUNT: "step",
        "the button that was pressed about an obstacle, one of our words": "answer",
    },
    "obstacle_reports": {
        OURS: "id obstacle_id person_id revision was",
        COUNT: "heard",
        TIME: "at tell_at ask_at released_at",
    },
    "obstacle_takings": {OURS: "task_id person_id", TIME: "at"},
    "obstacle_tasks": {OURS: "id way_id author_id", TIME: "done_at"},
    "obstacle_votes": {OURS: "way_id person_id"},
    "obstacle_ways": {OURS: "id obstacle_id group_id author_id", STATE: "status", TIME: "at"},
    "obstacles": {
        OURS: "id number group_id merged_into",
        STATE: "status",
        COUNT: "step",
        TIME: "created_at changed_at published_at hidden_at",
    },
    "offers": {
        OURS: "id request_id helper_id",
        STATE: "status",
        "whether the machine or a moderator chose the helper": "made_by",
        CIRCLE: "circle",
        TIME: "created_at deadline answered_at",
    },
    "outbox": {
        OURS: "id account_id",
        STATE: "begun parked held",
        "what goes first": "priority",
        "of which match a question is, or which announcement, by our number": "topic",
        TIME: "due_at at useless_at",
    },
    "pair_rules": {OURS: "request_id helper_id", STATE: "kind", TIME: "created_at"},
    "phone_messages": {
        OURS: "account_id",
        MESSAGE: "message",
        TIME: "at",
        "whether it showed what somebody told their helper": "entrusted",
    },
    "points": {"a part of the score, and its points": "name points"},
    "person_numbers": {OURS: "person_id number"},
    "persons": {
        BANNED: "banned",
        OURS: "id",
        LANGUAGE: "language",
        "which text was agreed to": "consent",
        TIME: "consent_at seen_at noted_at",
    },
    "quarantine": {
        OURS: "id",
        "what the person was told, to find it again": "code",
        MESSENGER: "channel",
        "the kind of our error, without its words": "error",
        TIME: "at",
    },
    "requests": {
        OURS: "id number person_id group_id",
        LANGUAGE: "language",
        "how soon, one of three words: the queue is ordered by it": "urgency",
        STATE: "status outcome",
        CIRCLE: "circle",
        COUNT: "notices",
        TIME: "created_at look_at closed_at first_word_at released_at",
    },
    "return_codes": {OURS: "person_id", STATE: "checked", TIME: "made_at"},
    "saved_answers": {OURS: "id number", LANGUAGE: "language", TIME: "at"},
    "spending": {"a messenger and a month": "month", COUNT: "count", TIME: "refused_at"},
    "stats_wishes": {
        OURS: "id account_id",
        COUNT: "days",
        "which place, need, group or language moderators ask about": "look",
        TIME: "due_at",
    },
    "talk_messages": {
        OURS: "id match_id sender_id from_account to_account outbox_id media_id",
        MESSAGE: "from_message to_message",
        STATE: "withdrawn",
        TIME: "at",
    },
    "talk_reports": {
        OURS: "id number person_id talk",
        "the button that was pressed about a talk, one of our words": "reason",
        TIME: "created_at",
    },
}


def columns() -> Iterator[Column[object]]:
    for table in METADATA.sorted_tables:
        yield from table.columns


def lies_in_the_clear(column: Column[object]) -> bool:
    return not isinstance(column.type, Sealed | Hashed)


def test_every_column_is_sealed_or_hashed_or_stands_here_with_a_reason() -> None:
    listed = {
        f"{table}.{name}" for table, by in CLEAR.items() for names in by.values() for name in names.split()
    }
    assert {str(column) for column in columns() if lies_in_the_clear(column)} == listed


def test_no_bytes_lie_about_unnamed() -> None:
    unnamed = [c for c in columns() if isinstance(c.type, LargeBinary) and lies_in_the_clear(c)]
    assert not unnamed, "say Sealed or Hashed"


def test_no_column_in_the_clear_has_room_for_somebodys_words() -> None:
    wide = [c for c in columns() if isinstance(c.type, String) and not 0 < (c.type.length or 0) <= 64]
    assert not wide


@pytest.mark.parametrize("whose", ["persons.id", "accounts.id"])
def test_whatever_names_a_person_goes_with_the_person(whose: str) -> None:
    keys = [key for column in columns() for key in column.foreign_keys if key.target_fullname == whose]
    assert keys
    assert not [key.parent for key in keys if key.ondelete != "CASCADE"]


def test_a_number_that_names_a_person_says_so() -> None:
    hints = ("person", "helper", "requester", "sender", "account", "member", "moderator", "author")
    silent = [
        column
        for column in columns()
        if any(hint in column.name for hint in hints)
        and (column.name.endswith(("_id", "_account")))
        and not column.foreign_keys
        and "names" not in column.info
    ]
    assert not silent, "make it a foreign key, or say `info=OF_A_PERSON`"


def test_what_a_farewell_takes_along_is_found_by_an_index() -> None:
    """Without one, every deletion of a person reads whole tables."""
    slow = []
    for table in METADATA.sorted_tables:
        unique = [c for c in table.constraints if isinstance(c, PrimaryKeyConstraint | UniqueConstraint)]
        firsts = {each.columns[0].name for each in (*unique, *table.indexes)}
        slow += [
            column
            for column in table.columns
            for key in column.foreign_keys
            if key.target_fullname != "groups.id" and column.name not in firsts
        ]
    assert not slow
