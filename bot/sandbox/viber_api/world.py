"""Everything the emulated Viber remembers, and the events it tells the bot."""

from collections import Counter, deque
from typing import Any

from bot.clock import Clock
from bot.sandbox.phones import Bubble, Phone, Phones
from bot.sandbox.viber_api.accounts import Account, viber_id
from bot.sandbox.viber_api.callbacks import Callbacks, new_token
from bot.sandbox.viber_api.keyboards import as_phone_button, rows_of
from bot.sandbox.viber_api.media import MediaStore
from bot.sandbox.viber_api.statuses import Json

MOST_VIOLATIONS = 100


class World:
    """The state that methods and people's acts share."""

    def __init__(self, phones: Phones, clock: Clock, token: str) -> None:
        self.phones = phones
        self.clock = clock
        self.token = token
        self.accounts: dict[str, Account] = {}
        self.by_phone: dict[str, Account] = {}
        self.callbacks = Callbacks(clock, token)
        self.media = MediaStore()
        self.base_url = ""
        self.names = True
        self.photos = True
        self.messages: Counter[str] = Counter()
        """How many messages were `paid`, `free` or a `welcome`."""
        self.statuses: deque[tuple[str, int]] = deque()
        """Statuses planned for the next calls: (method, status)."""
        self.failures: deque[str] = deque()
        """Reasons why the next messages fail in the app."""
        self.violations: list[str] = []

    def new_account(self, title: str, role: str, language: str) -> Phone:
        user_id = viber_id(self.token, len(self.accounts) + 1)
        phone_id = self.phones.free_id(f"viber-{role}")
        phone = Phone(phone_id, "viber", title, role, chat_id=user_id, user_id=user_id)
        self.accounts[user_id] = self.by_phone[phone_id] = Account(phone, language)
        return self.phones.add(phone)

    def event(self, kind: str, **fields: Any) -> Json:
        """An event's body; `message_token` is new unless it is given."""
        return {
            "event": kind,
            "timestamp": int(self.clock.now().timestamp() * 1000),
            "chat_hostname": "SN-SANDBOX-01_",
            "message_token": new_token(),
            **fields,
        }

    def tell(self, account: Account, kind: str, **fields: Any) -> None:
        self.callbacks.send(self.event(kind, **fields), account.id)

    def user(self, account: Account) -> Json:
        return account.user(self.names, self.photos)

    def bubble(self, account: Account, mine: bool, text: str, kind: str = "text") -> Bubble:
        """Add a bubble; its id is a message token in text."""
        bubble = Bubble(id=str(new_token()), mine=mine, text=text, at=self.clock.now(), kind=kind)
        account.phone.bubbles.append(bubble)
        self.phones.changed(account.phone)
        return bubble

    def show_keyboard(self, account: Account, keyboard: Json | None) -> None:
        """Viber shows the keyboard of the last message; a message without one hides it."""
        account.keyboard = rows_of(keyboard)
        account.phone.keyboard = [[as_phone_button(button) for button in row] for row in account.keyboard]
        self.phones.changed(account.phone)

    def note(self, account: Account | None, violation: str) -> None:
        """Write down what is surely a mistake of the bot; never what a person wrote."""
        for notes in (self.violations, *([account.phone.violations] if account else [])):
            if len(notes) < MOST_VIOLATIONS:
                notes.append(violation)
        if account:
            self.phones.changed(account.phone)
