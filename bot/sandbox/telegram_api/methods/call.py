"""One call of a method: its name, its parameters by declared type, its uploaded files."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.contract import check_of, definitions
from bot.sandbox.telegram_api.errors import BadRequest, Json

ATTACHED = "attach://"


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    data: bytes
    name: str
    content_type: str


@dataclass
class Call:
    """A method with its parameters; `files` by the name of their part."""

    method: str
    params: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def upload(self, name: str) -> Upload | None:
        """The file given for a parameter: as a part of that name, or as `attach://part`."""
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith(ATTACHED):
            return self.files.get(value.removeprefix(ATTACHED))
        return self.files.get(name)

    def violation(self) -> str | None:
        """What does not fit the contract, without content; None if it fits or the contract is silent."""
        check = check_of(definition_of(self.method))
        problem = check(self.params) if check else None
        return f"{self.method}: {problem}" if problem else None


def definition_of(method: str) -> str:
    """The contract's name of a method's parameters."""
    return f"{method[:1].upper()}{method[1:]}Params"


async def read_call(request: web.Request, method: str) -> Call:
    """Read a call the way the Bot API does: query, JSON, form or multipart."""
    if request.content_type == "application/json":
        return Call(method, {**request.query, **await _json_body(request)})
    form = await request.post() if request.method == "POST" else {}
    texts: dict[str, str] = dict(request.query)
    files: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, FileField):
            files[name] = Upload(value.file.read(), value.filename, value.content_type)
        else:
            texts[name] = value if isinstance(value, str) else bytes(value).decode()
    params = {name: _by_type(method, name, value) for name, value in texts.items()}
    return Call(method, {**params, **_given_directly(method, files)}, files)


async def _json_body(request: web.Request) -> Json:
    raw = await request.read()
    try:
        body = json.loads(raw or b"{}")
    except ValueError as unreadable:
        raise BadRequest("can't parse request: wrong JSON") from unreadable
    return body if isinstance(body, dict) else {}


def _given_directly(method: str, files: dict[str, Upload]) -> Json:
    fields = definitions().get(definition_of(method), {}).get("properties", {})
    return {name: f"{ATTACHED}{name}" for name in files if name in fields}


def _by_type(method: str, name: str, value: str) -> Any:
    """A form value as the declared type says: texts stay, everything else is JSON."""
    kinds = _kinds(method, name)
    if "string" in kinds and (len(kinds) == 1 or not value.startswith(("{", "["))):
        return int(value) if "number" in kinds and value.lstrip("-").isdigit() else value
    try:
        return json.loads(value)
    except ValueError:
        return value


@cache
def _kinds(method: str, name: str) -> frozenset[str]:
    """What the contract lets the parameter be; a reference to another definition is an object."""
    declared = definitions().get(definition_of(method), {}).get("properties", {}).get(name, {})
    found: set[str] = set()
    for one in declared.get("anyOf", [declared]):
        kinds = one.get("type", "object")
        found.update([kinds] if isinstance(kinds, str) else kinds)
    return frozenset(found)
