"""The methods of the Bot API that the sandbox knows, by lower-case name (case does not matter there)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.sandbox.telegram_api.methods import (
    chats,
    commands,
    editing,
    marking,
    profile,
    removing,
    sending,
    topics,
)
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

Method = Callable[[World, Call], Awaitable[Any]]

METHODS: Mapping[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for name, method in (
        ("getMe", profile.get_me),
        ("sendMessage", sending.send_message),
        ("sendPhoto", sending.send_photo),
        ("sendVoice", sending.send_voice),
        ("sendDocument", sending.send_document),
        ("sendChatAction", sending.send_chat_action),
        ("editMessageText", editing.edit_message_text),
        ("editMessageCaption", editing.edit_message_caption),
        ("editMessageReplyMarkup", editing.edit_message_reply_markup),
        ("deleteMessage", removing.delete_message),
        ("deleteMessages", removing.delete_messages),
        ("pinChatMessage", marking.pin_chat_message),
        ("unpinChatMessage", marking.unpin_chat_message),
        ("createForumTopic", topics.create_forum_topic),
        ("setMessageReaction", marking.set_message_reaction),
        ("answerCallbackQuery", chats.answer_callback_query),
        ("getFile", chats.get_file),
        ("getChat", chats.get_chat),
        ("getChatMember", chats.get_chat_member),
        ("leaveChat", chats.leave_chat),
        ("setMyCommands", commands.set_my_commands),
        ("getMyCommands", commands.get_my_commands),
        ("deleteMyCommands", commands.delete_my_commands),
        ("setMyDescription", profile.set_my_text),
        ("getMyDescription", profile.get_my_text),
        ("setMyShortDescription", profile.set_my_text),
        ("getMyShortDescription", profile.get_my_text),
        ("setMyName", profile.set_my_text),
        ("getMyName", profile.get_my_text),
        ("setChatMenuButton", profile.set_chat_menu_button),
        ("getChatMenuButton", profile.get_chat_menu_button),
    )
}
