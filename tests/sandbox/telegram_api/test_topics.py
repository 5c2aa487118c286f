"""Pins and topics of groups, with the errors that mean that the bot may not."""

from typing import Any

from bot.sandbox.phones import Phone
from tests.sandbox.telegram_api.stand import Stand


async def said(stand: Stand, group: Phone, text: str, **more: Any) -> int:
    answer = await stand.call("sendMessage", chat_id=group.chat_id, text=text, **more)
    return int(answer["result"]["message_id"])


async def test_a_pin_needs_a_right_in_a_group_and_none_in_a_private_chat(stand: Stand) -> None:
    group, olena = stand.api.new_group("Команда", ["Леся"]), await stand.person()
    message, own = await said(stand, group, "Дошка"), await said(stand, olena, "Дошка")
    stand.api.allow(group.id, "can_pin_messages", False)
    pin = {"chat_id": group.chat_id, "message_id": message}
    assert await stand.said("pinChatMessage", **pin) == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )
    assert not group.bubbles[-1].pinned
    stand.api.allow(group.id, "can_pin_messages", True)
    assert await stand.said("pinChatMessage", **pin) == "ok"
    assert await stand.said("pinChatMessage", chat_id=olena.chat_id, message_id=own) == "ok"
    assert group.bubbles[-1].pinned


async def test_a_topic_is_opened_where_there_are_topics_and_may_be_deleted(stand: Stand) -> None:
    group = stand.api.new_group("Команда", ["Леся"])
    wish = {"chat_id": group.chat_id, "name": "Запити"}
    assert await stand.said("createForumTopic", **wish) == "Bad Request: the chat is not a forum"
    stand.api.open_topics(group.id)
    stand.api.allow(group.id, "can_manage_topics", False)
    assert await stand.said("createForumTopic", **wish) == "Bad Request: not enough rights to create a topic"
    stand.api.allow(group.id, "can_manage_topics", True)
    assert await stand.said("createForumTopic", chat_id=group.chat_id, name=" ") == (
        "Bad Request: TOPIC_TITLE_EMPTY"
    )
    thread = (await stand.call("createForumTopic", **wish))["result"]["message_thread_id"]
    await said(stand, group, "Запит 1", message_thread_id=thread)
    assert group.bubbles[-1].topic == "Запити"
    stand.api.delete_topics(group.id)
    assert await stand.said(
        "sendMessage", chat_id=group.chat_id, text="Запит 2", message_thread_id=thread
    ) == ("Bad Request: message thread not found")
