"""Arguments as they were meant: what a model wrote, brought into the form that a tool's schema asks for.

Only what is unambiguous is changed ("5" where a whole number is wanted, `City` for `city`, a list in quotes); all
else is left for the check to refuse, so that the model hears what was wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_WHOLE = re.compile(r"[+-]?\d{1,18}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_WRAPPERS = ("arguments", "parameters", "args", "kwargs", "input")


def repair(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with the names and types of the schema, as far as that is clear; nulls are left out.

    Args:
        arguments: what the model wrote. A key that is a number is a place ("0": the first parameter).
        schema: a JSON schema of type object.
    """
    properties = _mapping(schema.get("properties"))
    required = schema.get("required")
    needed = required if isinstance(required, list | tuple) else ()
    arguments = {str(key): value for key, value in arguments.items()}
    wrapped = next((arguments[key] for key in _WRAPPERS if key in arguments and key not in properties), None)
    if len(arguments) == 1 and isinstance(wrapped, Mapping) and properties:
        arguments = wrapped
    places = list(properties)
    plain: dict[str, list[str]] = {}
    for name in properties:
        plain.setdefault(plain_name(name), []).append(name)
    made: dict[str, Any] = {}
    for key, value in arguments.items():
        if value is None and key not in needed:
            continue
        name = key
        if key not in properties:
            near = plain.get(plain_name(key), [])
            if len(near) == 1 and near[0] not in arguments:
                name = near[0]
            elif key.isdecimal() and int(key) < len(places) and places[int(key)] not in arguments:
                name = places[int(key)]
        made[name] = fitted(value, properties[name], schema) if name in properties else value
    return made


def plain_name(name: str) -> str:
    """A name without what people and models vary: case, blanks, hyphens, underscores."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def fitted(value: Any, schema: Any, root: Mapping[str, Any]) -> Any:
    """The value in the type that the schema wants, when there is one way to read it so; else the value itself.

    A schema may also be true or false, and one from outside may be anything: it wants no type then.
    """
    schema = _resolved(schema, root)
    if not isinstance(schema, Mapping):
        return value
    options = schema.get("anyOf") or schema.get("oneOf")
    if options and isinstance(options, list):
        every = [_resolved(option, root) for option in options]
        resolved = [option for option in every if isinstance(option, Mapping)]
        if True in every or any(_is(value, option.get("type")) for option in resolved):
            return value
        for option in resolved:
            if (changed := fitted(value, option, root)) is not value:
                return changed
        return value
    if isinstance(schema.get("enum"), list):
        near = [allowed for allowed in schema["enum"] if str(allowed).lower() == str(value).strip().lower()]
        return near[0] if len(near) == 1 else value
    kind = schema.get("type")
    if isinstance(kind, list):
        return fitted(value, {**schema, "anyOf": [{"type": one} for one in kind], "type": None}, root)
    text = value.strip() if isinstance(value, str) else None
    match kind:
        case "integer":
            if text is not None and _WHOLE.fullmatch(text):
                return int(text)
            if isinstance(value, float) and value.is_integer():
                return int(value)
        case "number" if text is not None and _NUMBER.fullmatch(text):
            number = float(text)
            return int(text) if _WHOLE.fullmatch(text) else number
        case "boolean" if text is not None:
            return _WORDS.get(text.lower(), value)
        case "string" if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        case "array":
            return _fitted_list(value, text, schema, root)
        case "object":
            decoded = _decoded(text) if text is not None else value
            own = {**root, "properties": {}, "required": (), **schema}
            return repair(decoded, own) if isinstance(decoded, Mapping) else value
    return value


def _fitted_list(value: Any, text: str | None, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    items = schema.get("items")
    if text is not None and text.startswith("["):
        decoded = _decoded(text)
        value = decoded if isinstance(decoded, list) else value
    if isinstance(value, list):
        return [fitted(item, items, root) for item in value]
    if isinstance(value, str | int | float | bool):
        return [fitted(value, items, root)]
    return value


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _resolved(schema: Any, root: Mapping[str, Any]) -> Any:
    """Follow a reference into the schema's own definitions."""
    for _ in range(8):
        reference = _mapping(schema).get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/"):
            break
        schema = root
        for step in reference[2:].split("/"):
            schema = _mapping(schema).get(step, {})
    return schema


def _is(value: Any, kind: Any) -> bool:
    if isinstance(kind, list):
        return any(_is(value, one) for one in kind)
    if not isinstance(kind, str):
        return False
    kinds: dict[str, Any] = {
        "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
        "null": type(None),
    }  # fmt: skip
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, kinds.get(kind, ()))
