"""A bare aiogram bot to measure against: it keeps nothing and answers each message with one of its own."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=f"Кнопка {n}", callback_data=f"b:{n}")] for n in range(8)]
)


async def answer(message: Message) -> None:
    """Answer with what was said and a keyboard as large as one of ours."""
    await message.answer(f"Ви пишете: {message.text}", reply_markup=BUTTONS)


async def main() -> None:
    """Ask for updates until killed."""
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.message.register(answer)
    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main())
