"""All tables, for migrations and for the tests that read the schema."""

from storage import (
    accounts,
    audit,
    check_ins,
    counters,
    desks,
    group_neighbours,
    groups,
    helpers,
    inbox,
    joinings,
    keys,
    matches,
    media,
    offers,
    outbox,
    persons,
    quarantine,
    requests,
    spending,
    talk_messages,
)
from storage.database import Table

ROOMS = (
    accounts,
    audit,
    check_ins,
    counters,
    desks,
    group_neighbours,
    groups,
    helpers,
    inbox,
    joinings,
    keys,
    matches,
    media,
    offers,
    outbox,
    persons,
    quarantine,
    requests,
    spending,
    talk_messages,
)
METADATA = Table.metadata
