"""The Bot API's published shape (schema/telegram.json), as a check fast enough for every single call."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCHEMA = "schema/telegram.json"
KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


@dataclass(frozen=True)
class Problem:
    """The first thing that does not fit: names of fields only, never what stands in them."""

    what: str
    path: tuple[str, ...] = ()

    def inside(self, step: str) -> "Problem":
        return Problem(self.what, (step, *self.path))

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.what}" if self.path else self.what


Check = Callable[[Any], Problem | None]


@cache
def definitions() -> dict[str, Any]:
    """The schema's definitions by name, such as `SendMessageParams` and `Update`."""
    text = files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["$defs"]
    return found


@cache
def check_of(name: str) -> Check | None:
    """The check of one definition, or None if the contract has none of that name."""
    return compile_schema(definitions()[name]) if name in definitions() else None


def compile_schema(schema: dict[str, Any]) -> Check:
    """Turn a schema into a check. Understands what telegram.json uses and nothing more."""
    if "$ref" in schema:
        return _by_name(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return _any_of([compile_schema(one) for one in schema["anyOf"]])
    if "const" in schema:
        return _one_of([schema["const"]])
    if "enum" in schema:
        return _one_of(schema["enum"])
    if schema.get("type") == "object":
        return _object(schema)
    if schema.get("type") == "array":
        return _array(compile_schema(schema.get("items", {})))
    return _kind(schema.get("type"))


def _by_name(name: str) -> Check:
    def check(value: Any) -> Problem | None:
        found = check_of(name)
        return found(value) if found else None

    return check


def _any_of(checks: list[Check]) -> Check:
    def check(value: Any) -> Problem | None:
        problems = []
        for one in checks:
            problem = one(value)
            if problem is None:
                return None
            problems.append(problem)
        return max(problems, key=lambda problem: len(problem.path))

    return check


def _one_of(values: list[Any]) -> Check:
    def check(value: Any) -> Problem | None:
        return None if value in values else Problem("is none of the allowed values")

    return check


def _kind(names: str | list[str] | None) -> Check:
    if names is None:
        return lambda value: None
    allowed = tuple(kind for name in ([names] if isinstance(names, str) else names) for kind in KINDS[name])
    takes_bool = bool in allowed

    def check(value: Any) -> Problem | None:
        fits = isinstance(value, allowed) and (takes_bool or not isinstance(value, bool))
        return None if fits else Problem(f"is not of type {names}")

    return check


def _array(item: Check) -> Check:
    def check(value: Any) -> Problem | None:
        if not isinstance(value, list):
            return Problem("is not a list")
        for number, one in enumerate(value):
            if problem := item(one):
                return problem.inside(str(number))
        return None

    return check


def _object(schema: dict[str, Any]) -> Check:
    fields = {name: compile_schema(one) for name, one in schema.get("properties", {}).items()}
    required = tuple(schema.get("required", ()))
    closed = schema.get("additionalProperties") is False

    def check(value: Any) -> Problem | None:
        if not isinstance(value, dict):
            return Problem("is not an object")
        for name in required:
            if name not in value:
                return Problem(f"lacks the required field {name}")
        for name, one in value.items():
            if name not in fields:
                if closed:
                    return Problem(f"has the unknown field {name}")
            elif problem := fields[name](one):
                return problem.inside(name)
        return None

    return check
