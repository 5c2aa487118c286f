"""The audit holds acts and numbers: no words but moderators' own reasons, nobody's name, no address on a messenger."""

import re

import pytest
from sqlalchemy import select

from storage.audit import AuditRow, reason_place
from tests.chat import Chat, Phone
from tests.handlers.moderators.conftest import desk as desk
from tests.handlers.moderators.test_audited import DONE, LATER, ONLY_ASKS, do, ids as ids

OBJECT = re.compile(r"[a-z0-9 -]+")  # "request 17", "export csv", "board"
CODE = re.compile(r"[a-z0-9_. :+-]*")  # a reason that is one of our own words, with a number perhaps
TYPED = ("to find the right helper", "a life is in danger", "the person asked again", "called by phone")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_of_all_that_moderators_do_only_acts_numbers_and_their_own_reasons_are_kept(
    chat: Chat, desk: Phone, ids: dict[str, int]
) -> None:
    for act in DONE:
        await do(desk, act.format(**ids, **LATER))
    addresses = {phone.address for phone in chat.phones.values()} | {"7", "8"}
    async with chat.database.transaction() as session:
        rows = (await session.scalars(select(AuditRow))).all()
        hashes = {session.vault.index("actor", f"telegram:{who}") for who in ("7", "8")}
        for row in rows:
            reason = session.vault.open(row.reason, reason_place(row.id))
            about = f"{row.act} {row.object}: {reason}"
            assert row.actor in hashes | {b""}, about
            assert OBJECT.fullmatch(row.object), about
            assert reason in TYPED or CODE.fullmatch(reason), about
            assert not {"telegram", "viber"} & set(re.findall(r"\w+", about)), about
            assert not (addresses - {"7", "8"}) & set(about.split()), about
    assert len(rows) > len(DONE) - 2 * len(ONLY_ASKS)
