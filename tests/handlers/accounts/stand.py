"""What these tests need: codes as they stand on a phone, and what the database says of chats and people."""

import re

from sqlalchemy import func, select

from bot.domain import codes
from storage import accounts
from storage.accounts import Account
from storage.code_tries import CodeTryRow
from storage.persons import PersonRow
from tests.chat import Phone
from tests.circle import Circle


async def link_code(phone: Phone) -> str:
    """The short code that /link shows."""
    shown = await phone.says("/link")
    found = re.search(r"\d{3} \d{3} \d{4}", shown.text)
    assert found, shown.text
    return found[0]


def code_on(phone: Phone) -> str:
    """The newest return code on a phone, as digits."""
    return next(code for text in reversed(phone.texts) if len(code := codes.digits(text)) == 40)


async def return_code(phone: Phone) -> str:
    """A new return code of a person."""
    await phone.sends_payload("a:code:new")
    return code_on(phone)


async def linked(first: Phone, second: Phone) -> None:
    """Connect two chats."""
    await second.says(await link_code(first))
    await second.presses("Yes, both are mine")


async def account(circle: Circle, phone: Phone) -> Account:
    """The account of a phone."""
    async with circle.database.transaction() as session:
        return await accounts.of_chat(session, phone.channel, phone.address)


async def owner(circle: Circle, phone: Phone) -> int | None:
    """Whose the account of a phone is."""
    return (await account(circle, phone)).person_id


async def people(circle: Circle) -> int:
    """How many people are known."""
    async with circle.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(PersonRow)) or 0


async def tries(circle: Circle) -> int:
    """How many tries are counted."""
    async with circle.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(CodeTryRow)) or 0
