"""aiogram, of whose models each is built when it is first used.

By itself it builds all 410 while it is imported, which takes two seconds and 105 MB (its issue 1513); we use thirty.
"""

from typing import Any

from pydantic import BaseModel

_build = BaseModel.__dict__["model_rebuild"]
setattr(BaseModel, "model_rebuild", classmethod(lambda model, **how: None))  # noqa: B010 - mypy lets no method be set
try:
    from aiogram import types
    from aiogram.client.default import Default
    from aiogram.methods.base import Response, TelegramMethod
finally:
    setattr(BaseModel, "model_rebuild", _build)  # noqa: B010

NAMES = {**vars(types), "Default": Default}  # what models name without importing it


def _rebuild(model: type[BaseModel], /, **how: Any) -> Any:
    """Build a model: pydantic asks for it when one is first used, and does not know where the names come from."""
    return _build.__get__(None, model)(**{"_types_namespace": NAMES, **how})


for _base in (types.TelegramObject, TelegramMethod, Response):
    setattr(_base, "model_rebuild", classmethod(_rebuild))  # noqa: B010
