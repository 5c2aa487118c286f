"""Words are opened for a reason in a moderator's own words too, and the audit keeps it."""

import pytest

from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

WHY = "the helper needs to know the dates"


async def test_a_reason_in_own_words_opens_them_and_is_kept(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    assert "My secret words" in (await desk.says(f"/words 1 {WHY}")).text
    assert f"words opened: request 1\n{WHY}" in (await desk.says("/audit")).text


@pytest.mark.parametrize("why", ["", "so", "?!?!?!?!?!", "1234567890", "x" * 201])
async def test_without_one_they_stay_closed(chat: Chat, desk: Phone, why: str) -> None:
    await stand.request(chat, chat.person())
    assert "secret" not in (await desk.says(f"/words 1 {why}")).text
    assert await stand.acts(chat) == []
