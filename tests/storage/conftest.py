"""A circle of people for the tests that read across the tables."""

import pytest

from tests.chat import Chat
from tests.circle import Circle


@pytest.fixture
def circle(chat: Chat) -> Circle:
    """Nobody yet."""
    return Circle(chat)
