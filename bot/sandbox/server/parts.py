"""The parts of the sandbox that the page shows and steers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.sandbox.phones import Phones
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi

Jump = Callable[[int], Awaitable[None]]
"""Moves the sandbox's clock forward by so many hours and wakes the jobs."""


@dataclass(frozen=True)
class Parts:
    """The phones, the messengers behind them, and time."""

    phones: Phones
    telegram: TelegramApi
    viber: ViberApi
    jump: Jump
    clock: Clock
    languages: dict[str, str] = field(default_factory=dict)
    """The language of a phone's app, where it is not Ukrainian; Telegram's menu of commands follows it."""
