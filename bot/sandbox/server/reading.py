"""A JSON body from the page, read field by field; whatever does not fit is `Wrong` with a short sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.server.guard import Wrong


@dataclass(frozen=True)
class Reading:
    """The fields of one JSON object."""

    fields: dict[str, Any]

    @classmethod
    async def of(cls, request: web.Request) -> "Reading":
        """Read the body of a request."""
        try:
            fields = await request.json()
        except ValueError:
            raise Wrong("This is not JSON.") from None
        if not isinstance(fields, dict):
            raise Wrong("Please send a JSON object.")
        return cls(fields)

    def text(self, name: str) -> str:
        """Give a text, perhaps an empty one."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise Wrong(f"The field {name} must be a text.")
        return value

    def optional(self, name: str) -> str | None:
        """Give a text, or None when it is missing or empty."""
        return self.text(name) or None if self.fields.get(name) is not None else None

    def number(self, name: str) -> int:
        """Give a whole number that is not negative."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise Wrong(f"The field {name} must be a number.")
        return value

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """Give a text that is one of the choices."""
        value = self.text(name)
        if value not in choices:
            raise Wrong(f"The field {name} must be one of: {', '.join(choices)}.")
        return value
